import { expect, it } from 'vitest';
import { type Freshness, wantsRefresh } from '@/entrypoints/popup/keep-fresh';

const NOW = 10_000_000;
const calm: Freshness = {
  nowMs: NOW,
  triedAtMs: NOW - 30_000,
  signedIn: true,
  refreshing: false,
  visible: true,
  jobs: [],
};
const ended = (agoMs: number) => [{ state: 'done' as const, changedAtMs: NOW - agoMs }];

it.each<[string, Partial<Freshness>, boolean]>([
  ['half a minute after the last reading', {}, false],
  ['a minute after the last reading', { triedAtMs: NOW - 60_000 }, true],
  ['never read at all', { triedAtMs: 0 }, true],
  ['nobody looks', { triedAtMs: 0, visible: false }, false],
  ['signed out', { triedAtMs: 0, signedIn: false }, false],
  ['a reading is under way', { triedAtMs: 0, refreshing: true }, false],
  ['moves are under way', { triedAtMs: 0, jobs: [{ state: 'running', changedAtMs: NOW }] }, false],
  ['moves wait', { triedAtMs: 0, jobs: [{ state: 'queued', changedAtMs: NOW }] }, false],
  ['right after moves', { jobs: ended(2_000) }, false],
  ['a little after moves', { jobs: ended(9_000) }, true],
  ['read since the moves', { jobs: ended(40_000) }, false],
  ['the clock was set back by a day', { triedAtMs: NOW + 86_400_000 }, true],
])('when %s', (_, change, wanted) => {
  expect(wantsRefresh({ ...calm, ...change })).toBe(wanted);
});
