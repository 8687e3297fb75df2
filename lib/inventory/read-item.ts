import { type Hash, isHash } from '../base/ids';
import { type Inserted, readSockets } from './read-sockets';

/** What GetItem tells of one item beyond what a profile does (bungie-api.md 4.2). */
export interface LiveFacts {
  sockets: (Inserted | undefined)[];
  /** By socket: what could be put in instead of what is. */
  options: ReadonlyMap<number, readonly Hash[]>;
  /** Stat hash and value, masterwork and mods counted in. */
  stats: [Hash, number][];
  /** By plug: what it has counted. */
  counts: ReadonlyMap<Hash, number>;
  gearTier?: number;
}

type Json = Readonly<Record<string, unknown>>;

/** Reads the `Response` of GetItem. Total: parts that are withheld or odd are left out. */
export function readItem(response: unknown): LiveFacts {
  const reply = object(response);
  const data = (name: string): Json => object(object(reply[name]).data);
  const { gearTier } = data('instance');
  return {
    sockets: readSockets(data('sockets')),
    options: readOptions(object(data('reusablePlugs').plugs)),
    stats: readStats(object(data('stats').stats)),
    counts: readCounts(object(data('plugObjectives').objectivesPerPlug)),
    ...(isCount(gearTier) && gearTier > 0 ? { gearTier } : {}),
  };
}

function readOptions(plugs: Json): Map<number, Hash[]> {
  const options = new Map<number, Hash[]>();
  for (const [socket, list] of Object.entries(plugs)) {
    if (!/^\d{1,3}$/.test(socket) || !Array.isArray(list)) continue;
    const hashes = list.map((one: unknown) => object(one).plugItemHash).filter(isHash);
    if (hashes.length > 0) options.set(Number(socket), hashes);
  }
  return options;
}

function readStats(stats: Json): [Hash, number][] {
  return Object.values(stats).flatMap((one): [Hash, number][] => {
    const { statHash, value } = object(one);
    return isHash(statHash) && typeof value === 'number' && Number.isInteger(value)
      ? [[statHash, value]]
      : [];
  });
}

function readCounts(byPlug: Json): Map<Hash, number> {
  const counts = new Map<Hash, number>();
  for (const [plug, objectives] of Object.entries(byPlug)) {
    const hash = Number(plug);
    const first: unknown = Array.isArray(objectives) ? objectives[0] : undefined;
    const { progress } = object(first);
    if (isHash(hash) && isCount(progress)) counts.set(hash, progress);
  }
  return counts;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function object(value: unknown): Json {
  // An object that is neither null nor an array has string keys and unknown values.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
