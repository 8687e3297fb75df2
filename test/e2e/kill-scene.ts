import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Picture } from '../../lib/inventory/picture';
import type { Job } from '../../lib/messages/jobs';
import { BUCKETS } from '../world/buckets';
import type { Stage } from './stage';
import { READ_PICTURE } from './stored-picture';

/*
 * A batch of five calls whose background is killed while one of them is held open by the simulator; the same for
 * every browser.
 */

/** What a browser must do for it. Scripts are bodies of async functions that run in the popup page. */
export interface Victim {
  run<T>(script: string): Promise<T>;
  /** Opens the popup anew, as a player does who wonders what became of his wish. */
  openPopup(): Promise<void>;
  /** Ends the background at once. */
  kill(): Promise<void>;
}

/** At which moment of which call, counted from 0, the background dies; `late` carries the call out after the death. */
export interface Death {
  call: number;
  at: 'unsent' | 'late' | 'unanswered';
}

export const DEATHS: readonly Death[] = [0, 1, 2, 3, 4].flatMap((call) =>
  (['unsent', 'late', 'unanswered'] as const).map((at) => ({ call, at })),
);

const QUERY = 'name:"thorn" or name:"sunshot" or name:"origin story"';
const ACTIONS = '/Actions/Items/';

const READ_JOBS = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('vault-courier-journal');
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const asking = opening.result.transaction('jobs').objectStore('jobs').getAll();
    asking.onsuccess = () => { opening.result.close(); resolve(asking.result); };
    asking.onerror = () => reject(asking.error);
  };
})`;

const PRESS = (label: string): string =>
  `const found = [...document.querySelectorAll('button')].find((one) => ${label}); found?.click(); return found !== undefined;`;
const TEXT = `document.querySelector('footer [role=status]')?.innerText ?? ''`;
const SAID = `return ${TEXT}`;

/** Thorn and Origin Story from the Titan, Sunshot from the vault: five calls, all to the Warlock. */
export async function dieAndGoOn(stage: Stage, victim: Victim, { call, at }: Death): Promise<void> {
  const before = world(stage);
  const { gate } = stage.bungie;
  await victim.run(`
    const box = document.querySelector('.search-input');
    box.focus();
    box.value = ${JSON.stringify(QUERY)};
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));`);
  await until(victim, PRESS(`one.innerText.trim() === 'Pull all 3 here'`), 'the batch was never offered');
  const held = gate.hold({ at: at === 'unanswered' ? 'after' : 'before', path: ACTIONS, skip: call });
  await until(victim, PRESS(`one.innerText.trim() === 'Pull 3'`), 'the question never came');
  await Promise.race([
    held.reached,
    wait(8000).then(async () => {
      throw new Error(`never reached: ${await victim.run<string>(SAID)}`);
    }),
  ]);
  await victim.kill();
  if (at === 'unsent') held.drop();
  else held.release();
  await victim.openPopup();

  const job = await settled(victim);
  expect(gate.armed, 'a call was held that nobody sent').toBe(false);
  await agree(stage, victim, 'after the death');
  if (job.state === 'stopped') {
    // Told without being asked, with what to do about it.
    await until(
      victim,
      `return [...document.querySelectorAll('footer button')].some((one) => one.innerText.trim() === 'Go on')`,
      'the player is not told',
    );
    expect(await victim.run<string>(SAID)).not.toBe('');
    await victim.run(PRESS(`one.innerText.trim() === 'Go on'`));
    await until(victim, `return (${TEXT}).includes('All 3 moved')`, 'going on never ended');
  } else expect(job.state).toBe('done');
  const warlock = stage.bungie.world.main('Ikora').characters.find((one) => one.classType === 2)?.id;
  for (const name of ['Thorn', 'Sunshot', 'Origin Story'])
    expect(stage.bungie.world.find('Ikora', name)[0]?.owner, name).toBe(warlock);
  await agree(stage, victim, 'after going on');

  // Back to where it began, by the player's own undo: nothing lost, nothing doubled.
  const ended = (await jobs(victim)).find((one) => one.id === job.id);
  await victim.run(`
    // Firefox's chrome.* knows callbacks only.
    const { runtime } = globalThis.browser ?? chrome;
    const send = (type, data) => runtime.sendMessage({ id: 1, type, data, timestamp: 0 });
    await send('moves.undo', { jobId: '${ended?.id}' });
    await send('moves.work', {});`);
  expect(world(stage)).toEqual(before);
  await agree(stage, victim, 'after the undo');
}

/** The newest job once nothing works on it any more. */
async function settled(victim: Victim): Promise<Job> {
  for (let tries = 0; tries < 300; tries += 1) {
    const newest = (await jobs(victim).catch(() => [])).at(-1);
    if (newest !== undefined && newest.state !== 'running' && newest.state !== 'queued') return newest;
    await wait(100);
  }
  throw new Error('the job was never looked after');
}

async function jobs(victim: Victim): Promise<Job[]> {
  const all = await victim.run<Job[]>(`return ${READ_JOBS}`);
  return all.sort((one, other) => (one.id < other.id ? -1 : 1));
}

async function until(victim: Victim, script: string, complaint: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await victim.run<boolean>(script)) return;
    await wait(50);
  }
  throw new Error(`${complaint}; the popup says: ${await victim.run<string>(SAID)}`);
}

function world(stage: Stage): unknown[] {
  return stage.bungie.world
    .main('Ikora')
    .items.map((one) => [one.id ?? one.hash, one.quantity, one.owner, one.bucket, one.equipped, one.locked])
    .sort();
}

/** Picture and game have every instance in the same place. */
async function agree(stage: Stage, victim: Victim, when: string): Promise<void> {
  const picture = await victim.run<Picture>(`return ${READ_PICTURE}`);
  for (const shown of picture.items) {
    if (shown.instanceId === undefined) continue;
    const real = stage.bungie.world.item('Ikora', shown.instanceId);
    expect([shown.place.kind === 'vault', shown.equipped, shown.locked], `${shown.name} ${when}`).toEqual([
      real?.bucket === BUCKETS.vault.hash,
      real?.equipped,
      real?.locked,
    ]);
    if ('characterId' in shown.place) expect(shown.place.characterId, shown.name).toBe(real?.owner);
  }
}
