import * as z from 'zod/mini';
import { fail, type Outcome, ok } from '../base/outcome';
import type { Loadout } from '../inventory/loadouts/loadout';
import { bookOf, type Mark, MOST_MARKS, mergeMark, sameMark } from '../inventory/marks';
import { loadoutSchema } from './loadout-schema';
import { markSchema } from './mark-schema';
import { INITIAL_SETTINGS, SETTINGS, type SettingName, type Settings } from './settings';
import { SettingsChange } from './settings-schema';

/*
 * What the reader made, as one file that another browser reads. Holds no secret, no whisper and nothing Bungie knows
 * anyway. New kinds of things get a field of their own; older builds name what they leave out, and files of theirs lack it.
 */

/** Raised when a file of the new shape would be misread by an older build. */
export const BACKUP_VERSION = 1;
/** Characters; five hundred loadouts are a sixth of it, all marks and notes that may be kept two thirds. */
export const LONGEST_BACKUP = 12_000_000;
const MOST_LOADOUTS = 2_000;
/** Automatic backups that are kept. */
export const KEPT_BACKUPS = 5;

export const Backup = z.object({
  app: z.literal('vault-courier'),
  version: z.literal(BACKUP_VERSION),
  madeAtMs: z.number().check(z.int(), z.gte(0)),
  settings: SettingsChange,
  loadouts: z.array(loadoutSchema).check(z.maxLength(MOST_LOADOUTS)),
  /** Tags and notes; absent when there are none, and in files of builds that had none. */
  marks: z.exactOptional(z.array(markSchema).check(z.maxLength(MOST_MARKS))),
});
export type Backup = z.infer<typeof Backup>;

/** What a backup is made of, as it is now. */
export interface Made {
  settings: Settings;
  loadouts: readonly Loadout[];
  marks: readonly Mark[];
}

/** A file that can be taken in, and what of it this build does not know. */
export interface ReadBackup {
  backup: Backup;
  /** Names of fields and settings that are left out. */
  leftOut: string[];
}

/** What would be other than now. */
export type BackupChange =
  | { kind: 'setting'; name: SettingName; to: Settings[SettingName] }
  | { kind: 'loadout'; name: string; change: 'new' | 'changed' }
  /** Counted: an item that is out of sight has no name. */
  | { kind: 'tags' | 'notes'; change: 'new' | 'changed'; count: number };

/** Everything worth keeping, as it is now. */
export function makeBackup({ settings, loadouts, marks }: Made, nowMs: number): Backup {
  return {
    app: 'vault-courier',
    version: BACKUP_VERSION,
    madeAtMs: nowMs,
    settings: { ...settings },
    loadouts: [...loadouts].sort((one, other) => (one.id < other.id ? -1 : 1)),
    ...(marks.length === 0
      ? {}
      : { marks: [...marks].sort((one, other) => (one.instanceId < other.instanceId ? -1 : 1)) }),
  };
}

/**
 * A chosen file's text. Refused as a whole, before anything is changed: `backup-too-large`, `backup-broken`,
 * `backup-newer`, `backup-has-secrets`. Total.
 */
export function readBackup(text: string): Outcome<ReadBackup> {
  if (text.length > LONGEST_BACKUP) return fail('backup-too-large');
  const body = parseJson(text);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return fail('backup-broken');
  const fields = body as Record<string, unknown>;
  if (holdsSecret({ ...fields, marks: withoutNotes(fields.marks) })) return fail('backup-has-secrets');
  if (fields.app !== 'vault-courier') return fail('backup-broken');
  if (typeof fields.version === 'number' && fields.version > BACKUP_VERSION) return fail('backup-newer');
  const read = Backup.safeParse(body);
  if (!read.success) return fail('backup-broken');
  const settings =
    typeof fields.settings === 'object' && fields.settings !== null ? Object.keys(fields.settings) : [];
  return ok({
    backup: read.data,
    leftOut: [
      ...Object.keys(fields).filter((name) => !(name in Backup.shape)),
      ...settings.filter((name) => !(name in SETTINGS)),
    ].map((name) => name.slice(0, 40)),
  });
}

