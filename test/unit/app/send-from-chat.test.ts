import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canUndo, jobInWords } from '@/components/inventory/move-words';
import { notAnItem } from '@/lib/app/not-an-item';
import { ownedCard, sealer } from '@/lib/app/owned-card';
import { askJob, runJobs } from '@/lib/app/run-jobs';
import { followSend, type SendDeps, sendFromChat, undoFromChat } from '@/lib/app/send-from-chat';
import type { OwnedCopy } from '@/lib/messages/chat-cards';
import type { JobId } from '@/lib/messages/jobs';
import { viewStore } from '@/lib/storage/view-store';
import { type BungieSim, startBungieSim } from '../../sim/bungie/bungie-sim';
import { definitionOf } from '../builders/legal-world';
import { mover } from '../builders/mover';

const SUNSHOT = 2907129557;

let sim: BungieSim;
let me: Awaited<ReturnType<typeof mover>>;
let deps: SendDeps;
let asked = 0;
let nowMs = Date.now();

beforeEach(async () => {
  sim = await startBungieSim();
  me = await mover(sim);
  await viewStore.save('session', { state: 'signed-in' });
  asked = 0;
  // Each test has its own minute: the pace is the background's and outlives them.
  nowMs += 120_000;
  deps = {
    pictures: me.deps.pictures,
    definitions: {
      items: async (hashes) =>
        new Map(
          [...hashes].flatMap((hash) => {
            const facts = sim.world.facts.get(hash);
            return facts === undefined ? [] : [[hash, definitionOf(hash, facts)] as const];
          }),
        ),
    },
    views: viewStore,
    seal: sealer(async () => 'a secret of this session'),
    refresh: () => {
      asked += 1;
    },
    now: () => nowMs,
    jobs: me.deps,
    work: () => undefined,
    tell: (picture, job) => ({ text: jobInWords(picture, job, []), undo: canUndo(job) }),
  };
});
afterEach(() => sim.stop());

async function copies(): Promise<OwnedCopy[]> {
  const answer = await ownedCard({ hash: SUNSHOT, perks: [] }, deps);
  if (!answer.ok || answer.value.state !== 'known') throw new Error(JSON.stringify(answer));
  return answer.value.copies;
}

/** Sends the first copy there, carries it out, and gives the job. */
async function send(label: string): Promise<JobId> {
  const [copy] = await copies();
  const to = copy?.targets.find((target) => target.label === label)?.to ?? '';
  const sent = await sendFromChat({ hash: SUNSHOT, copy: copy?.copy ?? '', to }, deps);
  if (!sent.ok) throw new Error(sent.failure.code);
  expect((await followSend(sent.value, deps)).ok).toBe(true);
  await runJobs(me.deps);
  return sent.value.job;
}

describe('what a card in chat tells of the reader’s own', () => {
  it('is words and handles, and no id of anything', async () => {
    const answer = await ownedCard({ hash: SUNSHOT, perks: [] }, deps);
    expect(answer).toMatchObject({ ok: true, value: { state: 'known', count: 1 } });
    const told = JSON.stringify(answer);
    const picture = await me.picture();
    const ids = [
      ...picture.items.flatMap((one) => one.instanceId ?? []),
      ...picture.characters.map((one) => one.characterId),
      picture.account.membershipId,
    ];
    expect(ids.length).toBeGreaterThan(10);
    expect(ids.filter((id) => told.includes(id))).toEqual([]);
  });

  it('is nothing for who is signed out, has switched it off, or has no items read yet', async () => {
    await viewStore.save('settings', { ownInChat: 'off' });
    expect(await ownedCard({ hash: SUNSHOT, perks: [] }, deps)).toEqual({
      ok: true,
      value: { state: 'off' },
    });
    await viewStore.save('settings', { ownInChat: 'send' });
    await viewStore.save('session', { state: 'signed-out' });
    expect(await ownedCard({ hash: SUNSHOT, perks: [] }, deps)).toEqual({
      ok: true,
      value: { state: 'signed-out' },
    });
    await viewStore.save('session', { state: 'signed-in' });
    deps.pictures = { load: async () => undefined, perks: async () => undefined };
    expect(await ownedCard({ hash: SUNSHOT, perks: [] }, deps)).toEqual({
      ok: true,
      value: { state: 'unread' },
    });
  });

  it('has no buttons where the reader only wants to be told', async () => {
    await viewStore.save('settings', { ownInChat: 'show' });
    const [copy] = await copies();
    expect(copy?.targets).toEqual([]);
    const handle = copy?.copy ?? '';
    expect(await sendFromChat({ hash: SUNSHOT, copy: handle, to: 'vault' }, deps)).toMatchObject({
      failure: { code: 'not-allowed' },
    });
  });

  it('has Bungie asked anew when it is old, and not again and again', async () => {
    const { readAtMs } = await me.picture();
    nowMs = readAtMs + 119_000;
    await copies();
    expect(asked).toBe(0);
    nowMs = readAtMs + 121_000;
    await copies();
    expect(asked).toBe(1);
    await viewStore.save('profile', { triedAtMs: nowMs });
    nowMs += 30_000;
    await copies();
    expect(asked).toBe(1);
  });
});

