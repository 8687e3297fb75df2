/** Milliseconds between the starts of two calls of one kind (bungie-api.md 3.2). */
const GAPS_MS: readonly (readonly [prefix: string, ms: number])[] = [
  ['Loadouts/', 1_000],
  ['Items/', 100],
];

export type Pacer = <T>(path: string, send: () => Promise<T>) => Promise<T>;

/** Holds a call back until the game accepts another one of its kind. Time and waiting can be played by tests. */
export function pacer(
  now: () => number = Date.now,
  wait: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): Pacer {
  const started = new Map<string, number>();
  return async (path, send) => {
    const gapMs = GAPS_MS.find(([prefix]) => path.startsWith(prefix))?.[1] ?? 0;
    const passedMs = now() - (started.get(path) ?? Number.NEGATIVE_INFINITY);
    // A clock that went back must not hold a call for hours.
    if (passedMs < gapMs) await wait(Math.min(gapMs, gapMs - Math.max(0, passedMs)));
    started.set(path, now());
    return send();
  };
}
