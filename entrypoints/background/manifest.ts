import type { BungieKeys } from '@/lib/app/bungie-keys';
import type { Importer } from '@/lib/app/ports';
import {
  type CheckWish,
  checkManifest,
  type ManifestDeps,
  resumeManifestJob,
} from '@/lib/app/refresh-manifest';
import { workerImporter } from '@/lib/app/worker-importer';
import { type Outcome, ok } from '@/lib/base/outcome';
import { singleFlight } from '@/lib/base/single-flight';
import type { Asked } from '@/lib/messages/contract';
import { isSmallDevice } from '@/lib/platform/device';
import { keepAwake } from '@/lib/platform/lifecycle';
import { withLock } from '@/lib/platform/locks';
import { ensureOffscreen } from '@/lib/platform/offscreen';
import { send } from '@/lib/platform/send';
import { definitionStore } from '@/lib/storage/definitions';
import { viewStore } from '@/lib/storage/view-store';
import { manifestSource } from './bungie';

type Progress = Asked<'import.event'>;

/** Plugs the importer of this browser into the manifest's use case. */
export function wireManifest(keys: BungieKeys) {
  let imported: () => Promise<void> = () => Promise.resolve();

  async function onProgress({ phase, done, total }: Progress): Promise<Outcome<null>> {
    await viewStore.save('manifest', { work: { phase, done, total } });
    return ok(null);
  }

  // Chromium: a worker has no Worker, so the offscreen document starts it. Firefox: the background itself does.
  const direct = import.meta.env.FIREFOX
    ? workerImporter((order, phase) => void onProgress({ job: order.job, ...phase }))
    : undefined;
  const importer: Importer = {
    run: (order) =>
      direct?.run(order) ??
      keepAwake(async () => {
        await ensureOffscreen();
        return send('import.run', order);
      }),
  };
  const deps: ManifestDeps = {
    source: manifestSource(keys),
    importer,
    definitions: definitionStore,
    views: viewStore,
    async wishes() {
      const { manifestLanguage, manifestSource } = await viewStore.load('settings');
      return {
        language: manifestLanguage,
        source: manifestSource,
        browserLanguage: navigator.language,
        small: isSmallDevice(),
      };
    },
    newJob: () => crypto.randomUUID(),
    now: Date.now,
  };

  let wish: CheckWish = { force: false };
  const once = singleFlight(async () => {
    const done = await withLock('manifest', () => checkManifest(wish, deps));
    // Who asked hears that the list is in use; the items that are held get their names meanwhile.
    if (done.ok && done.value)
      imported().catch((error) => console.error('Vault Courier: no new names', error));
    return done;
  });

  return {
    onImported(then: () => Promise<void>): void {
      imported = then;
    },
    check(asked: CheckWish): Promise<Outcome<boolean>> {
      wish = asked;
      return once();
    },
    onProgress,
    /** Finishes what a killed import left, then checks if it is time. */
    async start(): Promise<void> {
      const done = await withLock('manifest', () => resumeManifestJob(deps));
      if (done.ok && done.value) await imported();
    },
  };
}
