// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { expect, it, vi } from 'vitest';
import { LoadoutsPanel, type LoadoutsPanelProps } from '@/components/loadouts/LoadoutsPanel';
import { loadoutOfItems } from '@/lib/inventory/loadouts/make-loadout';
import { HUNTER, item } from '../builders/picture';
import { button, mount, words } from './mount';

const sunshot = item('Sunshot');
const thorn = item('Thorn');
const raid = loadoutOfItems([sunshot, thorn], 1, { id: 'raid', name: 'Raid night', nowMs: 1 });
const inGame = { characterId: HUNTER, index: 2, name: '', items: [sunshot.instanceId!, thorn.instanceId!] };

function panel(change: Partial<LoadoutsPanelProps> = {}): HTMLElement {
  return mount(
    <LoadoutsPanel
      characterName="Hunter"
      loadouts={[raid]}
      inGame={[]}
      selected={0}
      missingOf={() => []}
      heldOf={() => 1}
      onSaveWorn={() => undefined}
      onSaveSelected={() => undefined}
      onApply={() => undefined}
      onApplyInGame={() => undefined}
      onChange={() => undefined}
      onDrop={() => undefined}
      onCopy={() => Promise.resolve(true)}
      onImport={() => ({ items: 0, name: '', problems: [] })}
      {...change}
    />,
  );
}

const click = (root: Element, label: string) => act(() => button(root, label).click());
const byLabel = <E extends HTMLElement>(root: Element, label: string): E =>
  root.querySelector<E>(`[aria-label="${label}"]`)!;
const typeInto = (field: HTMLInputElement | HTMLTextAreaElement, text: string) =>
  act(() => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });

it('says what to do when there is none', () => {
  expect(words(panel({ loadouts: [] }))).toContain('No loadout yet');
});

it('saves what is worn under the typed name, and under a plain one when none is typed', async () => {
  const onSaveWorn = vi.fn();
  const root = panel({ onSaveWorn });
  await click(root, 'Save what is worn');
  expect(onSaveWorn).toHaveBeenLastCalledWith('Worn by my Hunter');
  await typeInto(byLabel(root, 'Name of the new loadout'), ' Raid ');
  await click(root, 'Save what is worn');
  expect(onSaveWorn).toHaveBeenLastCalledWith('Raid');
});

it('offers to save the selection only while there is one', async () => {
  expect(words(panel())).not.toContain('selected');
  const onSaveSelected = vi.fn();
  await click(panel({ selected: 3, onSaveSelected }), 'Save the 3 selected');
  expect(onSaveSelected).toHaveBeenCalledOnce();
});

it('puts one on, tells what is gone, and offers nothing when all of it is', async () => {
  const onApply = vi.fn();
  const root = panel({ onApply, missingOf: () => [raid.items[1]!] });
  expect(words(root)).toContain('1 worn · 1 carried · 1 gone');
  await click(root, 'To Hunter');
  expect(onApply).toHaveBeenCalledWith(raid);
  expect(button(panel({ missingOf: () => raid.items }), 'To Hunter').disabled).toBe(true);
});

it('renames, thins out, copies and deletes, the last only when asked twice', async () => {
  const onChange = vi.fn();
  const onDrop = vi.fn();
  const onCopy = vi.fn(() => Promise.resolve(true));
  const root = panel({ onChange, onDrop, onCopy });
  await act(() => byLabel(root, 'Raid night: change').click());
  const name = byLabel<HTMLInputElement>(root, 'Name of the loadout');
  await typeInto(name, 'Crucible');
  await act(() => void name.dispatchEvent(new Event('blur')));
  expect(onChange).toHaveBeenLastCalledWith({ ...raid, name: 'Crucible' });
  await act(() => byLabel(root, 'Take Thorn out').click());
  expect(onChange).toHaveBeenLastCalledWith({ ...raid, items: [raid.items[0]] });
  await click(root, 'Copy as text');
  await vi.waitFor(() => expect(words(root)).toContain('Copied'));
  await click(root, 'Delete…');
  expect(onDrop).not.toHaveBeenCalled();
  await click(root, 'Delete it');
  expect(onDrop).toHaveBeenCalledWith(raid);
});

it('reads a text and says line by line what it could not use', async () => {
  const onImport = vi.fn(() => ({
    items: 1,
    name: 'Fun',
    problems: [{ line: 2, text: 'hello', why: 'not-a-line' as const }],
  }));
  const root = panel({ onImport });
  await click(root, 'From text');
  await typeInto(byLabel<HTMLTextAreaElement>(root, 'Loadout as text'), 'wear Sunshot\nhello');
  await click(root, 'Save as loadout');
  expect(onImport).toHaveBeenCalledWith('wear Sunshot\nhello');
  expect(words(root)).toContain('Saved “Fun” with 1 item.');
  expect(words(root)).toContain('Line 2: “hello”');
});

it('lists the game’s own and puts them on', async () => {
  const onApplyInGame = vi.fn();
  const root = panel({ inGame: [inGame], onApplyInGame });
  expect(words(root)).toContain('Loadout 3');
  expect(words(root)).toContain('2 items, 1 gone');
  await act(() => byLabel(root, 'Put on Loadout 3').click());
  expect(onApplyInGame).toHaveBeenCalledWith(inGame);
});
