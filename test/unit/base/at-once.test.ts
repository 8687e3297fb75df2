import { expect, it } from 'vitest';
import { atOnce } from '@/lib/base/at-once';

it('lets so many run at once, turns the rest away, and takes new ones when some are over, failed ones too', async () => {
  const few = atOnce(2);
  const ends: ((how: 'well' | 'badly') => void)[] = [];
  const run = () =>
    few(
      () =>
        new Promise<string>((resolve, reject) => {
          ends.push((how) => (how === 'well' ? resolve('done') : reject(new Error('boom'))));
        }),
      'full',
    );
  const [first, second] = [run(), run()];
  expect(await run()).toBe('full');
  ends[0]?.('well');
  expect(await first).toBe('done');
  const third = run();
  expect(await run()).toBe('full');
  ends[1]?.('badly');
  await expect(second).rejects.toThrow('boom');
  const fourth = run();
  for (const end of ends) end('well');
  expect(await Promise.all([third, fourth])).toEqual(['done', 'done']);
});
