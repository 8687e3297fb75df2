import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFrame, typeOf } from '../../../lib/chat/frame';

const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;

it.each<[string, string, object]>([
  ['our own nick', 'ME {"nick":"Guardian","features":[]}', { kind: 'me', nick: 'Guardian' }],
  ['a guest', 'ME null', { kind: 'me', nick: undefined }],
  ['a lower-case type', 'me null', { kind: 'me', nick: undefined }],
  [
    'the spaced NAMES of the 2022 server',
    'NAMES {"connectioncount":3, "users":[]}',
    { kind: 'names', connections: 3 },
  ],
  ['NAMES without a count', 'NAMES {}', { kind: 'names', connections: 0 }],
  ['an error as object', 'ERR {"description":"banned"}', { kind: 'error', description: 'banned' }],
  ['an error as bare string', 'ERR "throttled"', { kind: 'error', description: 'throttled' }],
  ['an error without description', 'ERR {}', { kind: 'error', description: 'unknown' }],
  ['a ping', 'PING {"data":1}', { kind: 'ping', payload: '{"data":1}' }],
  ['a ping without payload', 'PING', { kind: 'ping', payload: '' }],
  ['a ban', 'BAN {"nick":"Mod","data":"Guardian"}', { kind: 'ban', nick: 'Guardian' }],
  ['an unknown type', 'WHATEVER {"a":1}', { kind: 'other', type: 'WHATEVER' }],
  ['a reload', 'RELOAD null', { kind: 'other', type: 'RELOAD' }],
  [
    'history, whose whispers are not dispatched',
    'HISTORY ["PRIVMSG {}"]',
    { kind: 'other', type: 'HISTORY' },
  ],
  ['a bare type', 'MSG', { kind: 'other', type: 'MSG' }],
  ['an empty line', '', { kind: 'broken', type: '' }],
  ['JSON without a type', '{"__proto__":{"polluted":true}}', { kind: 'broken', type: '' }],
  ['a whisper of null', 'PRIVMSG null', { kind: 'broken', type: 'PRIVMSG' }],
  ['a whisper cut short', 'PRIVMSG {"nick":"Normie","data":"cut', { kind: 'broken', type: 'PRIVMSG' }],
  [
    'a whisper of wrong types',
    'PRIVMSG {"nick":7,"data":[],"messageid":{}}',
    { kind: 'broken', type: 'PRIVMSG' },
  ],
  [
    'a whisper without text',
    'PRIVMSG {"nick":"Normie","data":"  ","messageid":1}',
    { kind: 'broken', type: 'PRIVMSG' },
  ],
  ['nesting ten thousand deep', `PRIVMSG ${deep}`, { kind: 'broken', type: 'PRIVMSG' }],
  ['an over-long line', `MSG {"data":"${'x'.repeat(70_000)}"}`, { kind: 'broken', type: 'MSG' }],
])('reads %s', (_name, line, event) => {
  expect(readFrame(line)).toEqual(event);
});

describe('a whisper', () => {
  const whisper = (fields: object) =>
    readFrame(
      `PRIVMSG ${JSON.stringify({ messageid: 5, timestamp: 1000, nick: 'SubSally', data: 'hi', ...fields })}`,
    );

  it('keeps its inner white space', () => {
    expect(whisper({ data: 'a  b\tc' })).toMatchObject({ text: 'a  b\tc', atMs: 1000, messageId: 5 });
  });

  it('may have its id as text', () => {
    expect(whisper({ messageid: '77' })).toMatchObject({ messageId: 77 });
  });

  it.each(['soon', -5, 9e15, null])('survives the timestamp %s', (timestamp) => {
    expect(whisper({ timestamp })).toMatchObject({ kind: 'whisper', atMs: 0 });
  });

  it.each(['constructor', 'hasOwnProperty'])('may come from somebody called %s', (nick) => {
    expect(whisper({ nick })).toMatchObject({ nick });
  });

  it.each(['__proto__"><b>', 'ab', 'x'.repeat(21), 'a b'])('never comes from %s', (nick) => {
    expect(whisper({ nick })).toEqual({ kind: 'broken', type: 'PRIVMSG' });
  });

  it('takes no field from the prototype', () => {
    expect(readFrame('PRIVMSG {"__proto__":{"nick":"Normie","data":"x","messageid":1}}')).toEqual({
      kind: 'broken',
      type: 'PRIVMSG',
    });
  });
});

it('lets a long NAMES through that would be too long for anything else', () => {
  const users = Array.from({ length: 20_000 }, (_, id) => ({ id, nick: `user${id}` }));
  expect(readFrame(`NAMES ${JSON.stringify({ connectioncount: 20_000, users })}`)).toEqual({
    kind: 'names',
    connections: 20_000,
  });
});

const type = fc.constantFrom('ME', 'NAMES', 'HISTORY', 'PRIVMSG', 'ERR', 'PING', 'BAN', 'MUTE', 'msg', 'X');

it('reading any line never throws', () => {
  const payload = fc.oneof(
    fc.json(),
    fc.string({ unit: 'binary' }),
    fc
      .jsonValue()
      .map((value) => JSON.stringify({ nick: value, data: value, messageid: value, description: value })),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.tuple(type, payload).map((two) => two.join(' ')),
      ),
      (line) => {
        expect(typeof readFrame(line).kind).toBe('string');
        typeOf(line);
      },
    ),
    { numRuns: 2_000 },
  );
});
