import { useEffect, useState } from 'preact/hooks';

/** A part of the popup that is loaded when it is first shown; undefined until then. */
export function useLoaded<T>(load: () => Promise<T>, wanted = true): T | undefined {
  const [loaded, setLoaded] = useState<T>();
  useEffect(() => {
    let gone = false;
    if (wanted) {
      // A function given to a setter would be called, so the module is wrapped.
      void load().then((module) => !gone && setLoaded(() => module));
    }
    return () => {
      gone = true;
    };
  }, [wanted]);
  return loaded;
}
