import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { checkStream } from '../../../lib/app/announce';
import { renewBadge } from '../../../lib/app/badge';
import { reply } from '../../../lib/app/reply';
import { ensureChat, onSocketEvent } from '../../../lib/app/watch-chat';
import { countSoon, dropOldWhispers } from '../../../lib/app/whispers';
import type { ItemKey } from '../../../lib/base/ids';
import { ok } from '../../../lib/base/outcome';
import type { Place } from '../../../lib/inventory/picture';
import { SETTINGS, type Settings } from '../../../lib/messages/settings';
import { stateDatabase } from '../../../lib/storage/databases';
import { viewStore } from '../../../lib/storage/view-store';
import { whisperStore } from '../../../lib/storage/whisper-store';
import { background, NOW, PAGE } from '../builders/chat-background';
import { HUNTER, item, picture, postmasterOf, TITAN, vault } from '../builders/picture';

/*
 * Every setting of the chat does what it says: the same thing happens once with its first value and once with another.
 */

beforeEach(async () => {
  const database = stateDatabase();
  await Promise.all([database.whispers.clear(), database.views.clear()]);
});

type Scene = ReturnType<typeof background>;

const whisper = (text = 'raid tonight?', atMs = NOW - 1_000) =>
  `PRIVMSG ${JSON.stringify({ messageid: 5, timestamp: atMs, nick: 'SubSally', data: text })}`;

/** A whisper came and everything about it was done. */
async function whispered({ deps }: Scene, text?: string): Promise<void> {
  await onSocketEvent({ kind: 'line', line: whisper(text) }, deps);
  await vi.waitFor(async () => expect(await whisperStore.unannounced()).toEqual([]));
  await countSoon(deps);
}

/** What each setting is about, as its reader would see it. */
const SHOWN: Partial<Record<keyof Settings, (scene: Scene) => Promise<unknown>>> = {
  connectAs: async ({ deps, seen }) => {
    await ensureChat(deps);
    return seen.wanted;
  },
  toasts: async (scene) => {
    scene.seen.pages = [PAGE];
    await whispered(scene);
    return [scene.seen.shown.length, scene.seen.notified.length];
  },
  system: async (scene) => {
    await whispered(scene);
    return scene.seen.notified.length;
  },
  badge: async (scene) => {
    scene.seen.unread = ok([{ nick: 'SubSally', count: 1, atMs: NOW }]);
    await whispered(scene);
    return scene.seen.badges.at(-1);
  },
  badgeCounts: async (scene) => {
    const waits = (at: number, place: Place) => item(`Thing ${at}`, { key: `thing-${at}` as ItemKey, place });
    const held = picture([
      waits(1, postmasterOf(TITAN)),
      waits(2, postmasterOf(TITAN)),
      waits(3, postmasterOf(TITAN)),
      waits(4, postmasterOf(HUNTER)),
      waits(5, vault),
    ]);
    scene.seen.unread = ok([{ nick: 'SubSally', count: 1, atMs: NOW }]);
    await whispered(scene);
    await renewBadge({
      views: viewStore,
      pictures: { load: async () => held },
      show: async (count) => void scene.seen.badges.push(count),
    });
    return scene.seen.badges.at(-1);
  },
  mentions: async ({ deps, seen }) => {
    await viewStore.save('chat', { nick: 'Guardian' });
    const line = `MSG ${JSON.stringify({ nick: 'Normie', data: 'guardian, look', timestamp: NOW })}`;
    await onSocketEvent({ kind: 'line', line }, deps);
    return seen.notified.map(({ id }) => id);
  },
  streamLive: async ({ deps, seen }) => {
    await checkStream(deps);
    seen.stream = ok({ live: true });
    await checkStream(deps);
    return [seen.streamAsked, seen.notified.map(({ id }) => id)];
  },
  hideText: async (scene) => {
    scene.seen.pages = [{ ...PAGE, visible: false }];
    await whispered(scene, 'a secret');
    return [scene.seen.notified, scene.seen.shown].map((told) => JSON.stringify(told).includes('a secret'));
  },
  quietHours: async (scene) => {
    await whispered(scene);
    return scene.seen.notified.length;
  },
  mutedNicks: async (scene) => {
    scene.seen.unread = ok([{ nick: 'SubSally', count: 1, atMs: NOW }]);
    await whispered(scene);
    return [scene.seen.notified.length, scene.seen.badges.at(-1), (await whisperStore.list()).length];
  },
  keepDays: async ({ deps }) => {
    await onSocketEvent({ kind: 'line', line: whisper('old', NOW - 40 * 86_400_000) }, deps);
    await vi.waitFor(async () => expect(await whisperStore.unannounced()).toEqual([]));
    await dropOldWhispers(deps);
    return (await whisperStore.list()).length;
  },
  replyToAnyone: async ({ deps, seen }) => {
    await viewStore.save('chat', { state: 'open' });
    void reply({ id: 1, nick: 'Stranger', text: 'hello' }, false, deps);
    await new Promise((resolve) => setTimeout(resolve, 20));
    return seen.said.length;
  },
};

/** With its first value, and with another. */
const CASES: [keyof Settings, unknown, Partial<Settings>, unknown][] = [
  ['connectAs', [true], { connectAs: 'off' }, [false]],
  // A visible page that may show nothing tells nothing, and so the system does.
  ['toasts', [1, 0], { toasts: false }, [0, 1]],
  ['system', 1, { system: false }, 0],
  ['badge', 1, { badge: false }, 0],
  ['badgeCounts', 1, { badgeCounts: 'postmaster' }, 3],
  ['mentions', [], { mentions: true }, ['mention:normie']],
  ['streamLive', [0, []], { streamLive: true }, [2, ['stream:live']]],
  ['hideText', [true, true], { hideText: true }, [false, false]],
  ['quietHours', 1, { quietHours: { fromMinute: 11 * 60, toMinute: 13 * 60 } }, 0],
  ['mutedNicks', [1, 1, 1], { mutedNicks: ['subSally'] }, [0, 0, 1]],
  ['keepDays', 1, { keepDays: 30 }, 0],
  ['replyToAnyone', 0, { replyToAnyone: true }, 1],
];

describe.each(CASES)('the setting %s', (name, atFirst, change, then) => {
  const shown = SHOWN[name];
  it('at its first value', async () => {
    expect(await shown?.(background())).toEqual(atFirst);
  });
  it(`at ${JSON.stringify(change)}`, async () => {
    await viewStore.save('settings', change);
    expect(await shown?.(background())).toEqual(then);
  });
});

it('no setting of chat, notices and whispers is left out here', () => {
  const groups = ['chat', 'notices', 'whispers'];
  const all = Object.entries(SETTINGS).filter(([, { group }]) => groups.includes(group));
  expect(CASES.map(([name]) => name).sort()).toEqual(all.map(([name]) => name).sort());
});
