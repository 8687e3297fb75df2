import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hash } from '@/lib/base/ids';
import type { ItemDefinition } from '@/lib/items/item-definition';
import { reduceDefinition } from '@/lib/items/reduce-definition';
import { factsFrom } from '../../sim/bungie/facts';
import { ManifestHost } from '../../sim/bungie/manifest-host';
import { CONTENT, loadRealData, readRows } from '../../sim/bungie/real-data';
import { type SimProfile, World } from '../../sim/bungie/world';
import { dataDir } from '../../world/data-dir';
import { ITEMS } from '../../world/definitions';
import { smallAccounts } from '../../world/small-accounts';

/** An account, the game it lives in, and what an import would have kept of its manifest. */
export interface TestAccount {
  name: string;
  world: World;
  profile: SimProfile;
  definitions: ReadonlyMap<Hash, ItemDefinition>;
}

/** Ikora of the small world, and the real accounts of 2021 and 2026 where their data is at hand. */
export async function testAccounts(): Promise<TestAccount[]> {
  return [smallAccount(), ...(await realAccounts())];
}

function smallAccount(): TestAccount {
  const world = new World();
  for (const account of smallAccounts()) world.addAccount(account);
  for (const row of ITEMS) world.facts.set(row.hash, factsFrom(row));
  const definitions = reduced(new Map(ITEMS.map((row) => [row.hash, row])));
  return { name: 'the small world', world, profile: world.main('Ikora'), definitions };
}

async function realAccounts(): Promise<TestAccount[]> {
  const folder = dataDir();
  if (folder === undefined) return [];
  const world = new World();
  await loadRealData(folder, world, new ManifestHost());
  const hashes = new Set(world.facts.keys());
  const definitions = reduced(await readRows(readFileSync(join(folder, CONTENT)), hashes));
  const names: Readonly<Record<string, string>> = {
    Veteran: 'the account of 2021',
    Guardian: 'that of 2026',
  };
  return [...world.accounts.keys()].map((name) => ({
    name: names[name] ?? name,
    world,
    profile: world.main(name),
    definitions,
  }));
}

function reduced(rows: ReadonlyMap<Hash, unknown>): ReadonlyMap<Hash, ItemDefinition> {
  const items = new Map<Hash, ItemDefinition>();
  for (const row of rows.values()) {
    const item = reduceDefinition(row)?.item;
    if (item !== undefined) items.set(item.hash, item);
  }
  return items;
}
