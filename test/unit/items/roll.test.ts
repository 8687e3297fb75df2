import { describe, expect, it } from 'vitest';
import type { Hash } from '@/lib/base/ids';
import { readItem } from '@/lib/inventory/read-item';
import { type ItemDefinition, NO_TABLES } from '@/lib/items/item-definition';
import { reduceDefinition } from '@/lib/items/reduce-definition';
import { plugsOf, rememberedRoll, rollOf } from '@/lib/items/roll';
import { ITEMS, TABLES } from '../../world/definitions';
import { KILL_TRACKER, usedPlugs } from '../../world/plugs';

/*
 * The small world's guns carry frame, barrel, magazine, two traits, a mod, a masterwork, a shader and a tracker.
 */

const definitions = new Map<Hash, ItemDefinition>();
for (const raw of ITEMS) {
  const reduced = reduceDefinition(raw);
  if (reduced !== undefined) definitions.set(reduced.item.hash, reduced.item);
}
const SUNSHOT = 2907129557;
const sunshot = definitions.get(SUNSHOT)!;
const tables = {
  ...NO_TABLES,
  socketCategories: (TABLES.DestinySocketCategoryDefinition ?? []).map(({ hash, displayProperties }) => ({
    hash,
    name: (displayProperties as { name: string }).name,
  })),
  stats: (TABLES.DestinyStatDefinition ?? []).map(({ hash, displayProperties }) => ({
    hash,
    name: (displayProperties as { name: string }).name,
  })),
};
const initial = sunshot.sockets!.map(([, hash]) => hash);
const socket = (plugHash: number, change: object = {}) => ({
  plugHash,
  isEnabled: true,
  isVisible: true,
  ...change,
});

function answer(plugs: readonly number[], change: object = {}): unknown {
  return {
    instance: { data: { gearTier: 3 } },
    sockets: { data: { sockets: plugs.map((plug) => socket(plug)) } },
    stats: { data: { stats: { 4043523819: { statHash: 4043523819, value: 84 } } } },
    plugObjectives: { data: { objectivesPerPlug: { [KILL_TRACKER]: [{ progress: 1729 }] } } },
    ...change,
  };
}
const roll = (response: unknown) => rollOf(sunshot, readItem(response), definitions, tables);

describe('the roll of an item', () => {
  it('groups perks by the game’s own headings, the intrinsic first, and speaks softly', () => {
    const { groups } = roll(answer(initial));
    expect(groups.map((one) => one.name)).toEqual(['Intrinsic traits', 'Weapon perks']);
    expect(groups[0]?.plugs).toHaveLength(1);
    expect(groups[1]?.plugs).toHaveLength(4);
    expect(groups[1]?.plugs.every((plug) => plug.name !== '' && plug.description !== '')).toBe(true);
  });

  it('does not list what only says that nothing was put in', () => {
    const fresh = roll(answer(initial));
    expect(fresh.masterwork).toBeUndefined();
    expect(fresh.tracker).toBeUndefined();
    expect(JSON.stringify(fresh)).not.toMatch(/Empty Mod|Default Shader|Tracker Disabled/);
  });

  it('tells mod, masterwork and kills once they are there, and never cosmetics', () => {
    const used = roll(answer(usedPlugs(initial)));
    expect(used.groups.at(-1)).toMatchObject({ name: 'Weapon mods', plugs: [{ name: 'Backup Mag' }] });
    expect(used.masterwork?.name).toBe('Masterworked: Range');
    expect(used.tracker).toMatchObject({ name: 'Kill Tracker', kills: 1729 });
    expect(used.gearTier).toBe(3);
    expect(used.stats).toContainEqual({ name: 'Impact', value: 84, bar: 0.84 });
  });

  it('says which plug has no effect, hides the invisible, and names what else could be put in', () => {
    const [frame = 0, barrel = 0, ...rest] = initial;
    const other = 3250034553 === barrel ? 839105230 : 3250034553;
    const response = answer([], {
      sockets: {
        data: {
          sockets: [
            socket(frame, { isVisible: false }),
            socket(barrel, { isEnabled: false }),
            ...rest.map((plug) => socket(plug)),
          ],
        },
      },
      reusablePlugs: { data: { plugs: { 1: [{ plugItemHash: barrel }, { plugItemHash: other }] } } },
    });
    const { groups } = roll(response);
    expect(groups.map((one) => one.name)).toEqual(['Weapon perks']);
    expect(groups[0]?.plugs[0]).toMatchObject({ off: true, others: [{ hash: other }] });
    expect(plugsOf(readItem(response)).has(other)).toBe(true);
  });

  it.each([
    undefined,
    null,
    'no',
    [],
    { sockets: { data: { sockets: 'many' } } },
    { sockets: { data: { sockets: [null, 3, { plugHash: 'x' }, { plugHash: 0 }] } } },
    { stats: { data: { stats: [1, null, { statHash: 1, value: '2' }] } } },
    { reusablePlugs: { data: { plugs: { x: [1], 1: 'no', 2: [null] } } } },
    { plugObjectives: { data: { objectivesPerPlug: { 1: [], 2: null, x: [{ progress: 1 }] } } } },
  ])('reads %j as an item of which nothing is known', (odd) => {
    expect(roll(odd)).toEqual({ live: true, stats: [], groups: [] });
  });

  it('tells from memory what the last profile said, and that it is memory', () => {
    const used = usedPlugs(initial);
    const remembered = rememberedRoll(used, definitions);
    expect(remembered.live).toBe(false);
    expect(remembered.masterwork?.name).toBe('Masterworked: Range');
    expect(remembered.groups[0]?.plugs.map((plug) => plug.name)).toContain('Backup Mag');
    expect(JSON.stringify(remembered)).not.toMatch(/Shader|Tracker/);
  });
});
