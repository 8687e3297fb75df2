import type {
  ChatKeys,
  ChatPages,
  ChatSocket,
  DggApi,
  LooksStore,
  Notices,
  Now,
  ViewStore,
  WhisperStore,
} from './ports';

/** What the use cases of the chat are plugged to. */
export interface ChatDeps {
  socket: ChatSocket;
  api: DggApi;
  pages: ChatPages;
  notices: Notices;
  whispers: WhisperStore;
  looks: LooksStore;
  views: ViewStore;
  keys: ChatKeys;
  /** The number on the toolbar icon. */
  badge(count: number): Promise<void>;
  /** Minute of the day by the reader's own clock, 0 to 1439. */
  minuteOfDay(): number;
  now: Now;
  wait(ms: number): Promise<void>;
}

/**
 * Runs `work` once at a time; asked again while it runs, it runs once more after, however often it was asked: a burst of
 * fifty is two runs. Nobody has to wait for the promise, which is that of the run that begins after the asking; it never
 * rejects.
 */
export function soon(
  what: string,
  work: (deps: ChatDeps) => Promise<void>,
): (deps: ChatDeps) => Promise<void> {
  const under = new WeakMap<ChatDeps, { running: Promise<void>; next?: Promise<void> }>();
  return function run(deps): Promise<void> {
    const own = under.get(deps);
    if (own !== undefined) {
      own.next ??= own.running.then((): Promise<void> => run(deps));
      return own.next;
    }
    const running = work(deps)
      // It is tried anew with the next whisper or connection.
      .catch((error: unknown) => console.error(`Vault Courier: ${what} failed`, error))
      .finally(() => under.delete(deps));
    under.set(deps, { running });
    return running;
  };
}
