/** Makes concurrent calls share one run: whoever comes while it runs gets the same promise. */
export function singleFlight<T>(run: () => Promise<T>): () => Promise<T> {
  let flying: Promise<T> | undefined;
  return () => {
    flying ??= run().finally(() => {
      flying = undefined;
    });
    return flying;
  };
}
