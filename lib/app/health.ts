import type { Backup } from '../messages/backup';
import type { Health } from '../messages/diagnostics';
import type { Job } from '../messages/jobs';
import type { PictureStore, ViewStore } from './ports';

export interface HealthDeps {
  startedAtMs: number;
  views: ViewStore;
  pictures: Pick<PictureStore, 'load'>;
  journal: { all(): Promise<Job[]> };
  backups: { list(): Promise<Backup[]> };
  offscreen(): Promise<Health['offscreen']>;
  alarms(): Promise<Health['alarms']>;
  hosts(): Promise<Health['hosts']>;
  storage(): Promise<Health['storage']>;
}

/** How every part stands right now. Counts, times and codes; no names, no ids. */
export async function lookAtHealth(deps: HealthDeps): Promise<Health> {
  const [chat, session, manifest, picture, jobs, backups, offscreen, alarms, hosts, storage] =
    await Promise.all([
      deps.views.load('chat'),
      deps.views.load('session'),
      deps.views.load('manifest'),
      deps.pictures.load(),
      deps.journal.all(),
      deps.backups.list(),
      deps.offscreen(),
      deps.alarms(),
      deps.hosts(),
      deps.storage(),
    ]);
  const journal: Record<string, number> = {};
  for (const job of jobs) journal[job.state] = (journal[job.state] ?? 0) + 1;
  return {
    background: { startedAtMs: deps.startedAtMs },
    offscreen,
    chat: { state: chat.state, guest: chat.guest === true, ...codeOf(chat.problem) },
    session: { state: session.state, ...codeOf(session.problem) },
    manifest: {
      working: manifest.work !== undefined,
      ...(manifest.items === undefined ? {} : { items: manifest.items }),
      ...(manifest.importedAtMs === undefined ? {} : { importedAtMs: manifest.importedAtMs }),
      ...(manifest.checkedAtMs === undefined ? {} : { checkedAtMs: manifest.checkedAtMs }),
      ...codeOf(manifest.problem),
    },
    ...(picture === undefined
      ? {}
      : {
          picture: {
            readAtMs: picture.readAtMs,
            items: picture.items.length,
            characters: picture.characters.length,
          },
        }),
    journal,
    backups: backups.length,
    alarms,
    hosts,
    ...(storage === undefined ? {} : { storage }),
  };
}

function codeOf(problem: { code: NonNullable<Health['chat']['problem']> } | undefined) {
  return problem === undefined ? {} : { problem: problem.code };
}
