/** When a request is held: before the simulator carries it out, or after, before its answer goes out. */
export type HoldAt = 'before' | 'after';

/** One request that is or will be held. */
export interface Held {
  /** Resolves when the request has come and stands still. */
  reached: Promise<void>;
  /** Lets it go on. */
  release(): void;
  /** Cuts its connection; one that was held before it was carried out never is. */
  drop(): void;
}

interface Hold {
  at: HoldAt;
  path: string;
  skip: number;
  reach(): void;
  verdict: Promise<'release' | 'drop'>;
}

/** Holds chosen requests open until a test lets them go: the moments at which clients are killed. */
export class Gate {
  #holds: Hold[] = [];

  /** Holds the next request whose `host + path` contains the text, after letting `skip` of them pass. */
  hold({ at, path, skip = 0 }: { at: HoldAt; path: string; skip?: number }): Held {
    let reach = (): void => undefined;
    let decide: (verdict: 'release' | 'drop') => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      reach = resolve;
    });
    const verdict = new Promise<'release' | 'drop'>((resolve) => {
      decide = resolve;
    });
    this.#holds.push({ at, path, skip, reach, verdict });
    return { reached, release: () => decide('release'), drop: () => decide('drop') };
  }

  /** What becomes of a request at this moment; `release` at once when nobody holds it. */
  async pass(at: HoldAt, where: string): Promise<'release' | 'drop'> {
    const hold = this.#holds.find((one) => one.at === at && where.includes(one.path));
    if (hold === undefined) return 'release';
    if (hold.skip > 0) {
      hold.skip -= 1;
      return 'release';
    }
    this.#holds = this.#holds.filter((one) => one !== hold);
    hold.reach();
    return hold.verdict;
  }

  /** True while a request waits for a hold that never came about. */
  get armed(): boolean {
    return this.#holds.length > 0;
  }
}
