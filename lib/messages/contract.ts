import * as z from 'zod/mini';
import type { CharacterId, ItemKey, MembershipId } from '../base/ids';
import type { Emote } from '../chat/looks';
import type { Goal } from '../inventory/goals';
import type { Place } from '../inventory/picture';
import type { CardModel, ItemRoll } from '../items/card-model';
import type { NameIndex } from '../items/item-definition';
import { Backup } from './backup';
import type { CardSettings } from './card-settings';
import type { OwnedAnswer, SendAnswer, SendReport } from './chat-cards';
import { type Health, PARTS } from './diagnostics';
import type { JobId, JobLabel } from './jobs';
import { loadoutSchema as loadout } from './loadout-schema';
import { instanceIdSchema, noteSchema, tagSchema } from './mark-schema';
import { SettingsChange } from './settings-schema';
import { WELCOME_STEPS } from './views';

/** Who may send a message; `platform/letterbox` decides which of them a sender is. */
export type Audience = 'page' | 'chat' | 'offscreen' | 'background';

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));
const digits = z.string().check(z.regex(/^\d{1,20}$/));
const characterId = z.pipe(
  digits,
  z.transform((id) => id as CharacterId),
);
const membershipId = z.pipe(
  digits,
  z.transform((id) => id as MembershipId),
);
const itemKey = z.pipe(
  z.string().check(z.regex(/^[\w:]{1,80}$/)),
  z.transform((key) => key as ItemKey),
);
const whole = z.number().check(z.int(), z.gte(0));
const place: z.ZodMiniType<Place> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('vault') }),
  z.object({ kind: z.literal('account') }),
  z.object({ kind: z.literal('character'), characterId }),
  z.object({ kind: z.literal('postmaster'), characterId }),
]);
const amount = z.number().check(z.int(), z.gte(1), z.lte(1_000_000));
const loadoutIndex = z.number().check(z.int(), z.gte(0), z.lte(50));
const goal: z.ZodMiniType<Goal> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('move'),
    item: itemKey,
    to: place,
    equip: z.boolean(),
    amount: z.optional(amount),
  }),
  z.object({ kind: z.literal('lock'), item: itemKey, locked: z.boolean() }),
  z.object({
    kind: z.literal('wear'),
    items: z.array(itemKey).check(z.minLength(1), z.maxLength(30)),
    characterId,
  }),
  z.object({ kind: z.literal('in-game-loadout'), characterId, index: loadoutIndex }),
]);
const jobLabel: z.ZodMiniType<JobLabel> = z.object({
  kind: z.enum(['move', 'equip', 'lock', 'unlock', 'clear', 'postmaster', 'several', 'loadout', 'undo']),
  name: z.string().check(z.maxLength(120)),
});
const jobId = z.pipe(
  z.string().check(z.regex(/^[\w-]{1,60}$/)),
  z.transform((id) => id as JobId),
);
/** What somebody typed; whether it makes sense is said in words by whoever takes it. */
const typed = z.string().check(z.maxLength(300));
/** Made by `sealer` of lib/app/owned-card, or the name of a place. */
const handle = z.string().check(z.regex(/^[a-z0-9]{1,40}$/));
/** One SQLite file, or a file for each table. */
const definitionPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sqlite'), path: text(300) }),
  z.object({ kind: z.literal('json'), tables: z.record(text(80), text(300)) }),
]);
const nothing = z.object({});
const nick = z.string().check(z.regex(/^\w{3,20}$/));
/** Drawn by the page that asks; one number, one whisper. */
const replyId = z.number().check(z.int(), z.gte(1), z.lte(Number.MAX_SAFE_INTEGER));
const said = z.union([
  z.object({ id: replyId, how: z.enum(['sent', 'unsure', 'not-open']) }),
  z.object({
    id: replyId,
    how: z.literal('refused'),
    error: z.object({
      description: z.string().check(z.maxLength(60)),
      muteSeconds: z.exactOptional(z.number()),
      tier: z.exactOptional(z.number()),
      phrase: z.exactOptional(z.string().check(z.maxLength(1_000))),
    }),
  }),
]);

/** A message's answer type, carried along without a run-time value: answers are built by us. */
const answers = <T>(): { readonly answer?: T } => ({});

/**
 * Every request between our own contexts: who may send it, what it asks, what it answers (always in an Outcome).
 * One context serves each: the background all of them, except those whose audience is `background`, which the
 * offscreen document serves.
 */
