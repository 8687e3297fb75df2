import type { Spotter } from '@/lib/chat/spot-names';
import { markLine, unmarkLines } from './mark-line';
import { ThreeStrikes } from './three-strikes';

/*
 * The structure of the chat page as dgg-chat.md 11 describes it. Everything that leans on it is in this file and in
 * mark-line.ts.
 */

const FRAME = '#chat-output-frame';
const LINES = '.chat-lines';
/** Lines marked in one go; a burst is spread so that no task blocks the page. */
const BATCH = 80;

export interface LineWatch {
  /** Marks with this spotter from now on, lines that are there already anew; without one nothing is marked. */
  use(spotter: Spotter | undefined): void;
  stop(): void;
}

/** Watches every chat window of the page for new lines. Never adds to or removes from a line list. */
export function watchLines(deps: {
  onMarks(lines: HTMLElement): void;
  /** Lines came or went: what floats over one may have to follow. */
  onChange(): void;
  /** Too many errors: names are not marked any more. */
  onOut?(): void;
}): LineWatch {
  // Two scripts of ours may be in a page for a moment after an update: each cleans up after itself alone.
  const by = Math.random().toString(36).slice(2, 10);
  const windows = new Map<HTMLElement, MutationObserver>();
  const waiting: HTMLElement[] = [];
  let spot: Spotter | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frameWatch: MutationObserver | undefined;

  function work(): void {
    timer = undefined;
    const spotter = spot;
    if (spotter === undefined) return;
    for (const line of waiting.splice(0, BATCH)) {
      if (line.isConnected) strikes.run(() => markLine(line, spotter, by));
    }
    if (waiting.length > 0) timer ??= setTimeout(work, 0);
  }

  function queue(nodes: Iterable<Node>): void {
    // Without names nothing is kept: `use` looks at every line that is there by then.
    if (spot === undefined) return;
    for (const node of nodes) if (node instanceof HTMLElement) waiting.push(node);
    // At once and before the next paint, unless a burst is being worked off already.
    if (timer === undefined) work();
  }

  function watchWindow(lines: HTMLElement): void {
    if (windows.has(lines)) return;
    const observer = new MutationObserver((changes) => {
      for (const change of changes) queue(change.addedNodes);
      deps.onChange();
    });
    observer.observe(lines, { childList: true });
    windows.set(lines, observer);
    deps.onMarks(lines);
    queue(lines.children);
  }

  function watchFrame(frame: Element): void {
    const look = (): void => {
      for (const lines of frame.querySelectorAll<HTMLElement>(LINES)) watchWindow(lines);
      for (const [lines, observer] of windows) {
        if (lines.isConnected) continue;
        observer.disconnect();
        windows.delete(lines);
      }
      // A window's list may come after the window, or be replaced.
      for (const child of frame.children) frameWatch?.observe(child, { childList: true });
    };
    frameWatch?.disconnect();
    frameWatch = new MutationObserver(look);
    frameWatch.observe(frame, { childList: true });
    look();
  }

  /** The page builds its tree by script, some time after us. */
  function waitForFrame(): void {
    const frame = document.querySelector(FRAME);
    if (frame?.querySelector(LINES)) {
      watchFrame(frame);
      return;
    }
    frameWatch = new MutationObserver(() => {
      const late = document.querySelector(FRAME);
      if (late?.querySelector(LINES)) watchFrame(late);
    });
    frameWatch.observe(document.body, { childList: true, subtree: true });
  }

  function stop(): void {
    clearTimeout(timer);
    frameWatch?.disconnect();
    for (const observer of windows.values()) observer.disconnect();
    windows.clear();
    waiting.length = 0;
    spot = undefined;
    unmarkLines(by);
  }

  const strikes = new ThreeStrikes('item names', () => {
    stop();
    deps.onOut?.();
  });
  unmarkLines();
  waitForFrame();
  return {
    use(spotter) {
      if (strikes.out) return;
      if (spot !== undefined) unmarkLines(by);
      waiting.length = 0;
      spot = spotter;
      deps.onChange();
      for (const lines of windows.keys()) queue(lines.children);
    },
    stop,
  };
}
