import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as clientLine from '../../../lib/chat/client-line';
import { typeOf } from '../../../lib/chat/frame';

/*
 * No public line ever leaves: what may leave is made by three functions, and none of them makes a MSG, whatever it is
 * given. That nothing else leaves is test/house/silent-reader.test.ts.
 */

const { pingLine, pongLine, whisperLine } = clientLine;
const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'MSG {"data":"x"}',
    '\nMSG {}',
    '"}\nMSG {"data":"x"}',
    ' MSG',
    '\u0000MSG {}',
    '\u2028MSG x',
  ),
);

describe('what may leave for the chat', () => {
  it('is made by three functions and no more', () => {
    expect(Object.keys(clientLine).sort()).toEqual(['pingLine', 'pongLine', 'whisperLine']);
  });

  it('is a PING, a PONG or a PRIVMSG, whatever is put into it', () => {
    fc.assert(
      fc.property(nasty, nasty, fc.double(), (one, other, number) => {
        expect(typeOf(pingLine(number))).toBe('PING');
        expect(typeOf(pongLine(one))).toBe('PONG');
        const whisper = whisperLine(one, other);
        expect(typeOf(whisper)).toBe('PRIVMSG');
        // One line of one payload: a text cannot begin a line of its own.
        expect(whisper).not.toMatch(/[\r\n]/);
        expect(JSON.parse(whisper.slice('PRIVMSG '.length))).toEqual({ nick: one, data: other });
      }),
      { numRuns: 2_000 },
    );
  });
});
