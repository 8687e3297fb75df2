import * as z from 'zod/mini';
import type { CharacterId, ItemKey, MembershipId } from '../base/ids';
import type { Place } from '../inventory/picture';
import type { CardModel } from '../items/card-model';
import type { NameIndex } from '../items/item-definition';

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
const nothing = z.object({});

/** Where a moved item ended up. */
export interface MoveReport {
  itemName: string;
  place: Place;
  equipped: boolean;
  /** False when it was already there and nothing was sent. */
  moved: boolean;
}

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
  'profile.refresh': { from: ['page'], asks: nothing, ...answers<{ mintedAtMs: number }>() },
  'item.move': {
    from: ['page'],
    asks: z.object({ item: itemKey, to: place, equip: z.boolean() }),
    ...answers<MoveReport>(),
  },
  'item.lock': {
    from: ['page'],
    asks: z.object({ item: itemKey, locked: z.boolean() }),
    ...answers<null>(),
  },
  'item.card': {
    from: ['page', 'chat'],
    asks: z.union([z.object({ name: text(120) }), z.object({ hash: whole })]),
    ...answers<CardModel>(),
  },
  'names.index': {
    from: ['chat'],
    asks: z.object({ have: z.optional(z.string().check(z.maxLength(300))) }),
    ...answers<{ unchanged: true } | { unchanged: false; index: NameIndex }>(),
  },
  'manifest.refresh': { from: ['page'], asks: z.object({ rebuild: z.boolean() }), ...answers<null>() },
  'chat.connect': { from: ['page'], asks: nothing, ...answers<null>() },
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
      }),
      z.object({ kind: z.literal('line'), line: z.string().check(z.maxLength(70_000)) }),
    ]),
    ...answers<null>(),
  },
  'import.event': {
    from: ['offscreen'],
    asks: z.object({
      job: text(80),
      phase: z.enum(['downloading', 'unpacking', 'reading', 'writing']),
      done: z.number().check(z.gte(0)),
      total: z.number().check(z.gte(0)),
    }),
    ...answers<null>(),
  },
  'socket.want': { from: ['background'], asks: z.object({ open: z.boolean() }), ...answers<null>() },
  'import.run': {
    from: ['background'],
    asks: z.object({ job: text(80), path: text(300) }),
    ...answers<ImportReport>(),
  },
} as const satisfies Record<string, Letter>;

/** What an import wrote into its new generation; the pointer has not moved yet. */
export interface ImportReport {
  generation: string;
  items: number;
  names: number;
  bytes: number;
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

/** What the background pushes to chat pages; answered by `{ shown, visible }`. */
export interface WhisperPush {
  type: 'whisper.show';
  messageId: number;
  nick: string;
  text: string;
  atMs: number;
}

export interface WhisperPushAnswer {
  /** The page is open to the reader's eyes right now. */
  visible: boolean;
  /** The notice is on screen, or the page itself already shows this whisper. */
  shown: boolean;
}