export const contract = {
  'session.signIn': { from: ['page'], asks: z.object({ chooseAccount: z.boolean() }), ...answers<null>() },
  'session.signOut': { from: ['page'], asks: nothing, ...answers<null>() },
  'session.choose': { from: ['page'], asks: z.object({ membershipId }), ...answers<null>() },
  /** Stores the reader's own app keys in place of the build's. They go in and never come out. */
  'keys.use': {
    from: ['page'],
    asks: z.object({ apiKey: typed, clientId: typed, clientSecret: typed }),
    ...answers<null>(),
  },
  'keys.forget': { from: ['page'], asks: nothing, ...answers<null>() },
  /** Asks Bungie whether it knows the API key in use. */
  'keys.test': { from: ['page'], asks: nothing, ...answers<null>() },
  'profile.refresh': { from: ['page'], asks: nothing, ...answers<{ mintedAtMs: number }>() },
  /** Journals a wish and answers at once; `moves.work` carries it out. */
  'moves.ask': {
    from: ['page'],
    asks: z.object({ goals: z.array(goal).check(z.minLength(1), z.maxLength(1_500)), label: jobLabel }),
    ...answers<{ jobId: JobId }>(),
  },
  /** Answers when nothing is left to do. Asked again after `no-reply`, it wakes a background that died at work. */
  'moves.work': { from: ['page'], asks: nothing, ...answers<null>() },
  'moves.cancel': { from: ['page'], asks: z.object({ jobId }), ...answers<null>() },
  /** Takes up a stopped job again. */
  'moves.goOn': { from: ['page'], asks: z.object({ jobId }), ...answers<null>() },
  /** Brings back what a job moved; also "put back" for a stopped one. */
  'moves.undo': { from: ['page'], asks: z.object({ jobId }), ...answers<{ jobId: JobId }>() },
  /** The player has read how it ended. */
  'moves.dismiss': { from: ['page'], asks: z.object({ jobId }), ...answers<null>() },
  /** Puts an item on as soon as the game allows it, for half an hour. */
  'moves.later': { from: ['page'], asks: z.object({ item: itemKey, characterId }), ...answers<null>() },
  'moves.forgetLater': { from: ['page'], asks: z.object({ item: itemKey }), ...answers<null>() },
  'settings.change': { from: ['page'], asks: SettingsChange, ...answers<null>() },
  'loadout.save': { from: ['page'], asks: z.object({ loadout }), ...answers<null>() },
  'loadout.drop': { from: ['page'], asks: z.object({ id: text(60) }), ...answers<null>() },
  /** Tags one item, or writes a note on it; what is left out stays, null and an empty text take away. */
  'marks.set': {
    from: ['page'],
    asks: z.object({
      instanceId: instanceIdSchema,
      tag: z.exactOptional(z.nullable(tagSchema)),
      note: z.exactOptional(noteSchema),
    }),
    ...answers<null>(),
  },
  /** Takes a read and previewed file in; nothing is removed by it. */
  'backup.bring': { from: ['page'], asks: z.object({ backup: Backup }), ...answers<null>() },
  'health.look': { from: ['page'], asks: nothing, ...answers<Health>() },
  /** Where the reader is on the welcome page. */
  'welcome.at': { from: ['page'], asks: z.object({ step: z.enum(WELCOME_STEPS) }), ...answers<null>() },
  /** A part of a page broke and says so, by its name alone. */
  'trouble.note': { from: ['page'], asks: z.object({ part: z.enum(PARTS) }), ...answers<null>() },
  'item.card': {
    from: ['page', 'chat'],
    asks: z.union([z.object({ name: text(120) }), z.object({ hash: whole })]),
    ...answers<CardModel>(),
  },
  /** What the reader owns of an item: words and handles, for the closed layer. */
  'item.own': {
    from: ['page', 'chat'],
    asks: z.object({ hash: whole, perks: z.array(text(60)).check(z.maxLength(8)) }),
    ...answers<OwnedAnswer>(),
  },
  /** Sends one owned copy to a character or the vault, on a press of the reader's. */
  'item.send': {
    from: ['page', 'chat'],
    asks: z.object({ hash: whole, copy: handle, to: handle }),
    ...answers<SendAnswer>(),
  },
  /** How far that is; only of what a card sent. */
  'item.sent': { from: ['page', 'chat'], asks: z.object({ job: jobId }), ...answers<SendReport>() },
  'item.back': { from: ['page', 'chat'], asks: z.object({ job: jobId }), ...answers<SendAnswer>() },
  /** The reader says that a word is no item in chat, or takes that back. */
  'item.wrong': {
    from: ['page', 'chat'],
    asks: z.object({ said: text(120), wrong: z.boolean() }),
    ...answers<null>(),
  },
  /** Puts a text into the chat box of an open chat page; nothing is sent. */
  'share.put': { from: ['page'], asks: z.object({ text: text(300) }), ...answers<{ done: boolean }>() },
  'cards.settings': { from: ['chat'], asks: nothing, ...answers<CardSettings>() },
  /** What one held item has in its sockets now; asks Bungie each time. */
  'item.roll': { from: ['page'], asks: z.object({ item: itemKey }), ...answers<ItemRoll>() },
  'names.index': {
    from: ['page', 'chat'],
    asks: z.object({ have: z.optional(z.string().check(z.maxLength(300))) }),
    ...answers<{ unchanged: true } | { unchanged: false; index: NameIndex }>(),
  },
  'manifest.refresh': { from: ['page'], asks: z.object({ rebuild: z.boolean() }), ...answers<null>() },
  'chat.connect': { from: ['page'], asks: nothing, ...answers<null>() },
  /** Stores a login key, or forgets it when empty. It goes in and never comes out. */
  'chat.useKey': {
    from: ['page'],
    asks: z.object({ key: z.string().check(z.maxLength(100)) }),
    ...answers<null>(),
  },
  /** Fetches a thread the reader opened; that marks it read on the site. */
  'whispers.open': { from: ['page'], asks: z.object({ nick }), ...answers<null>() },
  /** A page came into focus, or a chat page opened a conversation: what was read elsewhere is learnt. */
  'whispers.refresh': { from: ['page', 'chat'], asks: nothing, ...answers<null>() },
  /** Learns the emotes of the chat and the colours of these people, where they are not known yet. */
  'whispers.looks': {
    from: ['page'],
    asks: z.object({ nicks: z.array(nick).check(z.maxLength(50)) }),
    ...answers<null>(),
  },
  'whispers.forget': { from: ['page'], asks: nothing, ...answers<null>() },
  /**
   * Sends a whisper and answers when its end is known. Asked again with the same number it tells the end and sends
   * nothing. A chat page may answer people who whispered, and nobody else.
   */
  'whispers.reply': {
    from: ['page', 'chat'],
    asks: z.object({ id: replyId, nick, text: z.string().check(z.maxLength(4_000)) }),
    ...answers<null>(),
  },
  /** Forgets one of ours that did not go out. */
  'whispers.drop': { from: ['page', 'chat'], asks: z.object({ id: replyId }), ...answers<null>() },
  'socket.event': {
    from: ['offscreen'],
    asks: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('state'),
        state: z.enum(['connecting', 'open', 'waiting', 'stopped']),
        /** Why: `banned`, `toomanyconnections`, `unreachable`, a close code as text, or empty. */
        reason: z.string().check(z.maxLength(80)),
        /** Handshakes in a row that failed before `ME` or `NAMES` came. */
        failures: whole,
        /** Milliseconds until the next attempt; absent when none is due. */
        retryInMs: z.exactOptional(whole),
      }),
      z.object({ kind: z.literal('line'), line: z.string().check(z.maxLength(70_000)) }),
      z.object({ kind: z.literal('said'), said }),
    ]),
    ...answers<null>(),
  },
  'import.event': {
    from: ['offscreen'],
    asks: z.object({
      job: text(80),
      phase: z.enum(['downloading', 'reading', 'writing']),
      done: z.number().check(z.gte(0)),
      total: z.number().check(z.gte(0)),
    }),
    ...answers<null>(),
  },
  'socket.want': {
    from: ['background'],
    asks: z.object({
      open: z.boolean(),
      /** Public lines that are reported too, as mentions of the reader. */
      highlights: z.optional(
        z.object({
          nick: z.optional(text(20)),
          words: z.array(z.string()).check(z.maxLength(2_000)),
          nicks: z.array(z.string()).check(z.maxLength(2_000)),
        }),
      ),
    }),
    ...answers<null>(),
  },
  'socket.say': {
    from: ['background'],
    asks: z.object({ id: replyId, nick, text: text(4_000) }),
    ...answers<null>(),
  },
  'import.run': {
    from: ['background'],
    asks: z.object({
      job: text(80),
      path: text(300),
      language: text(10),
      from: definitionPlace,
      english: z.optional(definitionPlace),
      bust: z.optional(text(80)),
    }),
    ...answers<ImportReport>(),
  },
} as const satisfies Record<string, Letter>;

