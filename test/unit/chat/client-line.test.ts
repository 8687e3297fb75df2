import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as clientLine from '../../../lib/chat/client-line';
import { typeOf } from '../../../lib/chat/frame';

/*
 * No public line ever leaves. The socket takes nothing but a ClientLine, only this file's three functions make one, and
 * none of them makes a MSG, whatever it is given.
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

const ROOT = new URL('../../../', import.meta.url).pathname;
const shipped = ['lib', 'components', 'entrypoints'].flatMap((room) =>
  readdirSync(join(ROOT, room), { recursive: true })
    .map((name) => join(room, String(name)))
    .filter((name) => /\.tsx?$/.test(name)),
);
const having = (pattern: RegExp): string[] =>
  shipped.filter((name) => pattern.test(readFileSync(join(ROOT, name), 'utf8')));

describe('in all of the shipped code', () => {
  it('only that file calls a text a ClientLine', () => {
    expect(shipped.length).toBeGreaterThan(100);
    expect(having(/as ClientLine/)).toEqual(['lib/chat/client-line.ts']);
  });

  it('one place writes to the socket, and it takes ClientLines alone', () => {
    expect(having(/new WebSocket\(/)).toEqual([
      'entrypoints/background/chat.ts',
      'entrypoints/offscreen/main.ts',
    ]);
    expect(having(/WebSocket\b[\s\S]*\.send\(/)).toEqual(['lib/dgg/chat-socket.ts']);
    const socket = readFileSync(join(ROOT, 'lib/dgg/chat-socket.ts'), 'utf8');
    expect(socket.match(/\.send\(.*\)/g)).toEqual(['.send(line)']);
    expect(socket).toContain('#say(socket: WebSocket | undefined, line: ClientLine): void {');
  });

  it('nothing spells a public line, and nothing sends the page’s own form', () => {
    const spelled = having(/['"`]MSG\s|['"`]MSG['"`]/);
    // To hear one is no crime: these read.
    expect(spelled).toEqual(['lib/dgg/chat-socket.ts']);
    expect(having(/\.requestSubmit\(|\.submit\(|KeyboardEvent\('key/)).toEqual([]);
  });
});
