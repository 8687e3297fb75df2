/** Runs jobs one after another in the order they came; a failed job does not stop the next. */
export function oneByOne(): <T>(job: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(job: () => Promise<T>): Promise<T> => {
    const mine = last.then(job);
    // Whoever asked hears of the failure; the queue only needs to know that it is over.
    last = mine.catch(() => undefined);
    return mine;
  };
}
