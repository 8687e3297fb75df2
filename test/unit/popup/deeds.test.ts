import { beforeEach, describe, expect, it } from 'vitest';
import { deeds } from '@/entrypoints/popup/deeds';
import { popupState } from '@/entrypoints/popup/popup-state';
import { fail, type Outcome, ok } from '@/lib/base/outcome';
import type { Picture } from '@/lib/inventory/picture';
import type { MoveReport } from '@/lib/messages/contract';
import { INITIAL_VIEWS } from '@/lib/messages/views';
import { HUNTER, item, on, picture, TITAN, vault } from '../builders/picture';

const sunshot = item('Sunshot');
const worn = item('Ace of Spades', { place: on(TITAN), equipped: true });
const world = picture([sunshot, worn]);
const pull = { item: sunshot.key, to: on(TITAN), equip: false };

/** A background that answers when the test says so, after storing a picture. */
function stage(before: Picture) {
  const state = popupState({ typed: '', chosen: TITAN, tab: 'items', scroll: 0 }, 0);
  const asked: [string, unknown][] = [];
  let stored = before;
  let reply: (answer: Outcome<never>) => void = () => {};
  const acts = deeds(state, {
    send(name, asks) {
      asked.push([name, asks]);
      return new Promise((resolve) => {
        reply = resolve;
      });
    },
    loadPicture: async () => stored,
  });
  state.base.value = before;
  state.views.value = { ...INITIAL_VIEWS, session: { ...INITIAL_VIEWS.session, state: 'signed-in' } };
  const answer = (outcome: Outcome<MoveReport | null>, after: Picture = stored) => {
    stored = after;
    // The test answers with what the asked message answers.
    reply(outcome as Outcome<never>);
  };
  const place = () => state.shown.value?.items.find((one) => one.key === sunshot.key)?.place;
  return { state, acts, asked, answer, place };
}

let scene: ReturnType<typeof stage>;
beforeEach(() => {
  scene = stage(world);
});
const moved = (place: typeof vault) => picture([{ ...sunshot, place }, worn]);

describe('a pull', () => {
  it('shows in the same moment, is marked as moving, and says so', async () => {
    const done = scene.acts.move(pull);
    expect(scene.place()).toEqual(on(TITAN));
    expect(scene.state.pendingKeys.value.has(sunshot.key)).toBe(true);
    expect(scene.state.toast.value).toMatchObject({ tone: 'busy', text: 'Moving Sunshot: vault → Titan' });
    scene.answer(
      ok({ itemName: 'Sunshot', place: on(TITAN), equipped: false, moved: true }),
      moved(on(TITAN)),
    );
    await done;
    expect(scene.state.pendingKeys.value.size).toBe(0);
    expect(scene.place()).toEqual(on(TITAN));
    expect(scene.state.toast.value).toMatchObject({ tone: 'done', text: 'Sunshot is on your Titan' });
  });

  it('goes back and says where the item is when it fails', async () => {
    const done = scene.acts.move(pull);
    scene.answer(
      fail('character-full', {
        itemName: 'Sunshot',
        where: 'in the vault',
        character: 'Titan',
        slot: 'another kinetic weapon',
      }),
    );
    await done;
    expect(scene.place()).toEqual(vault);
    expect(scene.state.toast.value).toMatchObject({
      tone: 'failed',
      text: 'Sunshot is still in the vault. Your Titan has no room for another kinetic weapon.',
    });
  });

  it('can be undone', async () => {
    const done = scene.acts.move(pull);
    scene.answer(
      ok({ itemName: 'Sunshot', place: on(TITAN), equipped: false, moved: true }),
      moved(on(TITAN)),
    );
    await done;
    scene.state.toast.value?.buttons?.[0]?.onPress();
    expect(scene.asked.at(-1)).toEqual(['item.move', { item: sunshot.key, to: vault, equip: false }]);
    expect(scene.place()).toEqual(vault);
  });

  it('that stopped half way offers to go on or back', async () => {
    scene = stage(moved(on(HUNTER)));
    const done = scene.acts.move(pull);
    scene.answer(fail('maintenance'), moved(vault));
    await done;
    const { text, buttons } = scene.state.toast.value ?? {};
    expect(text).toMatch(/^Sunshot stopped in the vault\./);
    expect(buttons?.map((button) => button.label)).toEqual(['Go on', 'Take back']);
    buttons?.[1]?.onPress();
    expect(scene.asked.at(-1)).toEqual(['item.move', { item: sunshot.key, to: on(HUNTER), equip: false }]);
  });

  it('of which nothing is known leads to reading, never to repeating', async () => {
    const done = scene.acts.move(pull);
    scene.answer(fail('no-reply'));
    await done;
    expect(scene.asked.map(([name]) => name)).toEqual(['item.move', 'profile.refresh']);
  });

  it('is not even asked for while signed out', async () => {
    scene.state.views.value = INITIAL_VIEWS;
    await scene.acts.move(pull);
    expect(scene.asked).toEqual([]);
    expect(scene.place()).toEqual(vault);
    expect(scene.state.toast.value?.buttons?.[0]?.label).toBe('Sign in');
  });
});

it('keeps a failure in sight when an older move succeeds after it', async () => {
  const replies: ((answer: Outcome<never>) => void)[] = [];
  const state = popupState({ typed: '', chosen: TITAN, tab: 'items', scroll: 0 }, 0);
  const acts = deeds(state, {
    send: () => new Promise((resolve) => replies.push(resolve)),
    loadPicture: async () => world,
  });
  state.base.value = world;
  state.views.value = { ...INITIAL_VIEWS, session: { ...INITIAL_VIEWS.session, state: 'signed-in' } };
  const first = acts.move(pull);
  const second = acts.lock(worn, true);
  replies[1]?.(fail('throttled') as Outcome<never>);
  await second;
  replies[0]?.(ok({ itemName: 'Sunshot', place: on(TITAN), equipped: false, moved: true }) as Outcome<never>);
  await first;
  expect(state.toast.value?.tone).toBe('failed');
});

it('keeps the order of hits while a pull changes their rank', () => {
  const twin = item('Sunshot', { power: 390 });
  const { state } = stage(picture([sunshot, twin]));
  state.typed.value = 'sun';
  expect(state.hits.value.map((hit) => hit.item.key)).toEqual([sunshot.key, twin.key]);
  state.pending.value = [{ id: 1, wish: { kind: 'move', ...pull } }];
  expect(state.hits.value.map((hit) => hit.item.key)).toEqual([sunshot.key, twin.key]);
  expect(state.hits.value[0]?.item.place).toEqual(on(TITAN));
});
