import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { READERS } from '../../../lib/chat/event-readers';
import { readFrame, typeOf } from '../../../lib/chat/frame';
import { CHAT_LINES } from '../../world/chat-lines';
import { dataDir } from '../../world/data-dir';

const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;

it.each(CHAT_LINES)('reads %s', (_name, line, event) => {
  expect(readFrame(line)).toEqual(event);
});

it('every type we read has a line that shows it', () => {
  const shown = new Set(CHAT_LINES.map(([, line]) => typeOf(line)));
  expect(Object.keys(READERS).filter((type) => !shown.has(type))).toEqual([]);
});

it('reads each line the same whatever the case of its type', () => {
  for (const [, line, event] of CHAT_LINES) {
    const type = typeOf(line) ?? '';
    expect(readFrame(`${type.toLowerCase()}${line.slice(type.length)}`)).toEqual(event);
  }
});

it('takes a newer server as it comes: fields we do not know change nothing', () => {
  for (const [name, line, event] of CHAT_LINES) {
    const payload: unknown = name.startsWith('a type newer') ? 0 : payloadOf(line);
    if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) continue;
    if (typeOf(line) === 'PING') continue;
    expect(readFrame(`${typeOf(line)} ${JSON.stringify({ ...payload, newer: { a: [1] } })}`)).toEqual(event);
  }
});

function payloadOf(line: string): unknown {
  const text = line.slice(line.indexOf(' ') + 1);
  return line.includes(' ') ? JSON.parse(text) : undefined;
}

it.each<[string, string, object]>([
  ['a bare type', 'MSG', { kind: 'broken', type: 'MSG' }],
  ['a line of null', 'MSG null', { kind: 'broken', type: 'MSG' }],
  ['a line that is a list', 'MSG []', { kind: 'broken', type: 'MSG' }],
  ['an empty line', '', { kind: 'broken', type: '' }],
  ['JSON without a type', '{"__proto__":{"polluted":true}}', { kind: 'broken', type: '' }],
  ['a type that every object has', 'constructor {}', { kind: 'unknown', type: 'CONSTRUCTOR', payload: '{}' }],
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
  ['NAMES without anything', 'NAMES {}', { kind: 'names', connections: 0, users: [] }],
  ['a poll whose vote is a word', 'VOTECAST {"vote":"yes"}', { kind: 'broken', type: 'VOTECAST' }],
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

  it.each(['soon', -5, 9e15, null])('survives the timestamp %s', (timestamp) => {
    expect(whisper({ timestamp })).toMatchObject({ kind: 'whisper', atMs: 0 });
  });

  it.each([-1, 1.5, '1e3', '-7', '99999999999999999999', 2 ** 60])('never has the id %s', (messageid) => {
    expect(whisper({ messageid })).toEqual({ kind: 'broken', type: 'PRIVMSG' });
  });

  it.each(['constructor', 'hasOwnProperty'])('may come from somebody called %s', (nick) => {
    expect(whisper({ nick })).toMatchObject({ nick });
  });

  it.each(['__proto__"><b>', 'ab', 'x'.repeat(21), 'a b', 'Normie\n'])('never comes from %j', (nick) => {
    expect(whisper({ nick })).toEqual({ kind: 'broken', type: 'PRIVMSG' });
  });

  it('takes no field from the prototype', () => {
    expect(readFrame('PRIVMSG {"__proto__":{"nick":"Normie","data":"x","messageid":1}}')).toEqual({
      kind: 'broken',
      type: 'PRIVMSG',
    });
  });
});

it('leaves out of NAMES who has no name, and keeps the rest', () => {
  const line = `NAMES ${JSON.stringify({ connectioncount: 4, users: [{ nick: 'Normie' }, null, 7, { nick: 'x y' }] })}`;
  expect(readFrame(line)).toMatchObject({ connections: 4, users: [{ nick: 'Normie' }] });
});

it('lets a long NAMES through that would be too long for anything else', () => {
  const users = Array.from({ length: 20_000 }, (_, id) => ({ id, nick: `user${id}` }));
  const event = readFrame(`NAMES ${JSON.stringify({ connectioncount: 20_000, users })}`);
  expect(event).toMatchObject({ kind: 'names', connections: 20_000 });
  expect(event.kind === 'names' && event.users.length).toBe(20_000);
});

const recorded = join(dataDir() ?? '', 'dgg/frames.json');

it.skipIf(!existsSync(recorded))('reads every line that was recorded on the real site', () => {
  const frames = JSON.parse(readFileSync(recorded, 'utf8')) as { frame: string }[];
  expect(frames.length).toBeGreaterThan(0);
  const odd = frames.map(({ frame }) => ({ frame, event: readFrame(frame) }));
  expect(
    odd.filter(({ event }) => event.kind === 'unknown' || event.kind === 'broken').map(({ frame }) => frame),
  ).toEqual([]);
  for (const { frame, event } of odd) {
    const wire = payloadOf(frame) as { users?: unknown[]; timestamp?: number };
    if (event.kind === 'names') expect(event.users).toHaveLength(wire.users?.length ?? -1);
    else expect(event).toMatchObject({ atMs: wire.timestamp });
  }
});

it('reading any line never throws', () => {
  const type = fc.constantFrom(...Object.keys(READERS), 'PING', 'msg', 'X');
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
