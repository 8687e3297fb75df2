// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { CharacterStrip } from '@/components/inventory/CharacterStrip';
import { JobList } from '@/components/inventory/JobList';
import type { MembershipId } from '@/lib/base/ids';
import { fail } from '@/lib/base/outcome';
import { Bucket } from '@/lib/items/game-words';
import type { Job, JobId } from '@/lib/messages/jobs';
import { HUNTER, item, on, picture, postmasterOf, TITAN, vault } from '../builders/picture';
import { button, mount, words } from './mount';

const sunshot = item('Sunshot');
const thorn = item('Thorn', { place: on(HUNTER) });
const held = picture([sunshot, thorn]);
const to = on(TITAN);
const origin = (one: typeof sunshot) => ({
  item: one.key,
  itemName: one.name,
  place: vault,
  equipped: false,
  locked: false,
  amount: 1,
  now: one.key,
});
const job = (change: Partial<Job> = {}): Job => ({
  id: 'a' as JobId,
  membershipId: '1' as MembershipId,
  label: { kind: 'several', name: '2 items' },
  goals: [sunshot, thorn].map((one) => ({ kind: 'move', item: one.key, to, equip: false }) as const),
  results: [
    { kind: 'done', moved: true },
    { kind: 'failed', failure: fail('in-activity', { itemName: 'Thorn', where: 'on your Hunter' }).failure },
  ],
  state: 'done',
  plan: [],
  at: 0,
  cancelAsked: false,
  origins: [origin(sunshot)],
  aside: [{ itemName: 'Duke Mk. 44', to: vault, equipped: false }],
  settled: false,
  createdAtMs: 0,
  changedAtMs: 0,
  ...change,
});

describe('the list of the last moves', () => {
  const draw = (jobs: Job[]) => {
    const calls = { onUndo: vi.fn(), onGoOn: vi.fn() };
    return { root: mount(<JobList jobs={jobs} picture={held} nowMs={0} {...calls} />), ...calls };
  };

  it('tells of each thing what became of it, what made room, and offers the way back', () => {
    const { root, onUndo } = draw([job()]);
    const lines = [...root.querySelectorAll('li li')].map(words);
    expect(lines[0]).toBe('Sunshot done');
    expect(lines[1]).toMatch(/^Thorn – .*orbit/);
    expect(lines[2]).toBe('Duke Mk. 44 made room');
    expect(words(root)).toContain('1 of 2');
    button(root, 'Undo').click();
    expect(onUndo).toHaveBeenCalledOnce();
  });

  it('offers to go on or put back what stopped, and neither once that was settled', () => {
    const stopped = job({ state: 'stopped', results: [{ kind: 'done', moved: true }] });
    const { root, onGoOn } = draw([stopped]);
    button(root, 'Go on').click();
    expect(onGoOn).toHaveBeenCalledWith(stopped);
    button(root, 'Put back');
    expect(words(root)).toContain('Thorn was not begun');
    expect(draw([{ ...stopped, settled: true }]).root.querySelector('button')).toBeNull();
  });

  it('says so when nothing was moved yet, and names what is gone as it was called', () => {
    expect(words(draw([]).root)).toBe('Nothing was moved yet.');
    const gone = item('Gone');
    const goals = [{ kind: 'lock', item: gone.key, locked: true }] as const;
    const { root } = draw([
      job({ goals: [...goals], results: [], origins: [origin(gone)], state: 'cancelled' }),
    ]);
    expect(words(root)).toContain('Gone was not begun');
  });
});

describe('the character strip', () => {
  it('warns of a postmaster that is nearly full, by number and in words', () => {
    const lost = (count: number) =>
      picture(
        Array.from({ length: count }, () => item('Lost', { place: postmasterOf(HUNTER) })),
        { buckets: [{ hash: Bucket.postmaster, name: 'Lost Items', capacity: 21 }] },
      );
    const strip = (count: number) =>
      mount(<CharacterStrip picture={lost(count)} chosen={TITAN} onChoose={() => undefined} />);
    expect(strip(16).querySelector('.lost-badge')).toBeNull();
    const warned = strip(17);
    expect(words(warned.querySelector('.lost-badge'))).toContain('Postmaster nearly full: 17 of 21');
    expect(warned.querySelectorAll('.lost-badge')).toHaveLength(1);
  });
});