/** What an import wrote into its new generation; the pointer has not moved yet. */
export interface ImportReport {
  generation: string;
  items: number;
  names: number;
  /** Bytes read, unpacked. */
  bytes: number;
  /** Pages that had to be written; the others are those of the generation before. */
  pages: number;
  /** Named items that are new, differ or are no more; undefined when there was nothing to compare with. */
  changes: { added: number; changed: number; gone: number } | undefined;
}

export interface Letter {
  from: readonly Audience[];
  asks: z.ZodMiniType;
}

export type MessageName = keyof typeof contract;
export type Asked<N extends MessageName> = z.output<(typeof contract)[N]['asks']>;
export type Asks<N extends MessageName> = z.input<(typeof contract)[N]['asks']>;
export type Answered<N extends MessageName> =
  Exclude<(typeof contract)[N]['answer'], undefined> extends never
    ? null
    : Exclude<(typeof contract)[N]['answer'], undefined>;

/** Asks a chat page how it stands to whispers of that nick; answered by `PageFacts`. */
export interface WhisperLook {
  type: 'whisper.look';
  nick: string;
}

/** What the background pushes to chat pages; answered by `{ shown, visible }`. */
export interface WhisperPush {
  type: 'whisper.show';
  messageId: number;
  nick: string;
  text: string;
  atMs: number;
  /** `#rrggbb`, where the sender's flairs have one. */
  colour?: string | undefined;
  /** Those that stand in the text. */
  emotes: Emote[];
}

export interface WhisperPushAnswer {
  /** The page is open to the reader's eyes right now. */
  visible: boolean;
  /** The notice is on screen, or the page itself already shows this whisper. */
  shown: boolean;
}
