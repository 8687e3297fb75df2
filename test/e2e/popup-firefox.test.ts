import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Firefox, openFirefox } from './drivers/firefox';
import { signInFirefox } from './signed-in-firefox';
import { openStage, type Stage } from './stage';

/*
 * The journeys of the popup that Chromium goes through in `main-job`, `popup-search`, `popup-keyboard`, `popup-details` and
 * `bad-answers`, once more in Firefox: one of each kind, by real keys.
 */

let stage: Stage;
let firefox: Firefox;
let before: string[];

beforeAll(async () => {
  stage = await openStage({ real: false });
  firefox = await openFirefox({ hosts: stage.hosts });
  await signInFirefox(firefox);
  await firefox.until(shown('[aria-label^="Ace of Spades"]'), 30_000);
  before = stage.heldIds();
});
beforeEach(async () => {
  stage.bungie.faults.disarm();
  stage.bungie.log.clear();
});
afterAll(async () => {
  await firefox?.close();
  await stage?.close();
});

function shown(selector: string): string {
  return `return document.querySelector(${JSON.stringify(selector)}) !== null`;
}
const line = `document.querySelector('footer [role=status]')?.innerText ?? ''`;
const says = (text: string) => firefox.until(`return (${line}).includes(${JSON.stringify(text)})`, 15_000);
const reads = (text: string) =>
  firefox.until(`return document.body.innerText.includes(${JSON.stringify(text)})`, 15_000);
const press = (label: string) =>
  firefox.until(
    `const found = [...document.querySelectorAll('button')].find((one) => one.innerText.trim() === ${JSON.stringify(label)} || one.ariaLabel === ${JSON.stringify(label)});
     found?.click(); return found !== undefined`,
  );
const choose = (className: string) =>
  firefox.until(
    `const found = [...document.querySelectorAll('.character')].find((one) => one.innerText.includes(${JSON.stringify(className)}));
     found?.click(); return found?.getAttribute('aria-pressed') === 'true'`,
  );
const type = async (text: string): Promise<void> => {
  await firefox.evaluate(`
    const box = document.querySelector('.search-input');
    box.focus();
    box.value = '';
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));`);
  await firefox.type('.search-input', text);
};
const hits = () =>
  firefox.evaluate<string[]>(
    `return [...document.querySelectorAll('[data-hit] .hit-name')].map((one) => one.textContent)`,
  );
const idOf = (name: string): string => stage.bungie.world.find('Ikora', name)[0]?.id ?? '';
const writes = () =>
  stage.bungie.log
    .matching('POST www.bungie.net/Platform/Destiny2/Actions/')
    .map((one) => one.path.split('/').at(-2));
const search = async (text: string): Promise<void> => {
  await type(text);
  await firefox.until(shown('[data-hit]'));
};

it('wears a gun with a mistyped name, taking another exotic off first', async () => {
  await choose('Warlock');
  await search('sunhsot');
  await press('Equip');
  await says('Sunshot is worn by your Warlock');
  await says('is worn instead');
  stage.expectHeld(idOf('Sunshot'), { place: 'character', equipped: true });
});

it('brings an item from one character to another in two calls', async () => {
  await search('Thorn');
  await firefox.press('Enter');
  await says('Thorn is on your Warlock');
  expect(writes()).toEqual(['TransferItem', 'TransferItem']);
});

it('makes room in a full slot, says what went where, and takes all of it back', async () => {
  const held = () =>
    stage.bungie.world.main('Ikora').items.map(({ id, owner, equipped }) => [id, owner, equipped]);
  const then = held();
  await choose('Hunter');
  await search('Skyburner');
  await firefox.press('Enter');
  await says('went to the vault');
  await press('Undo');
  await says('taken back');
  expect(held()).toEqual(then);
});

it('refuses to equip in an activity with a way out', async () => {
  const titan = stage.bungie.world.main('Ikora').characters.find((one) => one.classType === 0)?.id ?? '';
  stage.bungie.world.inActivity(titan, true);
  await choose('Titan');
  await search('Origin Story');
  await press('Equip');
  await says('Go to orbit');
  stage.bungie.world.inActivity(titan, false);
});

it('finds by search words, names an unknown one, and takes the proposal', async () => {
  await search('is:exotic is:handcannon -thorn');
  expect(await hits()).toContain('Sunshot');
  expect(await hits()).not.toContain('Thorn');
  await type('is:exotci ');
  await reads('Did you mean is:exotic?');
  expect(await hits()).toEqual([]);
  await press('Use is:exotic');
  await firefox.until(shown('[data-hit]'));
  await type('zzzzz');
  await reads('No item called');
});

it('is used by keyboard alone: tiles, lock, vault, the sheet of keys', async () => {
  await type(' ');
  await firefox.press('Escape');
  await firefox.press('ArrowDown');
  await firefox.press('ArrowRight');
  const key = await firefox.evaluate<string>('return document.activeElement.dataset.key');
  await firefox.press('l');
  await says('is locked');
  expect(stage.bungie.world.item('Ikora', key)?.locked).toBe(true);
  await firefox.press('?');
  await firefox.until(shown('dialog[open]'));
  await firefox.press('Escape');
  await firefox.until(`return document.querySelector('dialog[open]') === null`);
});

it('shows what is in the sockets of the very item', async () => {
  await search('Better Devils');
  await press('More');
  await reads('Masterworked: Range');
  await reads('1,729 kills');
  expect(stage.bungie.log.matching('/Item/')).toHaveLength(1);
  // The popup opens on its last view, and what follows looks at the list.
  await type(' ');
  await firefox.press('Escape');
});

it('tags an item and keeps a note on it, finds it by both, and still has them when it is opened anew', async () => {
  await firefox.evaluate(`document.querySelector('.tile-carried')?.focus()`);
  const key = await firefox.evaluate<string>('return document.activeElement.dataset.key');
  const name = await firefox.evaluate<string>(`return document.activeElement.ariaLabel.split(',')[0]`);
  await firefox.press('t');
  await says(`${name}: tagged Favorite`);
  await firefox.press('Enter');
  await firefox.until(shown('.details textarea'));
  await firefox.type('.details textarea', 'for the raid');
  await firefox.press('Enter');
  await says(`${name}: note saved`);
  // The first one stays: what it has asked for is answered still.
  await firefox.newTab();
  await firefox.openPopup();
  await firefox.until(shown(`[data-key="${key}"] .tile-tag`));
  await search('tag:favorite notes:raid');
  expect(await hits()).toEqual([name]);
  await type(' ');
  await firefox.press('Escape');
});

it.each([
  ['maintenance', 'maintenance'],
  ['html-200', 'did not come from Bungie'],
  ['drop', 'cannot be reached'],
  ['silent-expiry', 'did not show your vault'],
])('keeps the items through %s and says why they are old', async (fault, sentence) => {
  stage.bungie.faults.arm({ name: fault, path: '/Profile/' });
  await firefox.openPopup();
  await reads(sentence);
  await firefox.until(shown('.slot-section [data-key]'));
});

it('reads before it believes or repeats, when the answer to a move is lost', async () => {
  stage.bungie.faults.arm({ name: 'drop-after-write', path: 'TransferItem', times: 1 });
  await choose('Warlock');
  await search('Telesto');
  await firefox.press('Enter');
  await says('Telesto is on your Warlock');
  expect(stage.bungie.log.matching('TransferItem')).toHaveLength(1);
});

it('has lost nothing in all of this, and no console complains', async () => {
  expect(stage.heldIds()).toEqual(before);
  await firefox.expectNoProblems();
});