describe('sending from a card', () => {
  it('moves the thing, says where it is, and takes it back', async () => {
    const before = me.item('Sunshot');
    const [owner, bucket] = [before.owner, before.bucket];
    const job = await send('To Titan');
    expect([me.item('Sunshot').owner, me.item('Sunshot').bucket]).not.toEqual([owner, bucket]);
    expect(await followSend({ job }, deps)).toMatchObject({
      value: { state: 'done', undo: true, text: expect.stringMatching(/^Sunshot is (in|on)/) },
    });
    nowMs += 1_000;
    const back = await undoFromChat({ job }, deps);
    if (!back.ok) throw new Error(back.failure.code);
    await runJobs(me.deps);
    expect([me.item('Sunshot').owner, me.item('Sunshot').bucket]).toEqual([owner, bucket]);
    expect(await followSend(back.value, deps)).toMatchObject({ value: { state: 'done', undo: false } });
  });

  it('does not follow or undo what the popup asked for', async () => {
    const popup = await askJob(
      {
        goals: [{ kind: 'lock', item: me.key('Sunshot'), locked: true }],
        label: { kind: 'lock', name: 'Sunshot' },
      },
      me.deps,
    );
    if (!popup.ok) throw new Error('not asked');
    const { jobId: job } = popup.value;
    expect(await followSend({ job }, deps)).toMatchObject({ failure: { code: 'not-allowed' } });
    expect(await undoFromChat({ job }, deps)).toMatchObject({ failure: { code: 'not-allowed' } });
  });

  it('knows no handle that it did not give', async () => {
    const [copy] = await copies();
    const ask = (change: object) =>
      sendFromChat({ hash: SUNSHOT, copy: copy?.copy ?? '', to: 'vault', ...change }, deps);
    expect(await ask({ copy: me.key('Sunshot') })).toMatchObject({ failure: { code: 'item-gone' } });
    expect(await ask({ to: me.character(0) })).toMatchObject({ failure: { code: 'character-gone' } });
    // Handles of another item are no handles of this one.
    expect(await ask({ hash: 3973202132 })).toMatchObject({ failure: { code: 'item-gone' } });
  });

  it('is refused faster than once a second', async () => {
    await send('To Titan');
    const [copy] = await copies();
    const to = copy?.targets[0]?.to ?? '';
    const again = () => sendFromChat({ hash: SUNSHOT, copy: copy?.copy ?? '', to }, deps);
    expect(await again()).toMatchObject({ failure: { code: 'too-fast' } });
    nowMs += 1_000;
    expect(await again()).toMatchObject({ ok: true });
  });

  it('says why it stopped and where the thing is', async () => {
    sim.faults.arm({
      name: 'error-code',
      path: 'TransferItem',
      with: { code: 1642, http: 500, message: 'Full.' },
    });
    await viewStore.save('settings', { moveOthers: false });
    const job = await send('To Titan');
    expect(await followSend({ job }, deps)).toMatchObject({
      value: { state: 'stopped', undo: false, problem: { facts: { where: 'in the vault' } } },
    });
  });
});

describe('“not an item”', () => {
  it('is learnt once, whatever the apostrophe, and unlearnt', async () => {
    await notAnItem({ said: 'Uriel’s Gift', wrong: true }, viewStore);
    await notAnItem({ said: "Uriel's Gift", wrong: true }, viewStore);
    expect((await viewStore.load('settings')).notItems).toEqual(["Uriel's Gift"]);
    await notAnItem({ said: 'Uriel‘s Gift', wrong: false }, viewStore);
    expect((await viewStore.load('settings')).notItems).toEqual([]);
  });

  it('forgets the oldest of five hundred', async () => {
    const many = Array.from({ length: 500 }, (_, at) => `word ${at}`);
    await viewStore.save('settings', { notItems: many });
    await notAnItem({ said: 'one more', wrong: true }, viewStore);
    const { notItems } = await viewStore.load('settings');
    expect([notItems.length, notItems[0], notItems.at(-1)]).toEqual([500, 'one more', 'word 498']);
  });
});
