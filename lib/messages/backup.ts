import * as z from 'zod/mini';
import { fail, type Outcome, ok } from '../base/outcome';
import type { Loadout } from '../inventory/loadouts/loadout';
import { loadoutSchema } from './loadout-schema';
import { INITIAL_SETTINGS, SETTINGS, type SettingName, type Settings } from './settings';
import { SettingsChange } from './settings-schema';

/*
 * What the reader made, as one file that another browser reads. Holds no secret, no whisper and nothing Bungie knows
 * anyway. New kinds of things (tags, notes) get a field of their own; older builds name what they leave out.
 */

/** Raised when a file of the new shape would be misread by an older build. */
export const BACKUP_VERSION = 1;
/** Characters; five hundred loadouts are half of it. */
export const LONGEST_BACKUP = 4_000_000;
const MOST_LOADOUTS = 2_000;
/** Automatic backups that are kept. */
export const KEPT_BACKUPS = 5;

export const Backup = z.object({
  app: z.literal('vault-courier'),
  version: z.literal(BACKUP_VERSION),
  madeAtMs: z.number().check(z.int(), z.gte(0)),
  settings: SettingsChange,
  loadouts: z.array(loadoutSchema).check(z.maxLength(MOST_LOADOUTS)),
});
export type Backup = z.infer<typeof Backup>;

/** A file that can be taken in, and what of it this build does not know. */
export interface ReadBackup {
  backup: Backup;
  /** Names of fields and settings that are left out. */
  leftOut: string[];
}

/** What would be other than now. */
export type BackupChange =
  | { kind: 'setting'; name: SettingName; to: Settings[SettingName] }
  | { kind: 'loadout'; name: string; change: 'new' | 'changed' };

/** Everything worth keeping, as it is now. */
export function makeBackup(settings: Settings, loadouts: readonly Loadout[], nowMs: number): Backup {
  return {
    app: 'vault-courier',
    version: BACKUP_VERSION,
    madeAtMs: nowMs,
    settings: { ...settings },
    loadouts: [...loadouts].sort((one, other) => (one.id < other.id ? -1 : 1)),
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
  if (holdsSecret(body)) return fail('backup-has-secrets');
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

/** What bringing this in would change. Nothing is ever removed: loadouts the file does not have stay. */
export function compareBackup(
  { settings, loadouts }: Backup,
  now: { settings: Settings; loadouts: readonly Loadout[] },
): BackupChange[] {
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
  ];
}

/** Nothing in it that somebody made. */
export function isEmptyBackup({ settings, loadouts }: Backup): boolean {
  return loadouts.length === 0 && same({ ...INITIAL_SETTINGS, ...settings }, INITIAL_SETTINGS);
}

export function sameContent(one: Backup, other: Backup): boolean {
  return same(one.settings, other.settings) && same(one.loadouts, other.loadouts);
}

/**
 * The backups to keep, newest first: the newest five; if none of those has loadouts while an older one does, that one
 * in place of the oldest, so that a loss is not pushed out by what came after it.
 */
export function chooseKept<T extends { madeAtMs: number; loadouts: readonly unknown[] }>(
  all: readonly T[],
): T[] {
  const sorted = [...all].sort((one, other) => other.madeAtMs - one.madeAtMs);
  const kept = sorted.slice(0, KEPT_BACKUPS);
  const full = sorted.find((one) => one.loadouts.length > 0);
  return full === undefined || kept.includes(full) ? kept : [...kept.slice(0, -1), full];
}

const SECRET_NAME =
  /^(api_?key|client_?secret|secret|(access|refresh|auth|id)?_?tokens?|password|passwd|sid|cookies?|(chat|login)_?key|authorization)$/i;
/** A login key of destiny.gg, an API key of Bungie's, a bearer token. */
const SECRET_VALUE = /^[A-Za-z0-9]{64}$|^[0-9a-f]{32}$|^Bearer\s|^eyJ[\w-]{10,}\.[\w-]+\./;

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
