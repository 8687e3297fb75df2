import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { announceSoon } from '../../../lib/app/announce';
import type { ChatDeps } from '../../../lib/app/chat-deps';
import { reply } from '../../../lib/app/reply';
import { learnSoon, onSocketEvent } from '../../../lib/app/watch-chat';
import { countSoon } from '../../../lib/app/whispers';
import { fail, type Outcome } from '../../../lib/base/outcome';
import type { SocketEvent } from '../../../lib/dgg/chat-socket';
import type { Said, ToSay } from '../../../lib/dgg/whisper-sender';
import { Outbox } from '../../../lib/messages/outbox';
import { stateDatabase } from '../../../lib/storage/databases';
import { viewStore } from '../../../lib/storage/view-store';
import { whisperStore } from '../../../lib/storage/whisper-store';
import { background, NOW, PAGE } from '../builders/chat-background';

/*
 * The background lives and dies; the holder of the socket outlives it. A life ends at any call it makes to the outside,
 * before the call took effect or after: from then on nothing it began comes back. The next report begins a new life.
 */

/** What becomes of a reply that left: whether it arrives, and what its sender hears. */
type Fate = 'sent' | 'refused' | 'arrives-unheard' | 'lost-unheard' | 'not-open';

type Step =
  | { do: 'whisper'; id: number; nick: string }
  | { do: 'history' }
  | { do: 'reconnect' }
  | { do: 'page'; visible: boolean | undefined }
  | { do: 'reply'; fate: Fate }
  | { do: 'die'; afterCalls: number; tookEffect: boolean };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('whisper' as const),
      // Few ids, so that many come twice.
      id: fc.integer({ min: 1, max: 25 }),
      nick: fc.constantFrom('SubSally', 'Normie'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'history' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'reconnect' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('page' as const),
      visible: fc.constantFrom(true, false, undefined),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('reply' as const),
      fate: fc.constantFrom<Fate>('sent', 'refused', 'arrives-unheard', 'lost-unheard', 'not-open'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('die' as const),
      afterCalls: fc.nat(14),
      tookEffect: fc.boolean(),
    }),
  },
);

const aMoment = () => new Promise((resolve) => setImmediate(resolve));
const never = new Promise<never>(() => undefined);

let calls = 0;
/** Counts what the outside still works on, of the living and the dead. */
async function underWay(call: unknown): Promise<unknown> {
  calls += 1;
  try {
    return await call;
  } finally {
    calls -= 1;
  }
}

/** Everything outside of one life, until it ends. */
function mortal(deps: ChatDeps) {
  let callsLeft = Number.POSITIVE_INFINITY;
  let spare = false;
  let dead = false;
  let onDeath: () => void = () => undefined;
  const death = new Promise<void>((resolve) => {
    onDeath = resolve;
  });
  const wrap = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name, receiver) {
        const held: unknown = Reflect.get(target, name, receiver);
        if (typeof held !== 'function') return held;
        return (...asked: unknown[]): unknown => {
          if (dead) return never;
          callsLeft -= 1;
          if (callsLeft >= 0) {
            // What comes back to the dead is not heard.
            return underWay(held.apply(target, asked)).then((value) => (dead ? never : value));
          }
          dead = true;
          if (spare) void underWay(held.apply(target, asked));
          onDeath();
          return never;
        };
      },
    });
  const own: ChatDeps = {
    ...deps,
    socket: wrap(deps.socket),
    api: wrap(deps.api),
    pages: wrap(deps.pages),
    notices: wrap(deps.notices),
    whispers: wrap(deps.whispers),
    views: wrap(deps.views),
  };
  return {
    deps: own,
    death,
    isDead: () => dead,
    doom(afterCalls: number, tookEffect: boolean) {
      callsLeft = afterCalls;
      spare = tookEffect;
    },
  };
}

function saidOf(id: number, fate: Fate): Said {
  if (fate === 'refused') return { id, how: 'refused', error: { description: 'throttled' } };
  return { id, how: fate === 'sent' || fate === 'not-open' ? fate : 'unsure' };
}

