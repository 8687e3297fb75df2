import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readAnswer } from '../../../lib/bungie/call';

const envelope = (ErrorCode: unknown, more: object = {}): string =>
  JSON.stringify({ ErrorCode, ErrorStatus: 'x', Message: 'Words for players.', ThrottleSeconds: 0, ...more });

it('takes code 1 for success whatever the HTTP status says', () => {
  expect(readAnswer(500, envelope(1, { Response: { a: 1 } }))).toEqual({ ok: true, value: { a: 1 } });
});

it.each<[string, number, string, string, boolean]>([
  ['a full bucket under HTTP 500', 500, envelope(1642), 'character-full', false],
  ['an expired token under HTTP 500', 500, envelope(99), 'signed-out', true],
  ['a worn item', 500, envelope(1656), 'item-equipped', false],
  ['an activity', 500, envelope(1671), 'in-activity', false],
  ['maintenance', 503, envelope(5), 'maintenance', false],
  ['an unknown code', 500, envelope(99999), 'bungie-error', false],
  ['code 0', 200, envelope(0), 'bungie-error', false],
  ['a code as text', 200, envelope('1642'), 'not-bungie', false],
  ['OAuth words on an ordinary call', 400, '{"error":"server_error"}', 'maintenance', false],
  ['HTML with 200', 200, '<!doctype html>', 'not-bungie', false],
  ['HTML with 503', 503, '<!doctype html>', 'maintenance', false],
  ['a bare 401', 401, '<html>', 'signed-out', true],
  ['nothing at all', 200, '', 'not-bungie', false],
  ['null', 200, 'null', 'not-bungie', false],
  ['an array', 200, '[]', 'not-bungie', false],
])('reads %s', (_name, status, text, code, tokenRefused) => {
  const answer = readAnswer(status, text);
  expect(answer).toMatchObject({ ok: false, failure: { code } });
  expect(answer.tokenRefused ?? false).toBe(tokenRefused);
});

it.each([
  [10, 10],
  [0, 2],
  [86_400, 300],
  ['10', 2],
])('waits sensibly when ThrottleSeconds is %s', (ThrottleSeconds, retryAfterSeconds) => {
  expect(readAnswer(500, envelope(36, { ThrottleSeconds }))).toMatchObject({
    failure: { code: 'throttled', facts: { retryAfterSeconds } },
  });
});

it('never throws, whatever arrives', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 599 }), fc.oneof(fc.string(), fc.json()), (status, text) => {
      readAnswer(status, text);
    }),
  );
});
