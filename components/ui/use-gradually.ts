import { useEffect, useState } from 'preact/hooks';

const AT_ONCE = 2;
const SOON_MS = 30;

/**
 * How many of `count` parts to draw now: few at first, so that what is in sight is painted at once, then a few more
 * whenever the browser has nothing better to do, and soon in any case.
 */
export function useGradually(count: number, first: number): number {
  const [drawn, setDrawn] = useState(first);
  useEffect(() => {
    if (drawn >= count) return;
    const stop = whenIdle(() => setDrawn(drawn + AT_ONCE));
    return stop;
  }, [drawn, count]);
  return Math.min(drawn, count);
}

/** Safari and test browsers have no idle callbacks; a later task does as well. */
function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const asked = requestIdleCallback(run, { timeout: SOON_MS });
    return () => cancelIdleCallback(asked);
  }
  const timer = setTimeout(run, SOON_MS);
  return () => clearTimeout(timer);
}
