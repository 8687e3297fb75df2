import { useEffect, useState } from 'preact/hooks';

const SOON_MS = 30;

/**
 * How many of `count` parts to draw now: `first` at once, so that what is in sight is painted early, then `step` more
 * whenever the browser has nothing better to do, and soon in any case.
 */
export function useGradually(count: number, first: number, step: number): number {
  const [drawn, setDrawn] = useState(first);
  useEffect(() => {
    if (drawn >= count) return;
    const stop = whenIdle(() => setDrawn(drawn + step));
    return stop;
  }, [drawn, count, step]);
  return Math.min(drawn, count);
}

/** Runs it when nothing else is to be done, and soon in any case; gives how to call it off. Test browsers have no idle callbacks. */
export function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const asked = requestIdleCallback(run, { timeout: SOON_MS });
    return () => cancelIdleCallback(asked);
  }
  const timer = setTimeout(run, SOON_MS);
  return () => clearTimeout(timer);
}
