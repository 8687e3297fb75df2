import * as z from 'zod/mini';

/*
 * One reader for each event of the chat server: the payload as it crosses the wire in, our shape out, undefined when it
 * lacks what makes it that event. Only the essential is demanded; everything else may be missing, of another type or
 * newer than we are (dgg-chat.md 3, 4). Times are milliseconds since 1970, 0 when the server told none that can be.
 */

/** Longer than any text the server lets through (512 code points), short enough to keep. */
const LONGEST_TEXT = 2_000;
const LONGEST_WORD = 200;
/** More lines, users' flairs or poll options than the server ever sends. */
const MOST_LINES = 1_000;
const MOST_WORDS = 60;
/** Server's own default for a MUTE without duration (dgg-chat.md 7). */
const DEFAULT_MUTE_SECONDS = 600;

/** Missing, or of another type: undefined. */
const soft = <S extends z.ZodMiniType>(schema: S) => z.catch(z.optional(schema), undefined);
const cut = (most: number) =>
  z.pipe(
    z.string(),
    z.transform((text) => text.slice(0, most)),
  );

const nick = z.string().check(z.regex(/^\w{3,20}$/));
const word = cut(LONGEST_WORD);
const text = cut(LONGEST_TEXT);
const textOrNone = z.catch(text, '');
const when = z.catch(z.number().check(z.positive(), z.lt(8.64e15)), 0);
const count = z.catch(z.number().check(z.nonnegative(), z.lte(Number.MAX_SAFE_INTEGER)), 0);
/** A list of which odd members are left out. */
const listOf = <S extends z.ZodMiniType>(member: S, most: number) =>
  z.pipe(
    z.catch(z.array(soft(member)), []),
    z.transform((members) =>
      members.filter((one): one is NonNullable<typeof one> => one !== undefined).slice(0, most),
    ),
  );
const words = listOf(word, MOST_WORDS);
/** `RFC 3339` or nothing. */
const date = z.pipe(
  z.catch(z.string(), ''),
  z.transform((said) => {
    const ms = Date.parse(said);
    return Number.isNaN(ms) ? undefined : ms;
  }),
);

const user = z.pipe(
  z.object({
    id: soft(z.number()),
    nick,
    roles: words,
    features: words,
    createdDate: date,
    watching: z.catch(z.nullable(z.object({ platform: word, id: word })), null),
  }),
  z.transform(({ createdDate, ...rest }) => ({ ...rest, createdAtMs: createdDate })),
);

/** Somebody of the chat. `id` and `createdAtMs` are missing in data before 2023; `watching` is what he has embedded. */
export type ChatUser = z.output<typeof user>;

/** The user whose fields lie at the top of an event, beside its own. */
const top = (payload: unknown): ChatUser | undefined => user.safeParse(payload).data;

/** A reader from a schema of the essential and a maker of our shape. */
function reader<S extends z.ZodMiniType, E>(
  schema: S,
  make: (wire: z.output<S>, payload: unknown) => E | undefined,
): (payload: unknown) => E | undefined {
  return (payload) => {
    const read = schema.safeParse(payload);
    return read.success ? make(read.data, payload) : undefined;
  };
}

/** Events that are a user and a time. */
const userEvent = <K extends string>(kind: K) =>
  reader(z.object({ timestamp: when }), ({ timestamp }, payload) => {
    const who = top(payload);
    return who === undefined ? undefined : { kind, user: who, atMs: timestamp };
  });

/** Events of a moderator upon a nick; older ones come without the moderator. */
const moderation = <K extends string>(kind: K) =>
  reader(z.object({ data: nick, timestamp: when }), (wire, payload) => ({
    kind,
    nick: wire.data,
    by: top(payload),
    atMs: wire.timestamp,
  }));

const phrase = <K extends string>(kind: K) =>
  reader(z.object({ data: text, timestamp: when }), (wire) => ({
    kind,
    phrase: wire.data,
    atMs: wire.timestamp,
  }));

/** What every card of the event bar has. */
const card = { timestamp: when, expirationTimestamp: when, uuid: z.catch(word, '') };
const cardOf = (wire: z.output<z.ZodMiniObject<typeof card>>) => ({
  atMs: wire.timestamp,
  expiresAtMs: wire.expirationTimestamp,
  uuid: wire.uuid,
});

const bought = {
  ...card,
  user: soft(user),
  tier: z.catch(z.number(), 1),
  tierLabel: z.catch(word, ''),
  amount: count,
  data: textOrNone,
};
/** `cents` is what was paid. Without `user` the fields of the buyer lie at the top. */
const boughtOf = (wire: z.output<z.ZodMiniObject<typeof bought>>, payload: unknown) => ({
  ...cardOf(wire),
  user: wire.user ?? top(payload),
  tier: wire.tier,
  tierLabel: wire.tierLabel,
  cents: wire.amount,
  text: wire.data,
});

