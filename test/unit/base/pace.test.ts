import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Pace } from '@/lib/base/pace';

it('lets one through a second and twenty a minute, and what was refused does not count', () => {
  const pace = new Pace([
    { most: 1, inMs: 1_000 },
    { most: 20, inMs: 60_000 },
  ]);
  expect([0, 1, 999, 1_000].map((at) => pace.take(at))).toEqual([true, false, false, true]);
  let through = 2;
  for (let at = 2_000; at < 60_000; at += 500) if (pace.take(at)) through += 1;
  expect(through).toBe(20);
  expect(pace.take(60_000)).toBe(true);
});

it('is not blocked by a clock that was put back', () => {
  const pace = new Pace([{ most: 1, inMs: 1_000 }]);
  expect(pace.take(10_000_000)).toBe(true);
  expect(pace.take(5)).toBe(true);
});

it('never lets more through than any of its limits', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 80 }), (gaps) => {
      const pace = new Pace([
        { most: 2, inMs: 1_000 },
        { most: 5, inMs: 5_000 },
      ]);
      let now = 0;
      const through: number[] = [];
      for (const gap of gaps) {
        now += gap;
        if (pace.take(now)) through.push(now);
      }
      for (const [most, inMs] of [
        [2, 1_000],
        [5, 5_000],
      ] as const) {
        for (const from of through) {
          expect(through.filter((at) => at >= from && at < from + inMs).length).toBeLessThanOrEqual(most);
        }
      }
    }),
  );
});
