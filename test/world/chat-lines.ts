/*
 * One line of the chat server for each event and shape that dgg-chat.md 4 tells of, and what it says in our words.
 * Times are 1 s after 1970 and the like; nobody in here exists.
 */

const STAMP = 1_780_000_000_000;

const wireSally = {
  id: 1001,
  nick: 'SubSally',
  roles: ['USER'],
  features: ['subscriber', 'flair13'],
  createdDate: '2018-01-02T03:04:05.123456789Z',
  watching: { platform: 'youtube', id: 'abc' },
};
const sally = {
  id: 1001,
  nick: 'SubSally',
  roles: ['USER'],
  features: ['subscriber', 'flair13'],
  createdAtMs: Date.UTC(2018, 0, 2, 3, 4, 5, 123),
  watching: { platform: 'youtube', id: 'abc' },
};
/** As the server of 2022 and before told of people. */
const wireOld = { nick: 'OldTimer', features: ['flair9'] };
const old = {
  id: undefined,
  nick: 'OldTimer',
  roles: [],
  features: ['flair9'],
  createdAtMs: undefined,
  watching: null,
};

const wireCard = { timestamp: STAMP, expirationTimestamp: STAMP + 60_000, uuid: 'u-1' };
const card = { atMs: STAMP, expiresAtMs: STAMP + 60_000, uuid: 'u-1' };
const wireBought = {
  ...wireCard,
  user: wireSally,
  tier: 3,
  tierLabel: 'Tier III',
  amount: 1500,
  data: 'take this',
};
const bought = { ...card, user: sally, tier: 3, tierLabel: 'Tier III', cents: 1500, text: 'take this' };

const wirePoll = {
  nick: 'Mod',
  canvote: true,
  myvote: 0,
  weighted: false,
  start: '2026-08-01T10:00:00.000Z',
  now: '2026-08-01T10:00:05.000Z',
  time: 30_000,
  question: 'raid?',
  options: ['yes', 'no'],
  totals: [3, 1],
  totalvotes: 4,
};
const poll = {
  by: 'Mod',
  question: 'raid?',
  options: [
    { text: 'yes', votes: 3 },
    { text: 'no', votes: 1 },
  ],
  votes: 4,
  canVote: true,
  weighted: false,
  myVote: undefined,
  startedAtMs: Date.UTC(2026, 7, 1, 10),
  serverNowMs: Date.UTC(2026, 7, 1, 10, 0, 5),
  lastsMs: 30_000,
};

const line = (type: string, payload: unknown): string => `${type} ${JSON.stringify(payload)}`;

