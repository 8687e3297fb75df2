import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openScene, type Scene, signIn } from './signed-in';

/*
 * What the popup tells of one item: its card with what is in its sockets, other copies, pieces of a stack; and the
 * searches and game loadouts that need the same data.
 */

const FACES = new URL('../../.output/faces/', import.meta.url).pathname;
let scene: Scene;

beforeAll(async () => {
  mkdirSync(FACES, { recursive: true });
  scene = await openScene();
  await signIn(scene);
  await scene.popup.page.emulateMedia({ colorScheme: 'dark' });
});
beforeEach(() => {
  scene.stage.bungie.faults.disarm();
  scene.stage.bungie.log.clear();
});
afterAll(async () => {
  await scene?.close();
});

const game = (name: string) => scene.stage.bungie.world.find('Ikora', name);
const picture = (name: string) => scene.popup.page.screenshot({ path: `${FACES}${name}.png` });
const details = () => scene.popup.page.locator('.details');

async function openDetails(name: string): Promise<void> {
  const { popup } = scene;
  await popup.type(name);
  await popup.hit().getByRole('button', { name: 'More' }).click();
  await details().waitFor();
}

it('shows perks, masterwork and kills of the very item, asked for only when its card is opened', async () => {
  const { popup, stage } = scene;
  await popup.type('Better Devils');
  expect(stage.bungie.log.matching('/Item/')).toEqual([]);
  await openDetails('Better Devils');
  await details().getByText('Masterworked: Range').waitFor();
  await details().getByText('1,729 kills').waitFor();
  await details().getByText('Weapon perks').waitFor();
  expect(await details().locator('.plug').count()).toBeGreaterThan(4);
  // The Titan wears the other one.
  await details().getByText('Another one: worn by your Titan').waitFor();
  await details().locator('.plug').first().scrollIntoViewIfNeeded();
  await picture('details-roll');
  expect(stage.bungie.log.matching('/Item/')).toHaveLength(1);
});

it('tells what the last profile said when Bungie cannot be asked', async () => {
  scene.stage.bungie.faults.arm({ name: 'html-503', path: '/Item/' });
  scene.browser.allowProblems(/Failed to load resource/);
  await openDetails('Trust');
  await details().getByText('Bungie could not be asked just now').waitFor();
  expect(await details().locator('.plug').count()).toBeGreaterThan(3);
  await details().getByText('Bungie could not be asked').scrollIntoViewIfNeeded();
  await picture('details-remembered');
});

it('finds by perk, season and tier of gear', async () => {
  const { popup } = scene;
  const names = () => popup.page.locator('[data-hit] .hit-name').allTextContents();
  await popup.type('perkname:"kill clip"');
  const rolled = await names();
  expect(rolled.length).toBeGreaterThan(0);
  await popup.type('-perkname:"kill clip" is:weapon');
  expect(await names()).not.toContain(rolled[0]);
  await popup.type('season:5');
  expect((await names()).length).toBeGreaterThan(0);
  await popup.type('tier:>=4 is:armor');
  expect((await names()).length).toBeGreaterThan(0);
});

it('sends some pieces of a stack, as many as are chosen by keyboard', async () => {
  const { popup } = scene;
  await openDetails('Strange Coin');
  const pieces = popup.page.getByLabel(/^Pieces, of/);
  const quantities = () => game('Strange Coin').map((one) => one.quantity);
  // The twelve in the vault come first: those in the inventory are at hand already.
  await pieces.fill('99');
  await pieces.blur();
  expect(await pieces.inputValue()).toBe('12');
  await pieces.fill('5');
  await picture('details-stack');
  await details().getByRole('button', { name: 'Pull', exact: true }).click();
  await popup.says('Strange Coin is');
  expect(quantities()).toEqual([68, 7]);
  await popup.clear();
  await popup.page.keyboard.press('Control+z');
  await popup.says('taken back');
  expect(quantities()).toEqual([63, 12]);
});

it('lists the game’s own loadouts by name, brings their things and puts them on', async () => {
  const { popup, stage } = scene;
  await popup.clear();
  await popup.choose('Warlock');
  await popup.tab('Loadouts');
  await popup.page.getByText('Raid').first().waitFor();
  await popup.page.getByText('PvP').first().waitFor();
  await picture('loadouts-in-game');
  await popup.press('Put on PvP');
  await popup.says(/PvP/);
  expect(stage.bungie.log.matching('EquipLoadout')).toHaveLength(1);
  const warlock = stage.bungie.world.main('Ikora').characters.find((one) => one.classType === 2);
  const worn = game('Better Devils').find((one) => one.owner === warlock?.id);
  expect(worn?.equipped).toBe(true);
  await popup.tab('Items');
});

it('leaves every console clean', async () => {
  await scene.browser.expectNoProblems();
});
