import { expect, it } from 'vitest';
import { singleFlight } from '@/lib/base/single-flight';

/** A run that ends when the test says so. */
function slowRun() {
  const ends: { resolve(value: string): void; reject(why: Error): void }[] = [];
  const run = singleFlight(
    () => new Promise<string>((resolve, reject) => void ends.push({ resolve, reject })),
  );
  return { run, ends };
}

it('whoever comes while it runs hears the same failure, and nobody is stuck after it', async () => {
  const { run, ends } = slowRun();
  const waiting = Promise.allSettled([run(), run()]);
  ends[0]?.reject(new Error('Bungie sleeps'));
  expect((await waiting).map((one) => one.status)).toEqual(['rejected', 'rejected']);
  const later = run();
  expect(ends).toHaveLength(2);
  ends[1]?.resolve('awake');
  expect(await later).toBe('awake');
});

it('a call made the moment the answer is there gets a run of its own, not an old answer', async () => {
  const { run, ends } = slowRun();
  const chained = run().then((first) => Promise.all([first, run()]));
  ends[0]?.resolve('old');
  await new Promise((resolve) => setTimeout(resolve));
  expect(ends).toHaveLength(2);
  ends[1]?.resolve('new');
  expect(await chained).toEqual(['old', 'new']);
});

it('two flights do not share', async () => {
  const one = slowRun();
  const other = slowRun();
  const both = Promise.all([one.run(), other.run()]);
  one.ends[0]?.resolve('one');
  other.ends[0]?.resolve('other');
  expect(await both).toEqual(['one', 'other']);
});
