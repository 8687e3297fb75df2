import { afterAll, beforeAll, expect, it } from 'vitest';
import { PopupPage } from './popup-page';
import { openScene, type Scene, signIn } from './signed-in';
import { storedPicture } from './stored-picture';

let scene: Scene;
let before: string[];

beforeAll(async () => {
  scene = await openScene();
  await signIn(scene);
  before = scene.stage.heldIds();
});
afterAll(async () => {
  await scene?.close();
});

const idOf = (name: string): string => scene.stage.bungie.world.find('Ikora', name)[0]?.id ?? '';
const writes = () =>
  scene.stage.bungie.log
    .matching('POST www.bungie.net/Platform/Destiny2/Actions/')
    .map((one) => one.path.split('/').at(-2));

it('shows every item of the account, and says which one the item list does not know', async () => {
  const picture = await storedPicture(scene.popup.page);
  expect(picture.items).toHaveLength(before.length);
  expect(await scene.popup.countShown(picture.characters.length)).toBe(before.length);
  expect(picture.items.filter((item) => !item.known).map((item) => item.name)).toEqual(['Unknown item']);
});

it('has the focus in the search when it opens', async () => {
  const popup = new PopupPage(await scene.browser.openPopup());
  await popup.seesItems();
  expect(await popup.page.evaluate('document.activeElement?.className')).toBe('search-input');
  await popup.page.close();
});

it('pulls the first hit with Enter in one call, although the name is mistyped', async () => {
  const { popup, stage } = scene;
  await popup.choose('Warlock');
  stage.bungie.log.clear();
  await popup.type('sunhsot');
  await popup.search.press('Enter');
  await popup.says('Sunshot is on your Warlock');
  stage.expectHeld(idOf('Sunshot'), { place: 'character' });
  expect(writes()).toEqual(['TransferItem']);
});

it('wears it with Shift+Enter, and takes the former weapon off', async () => {
  const { popup, stage } = scene;
  await popup.choose('Titan');
  await popup.type('Origin Story');
  await popup.search.press('Shift+Enter');
  await popup.says('Origin Story is worn by your Titan');
  stage.expectHeld(idOf('Origin Story'), { place: 'character', equipped: true });
  expect(stage.bungie.world.find('Ikora', 'Better Devils').some((item) => item.equipped)).toBe(false);
});

it('takes another exotic off first, and says what is worn instead', async () => {
  const { popup } = scene;
  await popup.choose('Warlock');
  await popup.type('Sunshot');
  await popup.search.press('Shift+Enter');
  const said = await popup.says('Sunshot is worn by your Warlock');
  expect(said).toContain('is worn instead');
});

it('brings an item from one character to another in two calls', async () => {
  const { popup, stage } = scene;
  stage.bungie.log.clear();
  await popup.choose('Warlock');
  await popup.type('Thorn');
  await popup.search.press('Enter');
  await popup.says('Thorn is on your Warlock');
  expect(writes()).toEqual(['TransferItem', 'TransferItem']);
});

it('leaves the gun in the vault and says so when the Hunter has no room and nothing else may move', async () => {
  const { popup, stage } = scene;
  await popup.ask('settings.change', { moveOthers: false });
  await popup.choose('Hunter');
  await popup.type('Skyburner');
  await popup.search.press('Enter');
  await popup.says(
    "Skyburner's Oath is still in the vault. There is no room for another energy weapon, and your settings say that other items stay where they are.",
  );
  stage.expectHeld(idOf("Skyburner's Oath"), { place: 'vault' });
  await popup.ask('settings.change', { moveOthers: true });
});

it('makes room on the Hunter, says what went where, and takes all of it back', async () => {
  const { popup, stage } = scene;
  const held = () =>
    stage.bungie.world.main('Ikora').items.map(({ id, owner, equipped }) => [id, owner, equipped]);
  const before = held();
  stage.bungie.log.clear();
  await popup.choose('Hunter');
  await popup.type('Skyburner');
  await popup.search.press('Enter');
  const said = await popup.says("Skyburner's Oath is on your Hunter");
  expect(said).toContain('went to the vault');
  expect(writes()).toEqual(['TransferItem', 'TransferItem']);
  await popup.press('Undo');
  await popup.says('taken back');
  expect(held()).toEqual(before);
});

it('does not strand a worn gun in the vault on its way to a full slot that nothing may leave', async () => {
  const { popup, stage } = scene;
  await popup.ask('settings.change', { moveOthers: false });
  stage.bungie.log.clear();
  await popup.choose('Hunter');
  await popup.type('Sunshot');
  await popup.search.press('Enter');
  await popup.says('your settings say that other items stay');
  expect(writes()).toEqual([]);
  stage.expectHeld(idOf('Sunshot'), { place: 'character' });
  await popup.ask('settings.change', { moveOthers: true });
});

