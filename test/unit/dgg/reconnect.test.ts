import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reconnectDelayMs, stopsForGood } from '../../../lib/dgg/reconnect';

const settled = { opened: true, livedMs: 60_000, failures: 0, flaps: 0 };
const refused = { code: 1006, opened: false, livedMs: 0, flaps: 0 };

it.each([
  ['at once when the server says that it goes', { ...settled, code: 1001 }, 0, 0],
  [
    'not at once when it never was open',
    { ...refused, code: 1001, livedMs: 60_000, failures: 1 },
    5_000,
    30_000,
  ],
  ['not at once when it was open for a moment only', { ...settled, livedMs: 500, code: 1001 }, 500, 3_000],
  ['within three seconds after a break', { ...settled, code: 1006 }, 500, 3_000],
  ['within half a minute after a failed attempt', { ...refused, failures: 1 }, 5_000, 30_000],
  ['later after the third', { ...refused, failures: 3 }, 20_000, 120_000],
  [
    'later after the third in a row that opened and broke',
    { ...settled, code: 1006, flaps: 2 },
    2_000,
    12_000,
  ],
  [
    'after five minutes at most when it breaks for ever',
    { ...settled, code: 1006, flaps: 99 },
    300_000,
    300_000,
  ],
  ['after five minutes at most', { ...refused, failures: 99 }, 300_000, 300_000],
])('comes back %s', (_name, ending, soonest, latest) => {
  expect(reconnectDelayMs(ending, 0)).toBe(soonest);
  expect(reconnectDelayMs(ending, 1)).toBe(latest);
});

it('is never faster than the official page, and never slower than five minutes', () => {
  const ending = fc.record({
    code: fc.constantFrom(1000, 1001, 1006, 1011, 1012),
    opened: fc.boolean(),
    livedMs: fc.nat(10_000_000),
    failures: fc.nat(1_000),
    flaps: fc.nat(1_000),
  });
  fc.assert(
    fc.property(ending, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (how, random) => {
      const delay = reconnectDelayMs(how, random);
      const official = how.opened ? (how.code === 1001 ? 0 : 500) : 5_000;
      expect(delay).toBeGreaterThanOrEqual(official);
      expect(delay).toBeLessThanOrEqual(300_000);
    }),
  );
});

describe('a restart of the server', () => {
  it('brings two hundred readers back at different moments', () => {
    const arrivals = new Set<number>();
    for (let reader = 0; reader < 200; reader += 1)
      arrivals.add(reconnectDelayMs({ ...settled, code: 1006 }, reader / 200));
    expect(arrivals.size).toBe(200);
  });
});

it.each([
  ['banned', true],
  ['toomanyconnections', true],
  ['muted', false],
  ['throttled', false],
  ['banned-not-really', false],
  ['', false],
])('%s ends it for good: %s', (description, ends) => {
  expect(stopsForGood(description)).toBe(ends);
});
