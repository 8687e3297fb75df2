import type { SimClock } from '../kit/clock';

export interface StoredWhisper {
  id: number;
  from: string;
  to: string;
  text: string;
  atMs: number;
  read: boolean;
}

/** Private messages as the website keeps them. */
export class WhisperStore {
  readonly all: StoredWhisper[] = [];
  readonly #clock: SimClock;
  #next = 5000;

  constructor(clock: SimClock) {
    this.#clock = clock;
  }

  add(from: string, to: string, text: string): StoredWhisper {
    this.#next += 1;
    const whisper = { id: this.#next, from, to, text, atMs: this.#clock.now(), read: false };
    this.all.push(whisper);
    return whisper;
  }

  unreadOf(nick: string): StoredWhisper[] {
    return this.all.filter((one) => same(one.to, nick) && !one.read);
  }

  /** Both ways, newest first. */
  thread(nick: string, other: string): StoredWhisper[] {
    return this.all
      .filter(
        (one) =>
          (same(one.to, nick) && same(one.from, other)) || (same(one.from, nick) && same(one.to, other)),
      )
      .reverse();
  }

  /** The site's own throttle over the last hour (dgg-chat.md 7). */
  refuses(from: string, to: string): boolean {
    const since = this.#clock.now() - 3_600_000;
    const recent = this.all.filter((one) => one.atMs > since);
    const net = (mine: StoredWhisper[], theirs: StoredWhisper[]): number =>
      mine.filter((one) => !one.read).length - theirs.length;
    const toHim = recent.filter((one) => same(one.from, from) && same(one.to, to));
    const fromHim = recent.filter((one) => same(one.from, to) && same(one.to, from));
    if (fromHim.length > 0) return false;
    if (toHim.filter((one) => !one.read).length > 3 || net(toHim, fromHim) > 7) return true;
    const mine = recent.filter((one) => same(one.from, from));
    const mineBack = recent.filter((one) => same(one.to, from));
    return net(mine, mineBack) > 21;
  }
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
