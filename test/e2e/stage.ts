import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type BungieSim, startBungieSim } from '../sim/bungie/bungie-sim';
import { type DggSim, startDggSim } from '../sim/dgg/dgg-sim';
import { simCertificate } from '../sim/kit/certificate';
import { dataDir } from '../world/data-dir';

/** Where the simulator must have an item. */
export interface Expected {
  place: 'vault' | 'character' | 'postmaster';
  equipped?: boolean;
}

export interface Stage {
  bungie: BungieSim;
  dgg: DggSim;
  hosts: { bungie: number; dgg: number };
  spki: string;
  /** The account tests sign in with. */
  mainAccount: string;
  /** @throws Error when the game, not the popup, has the item elsewhere. */
  expectHeld(id: string, expected: Expected): void;
  /** Ids of everything the main account holds: nothing may ever be lost. */
  heldIds(): string[];
  /** Waits until the extension's own chat socket of that nick is open, told from the page's by being alone or second. */
  untilConnected(nick: string, connections: number): Promise<void>;
  /** A folder for a browser profile, removed with the stage. */
  profile(): string;
  close(): Promise<void>;
}

const VAULT = 138197802;
const POSTMASTER = 215593132;

/** Both simulators, with real data when it is there and `real` allows it. */
export async function openStage({ real = true }: { real?: boolean } = {}): Promise<Stage> {
  const data = real ? dataDir() : undefined;
  const [bungie, dgg, { spki }] = await Promise.all([
    startBungieSim({ dataDir: data }),
    startDggSim({ dataDir: data }),
    simCertificate(),
  ]);
  const profiles: string[] = [];
  const main = () => bungie.world.main(bungie.mainAccount);
  return {
    bungie,
    dgg,
    hosts: { bungie: bungie.port, dgg: dgg.port },
    spki,
    mainAccount: bungie.mainAccount,
    expectHeld(id, { place, equipped }) {
      const item = main().items.find((one) => one.id === id);
      if (item === undefined) throw new Error(`the game has lost ${id}`);
      const at = item.bucket === VAULT ? 'vault' : item.bucket === POSTMASTER ? 'postmaster' : 'character';
      if (at !== place) throw new Error(`the game has ${id} at ${at}, not ${place}`);
      if (equipped !== undefined && item.equipped !== equipped) {
        throw new Error(`the game says that ${id} is ${item.equipped ? '' : 'not '}worn`);
      }
    },
    heldIds: () =>
      main()
        .items.map((item) => item.id ?? `${item.hash}`)
        .sort(),
    async untilConnected(nick, connections) {
      for (let tries = 0; tries < 150; tries += 1) {
        if (dgg.room.of(nick).length >= connections) return;
        await wait(100);
      }
      throw new Error(`${nick} has ${dgg.room.of(nick).length} connections, not ${connections}`);
    },
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
