import { KILL_TRACKER } from '../../world/plugs';
import { instance, sockets, wireItem } from './profile';
import type { SimItem, World } from './world';

/** The answer of GetItem: each asked component under its own name, unlike in a profile (bungie-api.md 4.2, 8). */
export function itemParts(
  item: SimItem,
  world: World,
  components: readonly number[],
  owner: boolean,
): Record<string, unknown> {
  const { stats } = world.factsOf(item.hash);
  const plugs = item.plugs ?? [];
  const parts: Readonly<Record<number, [name: string, data: unknown]>> = {
    300: ['instance', instance(item, world)],
    302: ['perks', { perks: [] }],
    // What a masterwork adds is in the live numbers only.
    304: [
      'stats',
      {
        stats: Object.fromEntries(
          stats.map(([statHash, value]) => [
            statHash,
            { statHash, value: plugs.length > 0 ? value + 5 : value },
          ]),
        ),
      },
    ],
    305: ['sockets', sockets(item, world)],
    307: ['item', wireItem(item, world)],
    309: [
      'plugObjectives',
      {
        objectivesPerPlug: plugs.includes(KILL_TRACKER)
          ? {
              [KILL_TRACKER]: [
                {
                  objectiveHash: 90275515,
                  progress: item.kills ?? 0,
                  completionValue: 0,
                  complete: true,
                  visible: true,
                },
              ],
            }
          : {},
      },
    ],
    310: [
      'reusablePlugs',
      {
        plugs: Object.fromEntries(
          plugs.map((plugItemHash, index) => [index, [{ plugItemHash, canInsert: true, enabled: true }]]),
        ),
      },
    ],
  };
  const reply: Record<string, unknown> = {};
  for (const component of components) {
    const part = parts[component];
    if (part === undefined) continue;
    const [name, data] = part;
    reply[name] = owner ? { data, privacy: component === 307 ? 2 : 1 } : { privacy: 1 };
  }
  return reply;
}
