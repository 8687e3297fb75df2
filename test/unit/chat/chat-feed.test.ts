import { expect, it } from 'vitest';
import { ChatFeed, type FeedEvent } from '../../../lib/chat/chat-feed';
import { CHAT_LINES } from '../../world/chat-lines';

function feed() {
  const errors: unknown[] = [];
  return { feed: new ChatFeed((error) => errors.push(error)), errors };
}

const MSG = 'MSG {"nick":"Normie","data":"hey Guardian","timestamp":7}';

it('tells every event to who asked for its kind, and everything to who asked for all', () => {
  const chat = feed();
  const all: string[] = [];
  const own = new Map<string, number>();
  chat.feed.on('*', ({ kind }) => all.push(kind));
  const kinds = CHAT_LINES.map(([, , event]) => (event as FeedEvent).kind);
  for (const kind of new Set(kinds)) chat.feed.on(kind, () => own.set(kind, (own.get(kind) ?? 0) + 1));
  for (const [, line] of CHAT_LINES) chat.feed.hear(line);
  expect(all.filter((kind) => kind !== 'broken')).toEqual(kinds);
  for (const kind of new Set(kinds)) expect(own.get(kind)).toBe(kinds.filter((one) => one === kind).length);
});

it('lets an error in one handler reach no other, and reports it', () => {
  const chat = feed();
  const heard: string[] = [];
  chat.feed.on('message', () => heard.push('first'));
  chat.feed.on('message', () => {
    throw new Error('mine');
  });
  chat.feed.on('message', ({ text }) => heard.push(text));
  chat.feed.on('*', () => heard.push('all'));
  chat.feed.hear(MSG);
  expect(heard).toEqual(['first', 'hey Guardian', 'all']);
  expect(chat.errors).toEqual([new Error('mine')]);
});

it('stops one handler and leaves the others, even the same one added twice', () => {
  const chat = feed();
  let heard = 0;
  const count = () => {
    heard += 1;
  };
  const stop = chat.feed.on('message', count);
  chat.feed.on('message', count);
  stop();
  stop();
  chat.feed.hear(MSG);
  expect(heard).toBe(1);
});

it('a handler may stop itself and add others while it is told', () => {
  const chat = feed();
  const heard: string[] = [];
  const stop = chat.feed.on('message', () => {
    heard.push('once');
    stop();
    chat.feed.on('message', () => heard.push('later'));
  });
  chat.feed.hear(MSG);
  chat.feed.hear(MSG);
  expect(heard).toEqual(['once', 'later']);
});

it('tells history as backlog, oldest first, without what is addressed to one connection', () => {
  const chat = feed();
  const heard: [string, boolean][] = [];
  chat.feed.on('*', ({ kind }, { backlog }) => heard.push([kind, backlog]));
  const mute = 'MUTE {"nick":"Mod","data":"Normie","timestamp":7,"duration":60}';
  const addressed = [
    'PRIVMSG {"messageid":5,"nick":"SubSally","data":"x"}',
    'ERR "banned"',
    'ME null',
    'PING 1',
  ];
  chat.feed.hear(`HISTORY ${JSON.stringify([MSG, ...addressed, 'HISTORY ["MSG {}"]', 'NEWER 1', mute])}`);
  expect(heard).toEqual([
    ['history', false],
    ['message', true],
    ['unknown', true],
    ['mute', true],
  ]);
});

it('tells mentions once the reader is known, in history too', () => {
  const chat = feed();
  const heard: [string, boolean][] = [];
  chat.feed.on('mention', ({ message, why }, { backlog }) =>
    heard.push([`${why}: ${message.text}`, backlog]),
  );
  chat.feed.hear(MSG);
  chat.feed.highlights = { nick: 'Guardian', words: [], nicks: [] };
  chat.feed.hear(`HISTORY ${JSON.stringify([MSG])}`);
  chat.feed.hear(MSG);
  expect(heard).toEqual([
    ['nick: hey Guardian', true],
    ['nick: hey Guardian', false],
  ]);
});

it('tells how the connection fares', () => {
  const chat = feed();
  const heard: unknown[] = [];
  chat.feed.on('connection', (event) => heard.push(event));
  chat.feed.tellConnection({ state: 'waiting', reason: '1006', failures: 1, retryInMs: 5_000 });
  expect(heard).toEqual([
    { kind: 'connection', state: 'waiting', reason: '1006', failures: 1, retryInMs: 5_000 },
  ]);
});

it('counts what it does not know and what is broken, in bounded room', () => {
  const chat = feed();
  for (let at = 0; at < 3; at += 1) chat.feed.hear('NEWER {"a":1}');
  chat.feed.hear('MSG {"cut');
  expect(chat.feed.odd()).toEqual({ unknown: { NEWER: 3 }, broken: { MSG: 1 } });
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  for (const one of letters) for (const two of letters) chat.feed.hear(`X${one}${two} 1`);
  const { unknown } = chat.feed.odd();
  expect(Object.keys(unknown)).toHaveLength(51);
  expect(Object.values(unknown).reduce((sum, count) => sum + count)).toBe(3 + 26 * 26);
});