/** What bringing this in would change. Nothing is ever removed: loadouts, tags and notes the file does not have stay. */
export function compareBackup({ settings, loadouts, marks = [] }: Backup, now: Made): BackupChange[] {
  const held = new Map(now.loadouts.map((loadout) => [loadout.id, loadout]));
  // Names of the schema: it leaves every other one out.
  const changed = Object.entries(settings) as [SettingName, Settings[SettingName]][];
  return [
    ...changed
      .filter(([name, to]) => !same(now.settings[name], to))
      .map(([name, to]): BackupChange => ({ kind: 'setting', name, to })),
    ...loadouts.flatMap((loadout): BackupChange[] => {
      const before = held.get(loadout.id);
      if (before !== undefined && same(before, loadout)) return [];
      return [{ kind: 'loadout', name: loadout.name, change: before === undefined ? 'new' : 'changed' }];
    }),
    ...compareMarks(marks, now.marks),
  ];
}

/** How many things these changes are about. */
export function countChanges(changes: readonly BackupChange[]): number {
  return changes.reduce((sum, change) => sum + ('count' in change ? change.count : 1), 0);
}

function compareMarks(brought: readonly Mark[], now: readonly Mark[]): BackupChange[] {
  const held = bookOf(now);
  // A file may name an item twice; the last word counts, as it does when it is taken in.
  const pairs = [...bookOf(brought).values()].map((mark) => {
    const before = held.get(mark.instanceId);
    return { before, after: mergeMark(before, mark) };
  });
  const differing = pairs.filter(({ before, after }) => !sameMark(before, after));
  const counted = (kind: 'tags' | 'notes', change: 'new' | 'changed'): BackupChange[] => {
    const field = kind === 'tags' ? 'tag' : 'note';
    const count = differing.filter(
      ({ before, after }) =>
        before?.[field] !== after[field] && (before?.[field] === undefined) === (change === 'new'),
    ).length;
    return count === 0 ? [] : [{ kind, change, count }];
  };
  return [
    ...counted('tags', 'new'),
    ...counted('tags', 'changed'),
    ...counted('notes', 'new'),
    ...counted('notes', 'changed'),
  ];
}

/** Nothing in it that somebody made. */
export function isEmptyBackup({ settings, loadouts, marks = [] }: Backup): boolean {
  const untouched = same({ ...INITIAL_SETTINGS, ...settings }, INITIAL_SETTINGS);
  return untouched && loadouts.length === 0 && marks.length === 0;
}

export function sameContent(one: Backup, other: Backup): boolean {
  return (
    same(one.settings, other.settings) &&
    same(one.loadouts, other.loadouts) &&
    same(one.marks ?? [], other.marks ?? [])
  );
}

/**
 * The backups to keep, newest first: the newest five; if none of those has loadouts while an older one does, that one
 * in place of the oldest, and the same for marks, so that a loss is not pushed out by what came after it.
 */
export function chooseKept<
  T extends { madeAtMs: number; loadouts: readonly unknown[]; marks?: readonly unknown[] },
>(all: readonly T[]): T[] {
  const sorted = [...all].sort((one, other) => other.madeAtMs - one.madeAtMs);
  const full = new Set([
    sorted.find((one) => one.loadouts.length > 0),
    sorted.find((one) => (one.marks ?? []).length > 0),
  ]);
  full.delete(undefined);
  const others = sorted.filter((one) => !full.has(one)).slice(0, KEPT_BACKUPS - full.size);
  return sorted.filter((one) => full.has(one) || others.includes(one));
}

const SECRET_NAME =
  /^(api_?key|client_?secret|secret|(access|refresh|auth|id)?_?tokens?|password|passwd|sid|cookies?|(chat|login)_?key|authorization)$/i;
/** A login key of destiny.gg, an API key of Bungie's, a bearer token. */
const SECRET_VALUE =
  /^[A-Za-z0-9]{64}$|^[0-9a-f]{32}$|^Bearer\s+(?=\S*\d)[\w.~+/=-]{8,}$|^eyJ[\w-]{10,}\.[\w-]+\./;

/** True when something in there is named or looks like a key, token or password. */
function holdsSecret(body: unknown): boolean {
  const open: unknown[] = [body];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string' && SECRET_VALUE.test(value)) return true;
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      if (SECRET_NAME.test(name)) return true;
      open.push(inner);
    }
  }
  return false;
}

/**
 * Notes are free text of the player's own: one that begins with "Bearer of" or holds a hash must not make the player's own export
 * one that is refused. Only the texts are passed over; what else stands in a mark is looked at.
 */
function withoutNotes(marks: unknown): unknown {
  if (!Array.isArray(marks)) return marks;
  return marks.map((mark: unknown) =>
    typeof mark === 'object' && mark !== null && 'note' in mark && typeof mark.note === 'string'
      ? { ...mark, note: '' }
      : mark,
  );
}

/** Plain JSON on both sides, fields in whatever order. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, inner]) => [name, ordered(inner)]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Cut, or no JSON at all.
    return undefined;
  }
}
