import { useEffect, useState } from 'preact/hooks';

/** What a watcher last told; undefined until its first word. A storage that cannot be read is said on the console. */
export function useLive<T>(
  watch: (onValue: (value: T) => void, onBroken: (error: unknown) => void) => () => void,
): T | undefined {
  const [value, setValue] = useState<T>();
  useEffect(
    () =>
      watch(
        // A function given to a setter would be called, so the value is wrapped.
        (told) => setValue(() => told),
        (error) => console.error('Vault Courier: a page cannot read its storage', error),
      ),
    [watch],
  );
  return value;
}

/** The time, told anew every half minute: ages on a page that stays open must not stand still. */
export function useNowMs(): number {
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return nowMs;
}