/** Name of the case, the line, the event it is read as. */
export const CHAT_LINES: readonly (readonly [name: string, line: string, event: object])[] = [
  ['ME of a member', line('ME', wireSally), { kind: 'me', user: sally }],
  ['ME of a guest', 'ME null', { kind: 'me', user: undefined }],
  [
    'NAMES of today',
    line('NAMES', { connectioncount: 2, users: [wireSally] }),
    { kind: 'names', connections: 2, users: [sally] },
  ],
  [
    'NAMES of 2022, spaced',
    'NAMES {"connectioncount":3, "users":[{"nick":"OldTimer", "features":["flair9"]}]}',
    { kind: 'names', connections: 3, users: [old] },
  ],
  ['HISTORY', line('HISTORY', ['MSG {}', 7, 'MUTE {}']), { kind: 'history', lines: ['MSG {}', 'MUTE {}'] }],
  [
    'JOIN of today',
    line('JOIN', { ...wireSally, timestamp: STAMP }),
    { kind: 'join', user: sally, atMs: STAMP },
  ],
  ['JOIN of 2017', line('JOIN', { ...wireOld, timestamp: STAMP }), { kind: 'join', user: old, atMs: STAMP }],
  ['QUIT', line('QUIT', { ...wireSally, timestamp: STAMP }), { kind: 'quit', user: sally, atMs: STAMP }],
  ['UPDATEUSER without a time', line('UPDATEUSER', wireSally), { kind: 'user-update', user: sally, atMs: 0 }],
  [
    'MSG with its white space',
    line('MSG', { ...wireSally, timestamp: STAMP, data: '/me  waves\tat  you' }),
    { kind: 'message', user: sally, text: '/me  waves\tat  you', atMs: STAMP },
  ],
  [
    'MSG of 2017',
    line('MSG', { ...wireOld, timestamp: STAMP, data: 'hi' }),
    { kind: 'message', user: old, text: 'hi', atMs: STAMP },
  ],
  [
    'PRIVMSG',
    line('PRIVMSG', { messageid: 5, timestamp: STAMP, nick: 'SubSally', data: 'psst' }),
    { kind: 'whisper', messageId: 5, nick: 'SubSally', text: 'psst', atMs: STAMP },
  ],
  [
    'PRIVMSG with its id as text',
    line('PRIVMSG', { messageid: '5', timestamp: STAMP, nick: 'SubSally', data: 'psst' }),
    { kind: 'whisper', messageId: 5, nick: 'SubSally', text: 'psst', atMs: STAMP },
  ],
  ['PRIVMSGSENT', 'PRIVMSGSENT ""', { kind: 'whisper-sent' }],
  [
    'MUTE with a duration',
    line('MUTE', { ...wireSally, timestamp: STAMP, data: 'OldTimer', duration: 60 }),
    { kind: 'mute', nick: 'OldTimer', by: sally, atMs: STAMP, seconds: 60 },
  ],
  [
    'MUTE of 2017, ten minutes unsaid',
    line('MUTE', { ...wireOld, timestamp: STAMP, data: 'SubSally' }),
    { kind: 'mute', nick: 'SubSally', by: old, atMs: STAMP, seconds: 600 },
  ],
  [
    'UNMUTE',
    line('UNMUTE', { ...wireSally, timestamp: STAMP, data: 'OldTimer' }),
    { kind: 'unmute', nick: 'OldTimer', by: sally, atMs: STAMP },
  ],
  [
    'BAN',
    line('BAN', { ...wireSally, timestamp: STAMP, data: 'OldTimer' }),
    { kind: 'ban', nick: 'OldTimer', by: sally, atMs: STAMP },
  ],
  [
    'UNBAN without its moderator',
    line('UNBAN', { timestamp: STAMP, data: 'OldTimer' }),
    { kind: 'unban', nick: 'OldTimer', by: undefined, atMs: STAMP },
  ],
  [
    'SUBONLY on connecting',
    line('SUBONLY', { data: 'on', tier: 2 }),
    { kind: 'sub-only', on: true, by: undefined, tier: 2, atMs: 0 },
  ],
  [
    'SUBONLY by somebody',
    line('SUBONLY', { nick: 'Mod', data: 'off', timestamp: STAMP }),
    { kind: 'sub-only', on: false, by: 'Mod', tier: undefined, atMs: STAMP },
  ],
  [
    'BROADCAST of today',
    line('BROADCAST', { data: 'live soon', user: wireSally, uuid: 'u-2', timestamp: STAMP }),
    { kind: 'broadcast', text: 'live soon', user: sally, uuid: 'u-2', atMs: STAMP },
  ],
  [
    'BROADCAST of the system',
    line('BROADCAST', { data: 'hello', user: { id: -1, nick: 'System' }, uuid: 'u-3', timestamp: STAMP }),
    { kind: 'broadcast', text: 'hello', user: undefined, uuid: 'u-3', atMs: STAMP },
  ],
  [
    'BROADCAST of 2022',
    line('BROADCAST', { timestamp: STAMP, data: 'hello' }),
    { kind: 'broadcast', text: 'hello', user: undefined, uuid: '', atMs: STAMP },
  ],
  [
    'PIN',
    line('PIN', { ...wireSally, data: 'read this', uuid: 'u-4', timestamp: STAMP }),
    { kind: 'pin', text: 'read this', user: sally, uuid: 'u-4', atMs: STAMP },
  ],
  [
    'PIN taken away',
    line('PIN', { data: '', uuid: 'u-4', timestamp: STAMP }),
    { kind: 'pin', text: '', user: undefined, uuid: 'u-4', atMs: STAMP },
  ],
  ['POLLSTART', line('POLLSTART', wirePoll), { kind: 'poll-start', poll }],
  [
    'POLLSTART on which we voted',
    line('POLLSTART', { ...wirePoll, myvote: 2 }),
    { kind: 'poll-start', poll: { ...poll, myVote: 2 } },
  ],
  [
    'POLLSTART of the mock, where -1 is no vote and totals are short',
    line('POLLSTART', { ...wirePoll, myvote: -1, totals: [3] }),
    {
      kind: 'poll-start',
      poll: {
        ...poll,
        options: [
          { text: 'yes', votes: 3 },
          { text: 'no', votes: 0 },
        ],
      },
    },
  ],
  ['POLLSTOP with the poll', line('POLLSTOP', wirePoll), { kind: 'poll-stop', poll }],
  ['POLLSTOP alone', 'POLLSTOP null', { kind: 'poll-stop', poll: undefined }],
  [
    'VOTECAST of today',
    line('VOTECAST', { vote: '1', quantity: 4 }),
    { kind: 'vote-cast', vote: 1, votes: 4, nick: undefined },
  ],
  [
    'VOTECAST before October 2025',
    line('VOTECAST', { nick: 'SubSally', vote: '2' }),
    { kind: 'vote-cast', vote: 2, votes: 1, nick: 'SubSally' },
  ],
  ['VOTECOUNTED', line('VOTECOUNTED', { vote: '2' }), { kind: 'vote-counted', vote: 2 }],
  [
    'SUBSCRIPTION',
    line('SUBSCRIPTION', { ...wireBought, streak: 7 }),
    { kind: 'subscription', ...bought, streak: 7 },
  ],
  [
    'SUBSCRIPTION without words or streak',
    line('SUBSCRIPTION', { ...wireBought, data: '' }),
    { kind: 'subscription', ...bought, text: '', streak: undefined },
  ],
  [
    'GIFTSUB',
    line('GIFTSUB', { ...wireBought, recipient: wireOld, fromMassGift: true }),
    { kind: 'gift-sub', ...bought, recipient: old, fromMassGift: true },
  ],
  [
    'MASSGIFT',
    line('MASSGIFT', { ...wireBought, quantity: 20 }),
    { kind: 'mass-gift', ...bought, quantity: 20 },
  ],
  [
    'DONATION',
    line('DONATION', { ...wireCard, user: wireSally, amount: 500, data: 'gg' }),
    { kind: 'donation', ...card, user: sally, cents: 500, text: 'gg' },
  ],
  [
    'XPOST',
    line('XPOST', { ...wireCard, handle: 'somebody', text: 'new video', url: 'https://x.com/somebody/1' }),
    { kind: 'x-post', ...card, handle: 'somebody', text: 'new video', url: 'https://x.com/somebody/1' },
  ],
  ...(['LEAD', 'HOURLY', 'RESET'] as const).map(
    (what) =>
      [
        `VESTABOARD_${what}`,
        line(`VESTABOARD_${what}`, {
          ...wireCard,
          submitter: what === 'RESET' ? undefined : what === 'LEAD' ? 'SubSally' : wireSally,
          total: 2000,
          designId: 12,
          characters: [[0]],
        }),
        {
          kind: 'vestaboard',
          what: what.toLowerCase(),
          ...card,
          by: what === 'RESET' ? undefined : 'SubSally',
          cents: 2000,
          designId: '12',
        },
      ] as const,
  ),
  ['PAIDEVENTS', line('PAIDEVENTS', ['DONATION {}', null]), { kind: 'paid-events', lines: ['DONATION {}'] }],
  [
    'DEATH',
    line('DEATH', { ...wireSally, data: 'fell', timestamp: STAMP, duration: 600 }),
    { kind: 'death', user: sally, text: 'fell', atMs: STAMP, seconds: 600 },
  ],
  [
    'ADDPHRASE',
    line('ADDPHRASE', { data: 'spam', timestamp: STAMP }),
    { kind: 'phrase-add', phrase: 'spam', atMs: STAMP },
  ],
  [
    'REMOVEPHRASE',
    line('REMOVEPHRASE', { data: 'spam', timestamp: STAMP }),
    { kind: 'phrase-remove', phrase: 'spam', atMs: STAMP },
  ],
  ['RELOAD', 'RELOAD null', { kind: 'reload' }],
  ['RELOAD without a payload', 'RELOAD', { kind: 'reload' }],
  [
    'REFRESH of 2022',
    line('REFRESH', { ...wireOld, timestamp: STAMP }),
    { kind: 'refresh', user: old, atMs: STAMP },
  ],
  ['PING', 'PING {"data":  1}', { kind: 'ping', payload: '{"data":  1}' }],
  ['PING without payload', 'PING', { kind: 'ping', payload: '' }],
  ['PONG', line('PONG', 'eyJkYXRhIjoxfQ=='), { kind: 'pong' }],
  ['ERR of today', line('ERR', { description: 'throttled' }), { kind: 'error', description: 'throttled' }],
  ['ERR as a bare string', 'ERR "throttled"', { kind: 'error', description: 'throttled' }],
  [
    'ERR muted',
    line('ERR', { description: 'muted', muteTimeLeft: 599 }),
    { kind: 'error', description: 'muted', muteSeconds: 599 },
  ],
  [
    'ERR submode',
    line('ERR', { description: 'submode', tier: 2 }),
    { kind: 'error', description: 'submode', tier: 2 },
  ],
  [
    'ERR bannedphrase',
    line('ERR', { description: 'bannedphrase', filtered: 'spam' }),
    { kind: 'error', description: 'bannedphrase', phrase: 'spam' },
  ],
  ['ERR without description', 'ERR {}', { kind: 'error', description: 'unknown' }],
  [
    'a type newer than we are',
    'BRANDNEW {"a":  1}',
    { kind: 'unknown', type: 'BRANDNEW', payload: '{"a":  1}' },
  ],
];
