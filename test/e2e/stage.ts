import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BungieSim, startBungieSim } from '../sim/bungie/bungie-sim';
import { type DggSim, startDggSim } from '../sim/dgg/dgg-sim';
import { simCertificate } from '../sim/kit/certificate';
import { dataDir } from '../world/data-dir';

export interface Stage {
  bungie: BungieSim;
  dgg: DggSim;
  hosts: { bungie: number; dgg: number };
  spki: string;
  /** A folder for a browser profile, removed with the stage. */
  profile(): string;
  close(): Promise<void>;
}

/** Both simulators, with real data when it is there and `real` allows it. */
export async function openStage({ real = true }: { real?: boolean } = {}): Promise<Stage> {
  const data = real ? dataDir() : undefined;
  const [bungie, dgg, { spki }] = await Promise.all([
    startBungieSim({ dataDir: data }),
    startDggSim({ dataDir: data }),
    simCertificate(),
  ]);
  const profiles: string[] = [];
  return {
    bungie,
    dgg,
    hosts: { bungie: bungie.port, dgg: dgg.port },
    spki,
    profile() {
      const folder = mkdtempSync(join(tmpdir(), 'vault-courier-profile-'));
      profiles.push(folder);
      return folder;
    },
    async close() {
      await Promise.all([bungie.stop(), dgg.stop()]);
      await Promise.all(
        profiles.map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 })),
      );
    },
  };
}