const vestaboard = <W extends string>(what: W) =>
  reader(
    z.object({ ...card, submitter: soft(z.union([user, word])), total: count, designId: soft(z.unknown()) }),
    (wire) => ({
      kind: 'vestaboard' as const,
      what,
      ...cardOf(wire),
      by: typeof wire.submitter === 'object' ? wire.submitter.nick : wire.submitter,
      cents: wire.total,
      designId: wire.designId === undefined ? '' : String(wire.designId).slice(0, LONGEST_WORD),
    }),
  );

const voteNumber = z.pipe(
  z.union([z.string().check(z.regex(/^\d{1,3}$/)), z.number().check(z.gte(0), z.lte(999))]),
  z.transform(Number),
);

const poll = z.pipe(
  z.object({
    nick: soft(nick),
    canvote: z.catch(z.boolean(), false),
    myvote: z.catch(z.number(), 0),
    weighted: z.catch(z.boolean(), false),
    start: date,
    now: date,
    time: count,
    question: text,
    options: words,
    totals: listOf(z.number(), MOST_WORDS),
    totalvotes: count,
  }),
  z.transform((wire) => ({
    by: wire.nick,
    question: wire.question,
    // As many totals as options: one that is missing counts as none.
    options: wire.options.map((option, at) => ({ text: option, votes: wire.totals[at] ?? 0 })),
    votes: wire.totalvotes,
    canVote: wire.canvote,
    weighted: wire.weighted,
    /** 1 for the first option; undefined for none, which the wire says as 0 or -1. */
    myVote: wire.myvote >= 1 ? wire.myvote : undefined,
    startedAtMs: wire.start ?? 0,
    /** The server's clock, to count down by. */
    serverNowMs: wire.now ?? 0,
    lastsMs: wire.time,
  })),
);

export type ChatPoll = z.output<typeof poll>;

const lines = <K extends string>(kind: K) =>
  reader(z.array(z.unknown()), (list) => ({
    kind,
    /** Complete lines, oldest first. */
    lines: list.filter((line) => typeof line === 'string').slice(-MOST_LINES),
  }));

const anything = z.unknown();
const anyObject = z.record(z.string(), z.unknown());

const messageId = z.pipe(
  // As text it may arrive from older servers.
  z.union([z.string().check(z.regex(/^\d{1,15}$/)), z.number().check(z.int(), z.nonnegative())]),
  z.transform(Number),
);

const errorFields = z.object({
  description: z.catch(cut(60), 'unknown'),
  muteTimeLeft: soft(z.number().check(z.nonnegative())),
  tier: soft(z.number()),
  filtered: soft(word),
});

