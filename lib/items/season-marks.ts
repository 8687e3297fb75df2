import type { Hash } from '../base/ids';
import type { ItemDefinition } from './item-definition';

/** How many items of a season carry a watermark. */
export type CollectedMarks = ReadonlyMap<string, ReadonlyMap<Hash, number>>;

/**
 * Learns which season a watermark stands for. Most items name no season, but all of a season carry its mark in their
 * corner, and a few of them name both (bungie-api.md 5.6). A mark that items of several seasons carry goes with most.
 */
export class SeasonMarks {
  readonly #votes = new Map<string, Map<Hash, number>>();

  add({ season, watermark }: Pick<ItemDefinition, 'season' | 'watermark'>): void {
    if (season === undefined || watermark === undefined) return;
    this.#vote(watermark, season, 1);
  }

  /** What was learned so far, for `join`. */
  collected(): CollectedMarks {
    return this.#votes;
  }

  /** Takes over what somebody else has learned from other items. */
  join(others: CollectedMarks): void {
    for (const [watermark, votes] of others) {
      for (const [season, count] of votes) this.#vote(watermark, season, count);
    }
  }

  #vote(watermark: string, season: Hash, count: number): void {
    const votes = this.#votes.get(watermark) ?? new Map<Hash, number>();
    votes.set(season, (votes.get(season) ?? 0) + count);
    this.#votes.set(watermark, votes);
  }

  finish(): [path: string, season: Hash][] {
    const marks = [...this.#votes].map(([path, votes]): [string, Hash] => {
      const [first] = [...votes].sort(([a, one], [b, other]) => other - one || a - b);
      return [path, first?.[0] ?? 0];
    });
    return marks.sort(([one], [other]) => (one < other ? -1 : 1));
  }
}
