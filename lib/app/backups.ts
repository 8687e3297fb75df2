import { fail, type Outcome, ok } from '../base/outcome';
import type { Loadout } from '../inventory/loadouts/loadout';
import { type Backup, isEmptyBackup, makeBackup, sameContent } from '../messages/backup';
import type { Settings } from '../messages/settings';
import { hasRoomFor } from './marks';
import type { MarkStore, Now, ViewStore } from './ports';

export interface BackupDeps {
  backups: { list(): Promise<Backup[]>; add(backup: Backup): Promise<void> };
  loadouts: { all(): Promise<Loadout[]>; save(loadouts: readonly Loadout[]): Promise<void> };
  marks: MarkStore;
  views: ViewStore;
  /** Settings go through here, so that whoever follows them hears of it. */
  changeSettings(change: Partial<Settings>): Promise<Outcome<null>>;
  now: Now;
}

/** Younger than this, the last automatic backup is as good as a new one. */
const DAY_MS = 20 * 3_600_000;

/** Keeps a backup once a day, when something is other than in the last one and there is something to keep. */
export async function backUpDaily(deps: BackupDeps): Promise<void> {
  const [last] = await deps.backups.list();
  const nowMs = deps.now();
  // A clock that was set back must not stop backups for ever.
  const ageMs = last === undefined ? Number.POSITIVE_INFINITY : Math.abs(nowMs - last.madeAtMs);
  if (ageMs >= DAY_MS) await backUp(deps, last);
}

/**
 * Takes a file in: settings it names, loadouts, tags and notes it has. What was there before is backed up first. `marks-full`
 * before anything is changed when there is no room for its marks beside those that are there.
 */
export async function bringBackup(backup: Backup, deps: BackupDeps): Promise<Outcome<null>> {
  const { marks = [] } = backup;
  if (!(await hasRoomFor(marks, deps.marks))) return fail('marks-full');
  const [last] = await deps.backups.list();
  await backUp(deps, last);
  await deps.loadouts.save(backup.loadouts);
  await deps.marks.bring(marks);
  return Object.keys(backup.settings).length === 0 ? ok(null) : deps.changeSettings(backup.settings);
}

async function backUp(
  { backups, loadouts, marks, views, now }: BackupDeps,
  last: Backup | undefined,
): Promise<void> {
  const settings = await views.load('settings');
  const made = makeBackup({ settings, loadouts: await loadouts.all(), marks: await marks.all() }, now());
  if (isEmptyBackup(made)) return;
  if (last !== undefined && sameContent(last, made)) return;
  await backups.add(made);
}