it('fetches a postmaster item for its owner', async () => {
  const { popup, stage } = scene;
  await popup.choose('Warlock');
  await popup.type('Antiope-D');
  await popup.search.press('Enter');
  await popup.says('Antiope-D is on your Warlock');
  stage.expectHeld(idOf('Antiope-D'), { place: 'character' });
});

it('sends an item to the vault by its button', async () => {
  const { popup, stage } = scene;
  await popup.type('Antiope-D');
  await popup.page.locator('.hit-on').getByRole('button', { name: 'Vault' }).click();
  await popup.says('Antiope-D is in the vault');
  stage.expectHeld(idOf('Antiope-D'), { place: 'vault' });
});

it('refuses to equip in an activity with a way out', async () => {
  const { popup, stage } = scene;
  const titan = stage.bungie.world.main('Ikora').characters.find((one) => one.classType === 0)?.id ?? '';
  stage.bungie.world.inActivity(titan, true);
  await popup.choose('Titan');
  await popup.type('Antiope-D');
  await popup.search.press('Shift+Enter');
  const said = await popup.says('Go to orbit');
  expect(said).toContain('Antiope-D stopped on your Titan');
  stage.bungie.world.inActivity(titan, false);
});

it('moves an item that the item list does not know', async () => {
  const { popup, stage } = scene;
  await popup.choose('Titan');
  await popup.type('Unknown item');
  await popup.search.press('Enter');
  await popup.says('Unknown item is on your Titan');
  expect(stage.bungie.world.main('Ikora').items.find((item) => item.hash === 4000000001)?.owner).not.toBe(
    'profile',
  );
});

it('locks an item', async () => {
  const { popup, stage } = scene;
  await popup.type('Gjallarhorn');
  await popup.press('More');
  await popup.press('Lock');
  await popup.says('Gjallarhorn is locked');
  expect(stage.bungie.world.find('Ikora', 'Gjallarhorn')[0]?.locked).toBe(true);
});

it('answers although the worker was killed, from what it stored', async () => {
  const { popup, browser, stage } = scene;
  await browser.killWorker();
  await popup.choose('Warlock');
  await popup.type('Telesto');
  await popup.search.press('Enter');
  await popup.says('Telesto is on your Warlock');
  stage.expectHeld(idOf('Telesto'), { place: 'character' });
});

it('moves one item once when two popups ask in the same instant', async () => {
  const { popup, browser, stage } = scene;
  const other = new PopupPage(await browser.openPopup());
  await other.seesItems();
  await Promise.all([popup.choose('Warlock'), other.choose('Warlock')]);
  await Promise.all([popup.type('Fighting Lion'), other.type('Fighting Lion')]);
  stage.bungie.log.clear();
  await Promise.all([popup.search.press('Enter'), other.search.press('Enter')]);
  // One of them comes second and is told that it is so already.
  const said = /Fighting Lion is (already )?on your Warlock/;
  await Promise.all([popup.says(said), other.says(said)]);
  expect(writes()).toEqual(['TransferItem']);
  await other.page.close();
});

it('opens as the toolbar’s own popup with the same items', async () => {
  await scene.popup.clear();
  const real = await scene.browser.openRealPopup();
  await real.until(`document.querySelectorAll('[data-key]').length > 20`);
  await real.close();
});

it('has no accessibility violation on its main face', async () => {
  const { AxeBuilder } = await import('@axe-core/playwright');
  await scene.popup.clear();
  const found = await new AxeBuilder({ page: scene.popup.page as never }).analyze();
  expect(found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([]);
});

it('has lost nothing in all of this, and no console complains', async () => {
  expect(scene.stage.heldIds()).toEqual(before);
  await scene.browser.expectNoProblems();
});

it('empties the account on sign-out, and shows the door', async () => {
  const { popup } = scene;
  await popup.press(/^More$/);
  await popup.press(/Sign out/);
  await popup.press(/^Items$/);
  await popup.page.getByRole('button', { name: 'Sign in with Bungie' }).waitFor();
  const kept =
    await popup.page.evaluate(`Promise.all(['vault-courier-secrets', 'vault-courier-state'].map((name) => new Promise((resolve) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => {
      const database = opening.result;
      const stores = ['secrets', 'pictures', 'perks', 'touched'].filter((store) => database.objectStoreNames.contains(store));
      const counts = stores.map((store) => new Promise((told) => {
        const asking = database.transaction(store).objectStore(store).count();
        asking.onsuccess = () => told(asking.result);
      }));
      void Promise.all(counts).then((all) => { database.close(); resolve(all.reduce((sum, one) => sum + one, 0)); });
    };
  })))`);
  expect(kept).toEqual([0, 0]);
  await scene.browser.expectNoProblems();
});
