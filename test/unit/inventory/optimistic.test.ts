import { describe, expect, it } from 'vitest';
import { applyOptimistic } from '@/lib/inventory/optimistic';
import type { Picture } from '@/lib/inventory/picture';
import { FREE_RULES } from '@/lib/inventory/plan-goal';
import { HUNTER, item, on, picture, TITAN, vault } from '../builders/picture';

const worn = item('Ace of Spades', { place: on(TITAN), equipped: true });
const sunshot = item('Sunshot');
const hunters = item('Riskrunner', { place: on(HUNTER) });
const world = picture([worn, sunshot, hunters]);
const find = (from: Picture, key: string) => from.items.find((one) => one.key === key);

describe('showing a wish at once', () => {
  it('places the item where it is wished, also across the vault', () => {
    const goal = { kind: 'move', item: hunters.key, to: on(TITAN), equip: false } as const;
    const after = applyOptimistic(world, goal, FREE_RULES);
    expect(find(after, hunters.key)).toMatchObject({ place: on(TITAN), equipped: false });
    expect(find(world, hunters.key)).toMatchObject({ place: on(HUNTER) });
  });

  it('takes the worn item off when another is put on', () => {
    const goal = { kind: 'move', item: sunshot.key, to: on(TITAN), equip: true } as const;
    const after = applyOptimistic(world, goal, FREE_RULES);
    expect(find(after, sunshot.key)).toMatchObject({ place: on(TITAN), equipped: true });
    expect(find(after, worn.key)).toMatchObject({ place: on(TITAN), equipped: false });
  });

  it('changes nothing when the wish cannot be fulfilled as far as we know', () => {
    const bare = picture([worn]);
    const goal = { kind: 'move', item: worn.key, to: vault, equip: false } as const;
    expect(applyOptimistic(bare, goal, FREE_RULES)).toBe(bare);
    const gone = { kind: 'lock', item: item('Gone').key, locked: true } as const;
    expect(applyOptimistic(world, gone, FREE_RULES)).toBe(world);
  });

  it('shows a lock at once', () => {
    const goal = { kind: 'lock', item: sunshot.key, locked: true } as const;
    expect(find(applyOptimistic(world, goal, FREE_RULES), sunshot.key)?.locked).toBe(true);
  });
});
