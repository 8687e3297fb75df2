import { useEffect, useState } from 'preact/hooks';

/**
 * How many of `count` parts to draw now: few at first, so that what is in sight is painted at once, then one more
 * whenever the browser has nothing better to do.
 */
export function useGradually(count: number, first: number): number {
  const [drawn, setDrawn] = useState(first);
  useEffect(() => {
    if (drawn >= count) return;
    const stop = whenIdle(() => setDrawn(drawn + 1));
    return stop;
  }, [drawn, count]);
  return Math.min(drawn, count);
}

/** Safari and test browsers have no idle callbacks; a later task does as well. */
function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const asked = requestIdleCallback(run, { timeout: 200 });
    return () => cancelIdleCallback(asked);
  }
  const timer = setTimeout(run, 16);
  return () => clearTimeout(timer);
}