it('every whisper is stored exactly once and announced at most once, every reply leaves at most once, whatever dies when', async () => {
  let deaths = 0;
  let replies = 0;
  let whispers = 0;
  let notices = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
      const database = stateDatabase();
      await Promise.all([database.whispers.clear(), database.views.clear()]);
      await viewStore.save('settings', { replyToAnyone: true });
      await viewStore.save('chat', { state: 'open' });
      const made = background();
      const { seen } = made;
      const fates = new Map<number, Fate>();
      /** What the site has of ours, in the order it came. */
      const arrived: ToSay[] = [];
      const handed = new Set<number>();
      let laterMs = 0;
      let onPassed: () => void = () => undefined;
      const passed = new Promise<void>((resolve) => {
        onPassed = resolve;
      });
      const deps: ChatDeps = {
        ...made.deps,
        now: () => NOW + laterMs,
        wait: () => passed,
        socket: {
          ...made.deps.socket,
          // The holder outlives every background; it sends each once and reports its end until it is heard.
          say: async (whisper) => {
            const fate = fates.get(whisper.id) ?? 'lost-unheard';
            if (!handed.has(whisper.id)) {
              handed.add(whisper.id);
              if (fate === 'sent' || fate === 'arrives-unheard') arrived.push(whisper);
              report({ kind: 'said', said: saidOf(whisper.id, fate) });
            }
            return { ok: true, value: null };
          },
        },
        api: {
          ...made.deps.api,
          fetchThread: async (nick) => {
            const thread = arrived.map(({ id, text }) => ({ messageId: 1_000 + id, text, atMs: NOW }));
            const record = { nick, who: nick.toLowerCase(), way: 'out', state: 'sent' } as const;
            return { ok: true, value: thread.map((one) => ({ ...record, ...one })) };
          },
        },
      };
      const ends = new Map<number, Outcome<null>>();
      /** A page that asks until it is answered, always with the same number. */
      const askReply = async (id: number): Promise<void> => {
        for (;;) {
          const now = alive();
          const wish = { id, nick: 'SubSally', text: `reply ${id}` };
          const answer = await Promise.race([reply(wish, false, now.deps), now.death]);
          if (answer !== undefined) return void ends.set(id, answer);
        }
      };
      const asking: Promise<void>[] = [];
      let life = mortal(deps);
      /** A dead background is started anew by whatever comes next, and looks for left-overs first. */
      const alive = (): typeof life => {
        if (!life.isDead()) return life;
        deaths += 1;
        life = mortal(deps);
        void announceSoon(life.deps);
        return life;
      };
      const reports = new Outbox<SocketEvent>({
        send: async (event): Promise<Outcome<unknown>> => {
          const now = alive();
          const answer = await Promise.race([
            onSocketEvent(event, now.deps),
            now.death.then(() => fail('no-reply')),
          ]);
          if (answer.ok) reported += 1;
          return answer;
        },
        wait: async () => undefined,
      });
      let [put, reported] = [0, 0];
      const report = (event: SocketEvent): void => {
        put += 1;
        reports.put(event);
      };
      const sent = new Map<number, string>();
      for (const one of steps) {
        if (one.do === 'die') alive().doom(one.afterCalls, one.tookEffect);
        if (one.do === 'page')
          seen.pages = one.visible === undefined ? [] : [{ ...PAGE, visible: one.visible }];
        if (one.do === 'reconnect') {
          report({ kind: 'state', state: 'waiting', reason: '1006', failures: 0, retryInMs: 500 });
          report({ kind: 'state', state: 'open', reason: '', failures: 0 });
          report({ kind: 'line', line: 'ME {"nick":"Guardian"}' });
        }
        if (one.do === 'reply') {
          const id = fates.size + 1;
          fates.set(id, one.fate);
          asking.push(askReply(id));
        }
        if (one.do === 'history') report({ kind: 'line', line: 'HISTORY ["PRIVMSG {\\"messageid\\":99}"]' });
        if (one.do === 'whisper') {
          const nick = sent.get(one.id) ?? one.nick;
          sent.set(one.id, nick);
          const payload = { messageid: one.id, timestamp: NOW, nick, data: `line ${one.id}` };
          report({ kind: 'line', line: `PRIVMSG ${JSON.stringify(payload)}` });
        }
        await aMoment();
      }
      // No more deaths: then everything comes to its end.
      alive().doom(Number.POSITIVE_INFINITY, false);
      while (reported < put) await aMoment();
      for (const work of [learnSoon, announceSoon, countSoon]) await work(alive().deps);
      // Time passes: what nobody holds any more is given up.
      laterMs = 61_000;
      onPassed();
      const last = alive();
      last.doom(Number.POSITIVE_INFINITY, false);
      for (const work of [learnSoon, announceSoon, countSoon]) await work(last.deps);

      await Promise.all(asking);
      // What is still looked for begins nothing more: the next case has the same stores.
      last.doom(0, false);
      while (calls > 0) await aMoment();
      const all = await whisperStore.list();
      const ours = all.filter(({ way }) => way === 'out');
      const texts = ours.map(({ text }) => text);
      expect(new Set(texts).size).toBe(texts.length);
      for (const [id, fate] of fates) {
        const there = arrived.filter((sent) => sent.id === id).length;
        expect(there).toBeLessThanOrEqual(1);
        const record = ours.find(({ text }) => text === `reply ${id}`);
        // Nothing that is there is called refused, nothing that is not there is called sent.
        if (there === 1) expect(['sent', 'unsure'], fate).toContain(record?.state);
        else expect(['refused', 'unsure', undefined], fate).toContain(record?.state);
        const end = ends.get(id);
        if (end?.ok) expect(record?.state).toBe('sent');
        else if (there === 1) expect(end?.failure.code).toBe('whisper-unsure');
        replies += there;
      }

      const stored = all.filter(({ way }) => way === 'in');
      expect(stored.map(({ messageId }) => messageId).sort()).toEqual([...sent.keys()].sort());
      expect(await whisperStore.unannounced()).toEqual([]);
      const toldTwice = seen.notified
        .map(({ text }) => text)
        .filter((text, at, all) => all.indexOf(text) !== at);
      expect(toldTwice).toEqual([]);
      whispers += stored.length;
      notices += seen.notified.length;
    }),
    { numRuns: 400 },
  );
  // The property would hold of nothing at all as well.
  expect(Math.min(deaths, whispers, notices, replies)).toBeGreaterThan(100);
}, 60_000);
