/** Lets so many runs go on at the same time and turns further ones away, so that nobody's flood becomes our queue. */
export function atOnce(most: number): <T>(run: () => Promise<T>, full: T) => Promise<T> {
  let running = 0;
  return async (run, full) => {
    if (running >= most) return full;
    running += 1;
    try {
      return await run();
    } finally {
      running -= 1;
    }
  };
}
