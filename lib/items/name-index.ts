import { cleanText } from '../base/clean-text';
import type { Hash } from '../base/ids';
import { ItemType } from './game-words';
import type { ItemDefinition, NameHashes, NameIndex } from './item-definition';
import { nameKind } from './name-kind';
import type { NameFacts } from './reduce-definition';

interface Candidate {
  hash: Hash;
  rank: readonly [gear: number, collectible: number, index: number];
}

/** Candidates by name: the best of all, and all that are gear. */
export interface CollectedNames {
  best: ReadonlyMap<string, Candidate>;
  gear: ReadonlyMap<string, readonly Candidate[]>;
}

type NamedItem = Pick<ItemDefinition, 'hash' | 'name' | 'itemType' | 'redacted' | 'icon'>;

/**
 * Collects names while rows stream by, then gives the index. Of several definitions with one name, gear goes before
 * the rest, then one with a collectible, then the highest index (bungie-api.md 5.7). Redacted, nameless, iconless
 * and dummy rows are left out.
 */
/** More of one name than this are not told apart by anybody. */
const MOST_PRINTINGS = 8;

export class NameCollector {
  readonly #best = new Map<string, Candidate>();
  readonly #gear = new Map<string, readonly Candidate[]>();

  add(item: NamedItem, facts: Pick<NameFacts, 'index' | 'collectible' | 'dummy'>): void {
    if (item.redacted || facts.dummy || item.icon === undefined) return;
    const name = cleanText(item.name, 80).trim();
    if (name === '') return;
    const gear = item.itemType === ItemType.weapon || item.itemType === ItemType.armor ? 1 : 0;
    const rank = [gear, facts.collectible ? 1 : 0, facts.index] as const;
    const candidate = { hash: item.hash, rank };
    if (gear === 1) this.#gear.set(name, [...(this.#gear.get(name) ?? []), candidate]);
    this.#offer(name, candidate);
  }

  /** What was collected so far, for `join`. */
  collected(): CollectedNames {
    return { best: this.#best, gear: this.#gear };
  }

  /** Takes over what somebody else has collected from other rows. */
  join({ best, gear }: CollectedNames): void {
    for (const [name, candidate] of best) this.#offer(name, candidate);
    for (const [name, list] of gear) this.#gear.set(name, [...(this.#gear.get(name) ?? []), ...list]);
  }

  #offer(name: string, candidate: Candidate): void {
    const held = this.#best.get(name);
    if (held === undefined || before(candidate.rank, held.rank)) this.#best.set(name, candidate);
  }

  /** `everyday` are the words of everyday talk in lower case, by which names are told apart (NameKind). */
  finish(generation: string, everyday: ReadonlySet<string>): { names: NameIndex; hashes: NameHashes } {
    const gear: [string, Hash][] = [];
    const others: [string, Hash][] = [];
    for (const [name, { hash, rank }] of this.#best) (rank[0] === 1 ? gear : others).push([name, hash]);
    const sorted = (list: [string, Hash][]) => list.sort(([one], [other]) => (one < other ? -1 : 1));
    const lines = (list: [string, Hash][]) => list.map(([name]) => name).join('\n');
    const kinds = (list: [string, Hash][]) => list.map(([name]) => nameKind(name, everyday)).join('');
    const hashes = (list: [string, Hash][]) => list.map(([, hash]) => hash);
    sorted(gear);
    sorted(others);
    return {
      names: {
        generation,
        gear: lines(gear),
        others: lines(others),
        gearKinds: kinds(gear),
        otherKinds: kinds(others),
      },
      hashes: {
        gear: hashes(gear),
        others: hashes(others),
        printings: this.#printings(),
      },
    };
  }

  #printings(): Record<string, Hash[]> {
    const several = [...this.#gear].filter(([, list]) => list.length > 1);
    return Object.fromEntries(
      several.map(([name, list]) => {
        const newest = [...list].sort((one, other) => (before(one.rank, other.rank) ? -1 : 1));
        return [name, newest.slice(0, MOST_PRINTINGS).map(({ hash }) => hash)];
      }),
    );
  }
}

function before(one: Candidate['rank'], other: Candidate['rank']): boolean {
  for (const [index, value] of one.entries()) {
    const difference = value - (other[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
