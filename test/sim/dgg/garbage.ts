/** Lines that no server of ours sends, for clients to survive (dgg-chat.md 14). */
export const GARBAGE: readonly (string | Buffer)[] = [
  'MSG',
  '',
  'PRIVMSG {"nick":"Normie","data":"cut',
  'PRIVMSG null',
  'PRIVMSG []',
  'PRIVMSG {"nick":7,"data":[],"messageid":{}}',
  'MSG "x"',
  'WHATEVER {"a":1}',
  'privmsg',
  '{"__proto__":{"polluted":true}}',
  'ERR "banned-not-really"',
  `MSG {"nick":"Normie","data":"${'x'.repeat(200_000)}"}`,
  `PRIVMSG {"nick":"Normie","data":"${'y'.repeat(200_000)}","messageid":1}`,
  `PRIVMSG ${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  Buffer.from([1, 2, 3]),
];