/** By the name on the wire. */
export const READERS = {
  ME: reader(anything, (payload) => {
    // `null` is a guest.
    if (payload === null) return { kind: 'me' as const, user: undefined };
    const me = top(payload);
    return me === undefined ? undefined : { kind: 'me' as const, user: me };
  }),
  NAMES: reader(
    z.object({ connectioncount: count, users: listOf(user, Number.POSITIVE_INFINITY) }),
    (wire) => ({ kind: 'names' as const, connections: wire.connectioncount, users: wire.users }),
  ),
  HISTORY: lines('history'),
  PAIDEVENTS: lines('paid-events'),
  JOIN: userEvent('join'),
  QUIT: userEvent('quit'),
  UPDATEUSER: userEvent('user-update'),
  /** Of 2022: the server hangs up after it. */
  REFRESH: userEvent('refresh'),
  RELOAD: () => ({ kind: 'reload' as const }),
  MSG: reader(z.object({ data: text, timestamp: when }), (wire, payload) => {
    const who = top(payload);
    return who === undefined
      ? undefined
      : { kind: 'message' as const, user: who, text: wire.data, atMs: wire.timestamp };
  }),
  PRIVMSG: reader(z.object({ messageid: messageId, nick, data: text, timestamp: when }), (wire) => {
    if (wire.data.trim() === '') return undefined;
    return {
      kind: 'whisper' as const,
      messageId: wire.messageid,
      nick: wire.nick,
      text: wire.data,
      atMs: wire.timestamp,
    };
  }),
  PRIVMSGSENT: () => ({ kind: 'whisper-sent' as const }),
  MUTE: reader(
    z.object({ data: nick, timestamp: when, duration: z.catch(z.number(), DEFAULT_MUTE_SECONDS) }),
    (wire, payload) => ({
      kind: 'mute' as const,
      nick: wire.data,
      by: top(payload),
      atMs: wire.timestamp,
      seconds: wire.duration,
    }),
  ),
  UNMUTE: moderation('unmute'),
  BAN: moderation('ban'),
  UNBAN: moderation('unban'),
  SUBONLY: reader(
    z.object({ data: z.enum(['on', 'off']), nick: soft(nick), tier: soft(z.number()), timestamp: when }),
    (wire) => ({
      kind: 'sub-only' as const,
      on: wire.data === 'on',
      by: wire.nick,
      tier: wire.tier,
      atMs: wire.timestamp,
    }),
  ),
  BROADCAST: reader(
    z.object({ data: text, timestamp: when, user: soft(user), uuid: z.catch(word, '') }),
    (wire) => ({
      kind: 'broadcast' as const,
      text: wire.data,
      // Nobody, or the one with the id -1, is the system.
      user: wire.user?.id === -1 ? undefined : wire.user,
      uuid: wire.uuid,
      atMs: wire.timestamp,
    }),
  ),
  PIN: reader(z.object({ data: textOrNone, uuid: z.catch(word, ''), timestamp: when }), (wire, payload) => ({
    kind: 'pin' as const,
    /** Empty when the pin was taken away. */
    text: wire.data,
    user: top(payload),
    uuid: wire.uuid,
    atMs: wire.timestamp,
  })),
  POLLSTART: reader(poll, (started) => ({ kind: 'poll-start' as const, poll: started })),
  POLLSTOP: reader(anything, (payload) => ({
    kind: 'poll-stop' as const,
    /** The last counts, where the server repeats them. */
    poll: poll.safeParse(payload).data,
  })),
  VOTECAST: reader(
    z.object({ vote: voteNumber, quantity: z.catch(z.number().check(z.positive()), 1), nick: soft(nick) }),
    (wire) => ({ kind: 'vote-cast' as const, vote: wire.vote, votes: wire.quantity, nick: wire.nick }),
  ),
  VOTECOUNTED: reader(z.object({ vote: voteNumber }), ({ vote }) => ({
    kind: 'vote-counted' as const,
    vote,
  })),
  SUBSCRIPTION: reader(z.object({ ...bought, streak: soft(z.number()) }), (wire, payload) => ({
    kind: 'subscription' as const,
    ...boughtOf(wire, payload),
    /** Months in a row. */
    streak: wire.streak,
  })),
  GIFTSUB: reader(
    z.object({ ...bought, recipient: soft(user), fromMassGift: z.catch(z.boolean(), false) }),
    (wire, payload) => ({
      kind: 'gift-sub' as const,
      ...boughtOf(wire, payload),
      recipient: wire.recipient,
      fromMassGift: wire.fromMassGift,
    }),
  ),
  MASSGIFT: reader(z.object({ ...bought, quantity: z.catch(z.number(), 1) }), (wire, payload) => ({
    kind: 'mass-gift' as const,
    ...boughtOf(wire, payload),
    quantity: wire.quantity,
  })),
  DONATION: reader(
    z.object({ ...card, user: soft(user), amount: count, data: textOrNone }),
    (wire, payload) => ({
      kind: 'donation' as const,
      ...cardOf(wire),
      user: wire.user ?? top(payload),
      cents: wire.amount,
      text: wire.data,
    }),
  ),
  XPOST: reader(z.object({ ...card, handle: z.catch(word, ''), text, url: textOrNone }), (wire) => ({
    kind: 'x-post' as const,
    ...cardOf(wire),
    handle: wire.handle,
    text: wire.text,
    /** As it came, unchecked: never opened, only shown. */
    url: wire.url,
  })),
  VESTABOARD_LEAD: vestaboard('lead'),
  VESTABOARD_HOURLY: vestaboard('hourly'),
  VESTABOARD_RESET: vestaboard('reset'),
  DEATH: reader(
    z.object({ data: textOrNone, timestamp: when, duration: z.catch(z.number(), DEFAULT_MUTE_SECONDS) }),
    (wire, payload) => {
      const who = top(payload);
      if (who === undefined) return undefined;
      return {
        kind: 'death' as const,
        user: who,
        text: wire.data,
        atMs: wire.timestamp,
        seconds: wire.duration,
      };
    },
  ),
  ADDPHRASE: phrase('phrase-add'),
  REMOVEPHRASE: phrase('phrase-remove'),
  PONG: () => ({ kind: 'pong' as const }),
  ERR: reader(z.union([cut(60), anyObject]), (wire) => {
    // Older servers sent the bare description.
    if (typeof wire === 'string') return { kind: 'error' as const, description: wire };
    const { description, muteTimeLeft, tier, filtered } = errorFields.parse(wire);
    return {
      kind: 'error' as const,
      description,
      ...(muteTimeLeft === undefined ? {} : { muteSeconds: muteTimeLeft }),
      ...(tier === undefined ? {} : { tier }),
      ...(filtered === undefined ? {} : { phrase: filtered }),
    };
  }),
} as const;

export type WireType = keyof typeof READERS;
