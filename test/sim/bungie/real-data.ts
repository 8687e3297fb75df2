import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { publishedTables } from '../../world/published-tables';
import { initSqlJs } from '../../world/sql';
import { unzipped } from '../../world/zip';
import { factsFrom } from './facts';
import type { ManifestHost } from './manifest-host';
import type { SimItem, SimProfile, World } from './world';

/** The database of the content file that is served. */
export const CONTENT = 'manifest/world_sql_content_2026-06-29.zip';
const PROFILES = [
  { name: 'Guardian', file: 'bungie/profile-2026-06-rebuilt.json.gz', bungieId: '19000101' },
  { name: 'Veteran', file: 'bungie/profile-2021-05-28.json.gz', bungieId: '19000102' },
];

interface WireItem {
  itemHash: number;
  itemInstanceId?: string;
  quantity: number;
  bucketHash: number;
  state?: number;
}

interface WireProfile {
  profileInventory: { data: { items: WireItem[] } };
  characters: {
    data: Record<
      string,
      {
        characterId: string;
        membershipType: number;
        membershipId: string;
        classType: number;
        light: number;
        dateLastPlayed: string;
      }
    >;
  };
  characterInventories: { data: Record<string, { items: WireItem[] }> };
  characterEquipment: { data: Record<string, { items: WireItem[] }> };
  itemComponents: {
    instances: { data: Record<string, { primaryStat?: { value: number }; gearTier?: number }> };
    sockets?: { data: Record<string, { sockets: { plugHash?: number }[] }> };
  };
}

/** Publishes the real manifest and adds the accounts of the real inventories. */
export async function loadRealData(folder: string, world: World, manifest: ManifestHost): Promise<void> {
  const content = readFileSync(join(folder, CONTENT));
  manifest.base = readManifestAnswer(folder);
  manifest.publish(content, '244213.26.06.29.2000-1-bnet.65583');
  manifest.publishPacked(await publishedTables(content));
  const hashes = new Set<number>();
  for (const { name, file, bungieId } of PROFILES) {
    if (!existsSync(join(folder, file))) continue;
    const profile = readProfile(
      unzipJson<{ Response: WireProfile }>(join(folder, file)).Response,
      name,
      bungieId,
    );
    world.addAccount({ name, bungieId, profiles: [profile] });
    for (const item of profile.items) hashes.add(item.hash);
  }
  for (const [hash, row] of await readRows(content, hashes)) world.facts.set(hash, factsFrom(row));
}

function unzipJson<T>(file: string): T {
  return JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as T;
}

function readManifestAnswer(folder: string): Record<string, unknown> {
  const file = join(folder, 'manifest/get-destiny-manifest-2026-06-23.json.gz');
  return existsSync(file) ? unzipJson<{ Response: Record<string, unknown> }>(file).Response : {};
}

function readProfile(wire: WireProfile, name: string, bungieId: string): SimProfile {
  // Some captures leave component 100 out; a character names its account as well.
  const owner = Object.values(wire.characters.data)[0];
  const items: SimItem[] = [];
  const add = (item: WireItem, owner: string, equipped: boolean): void => {
    const id = item.itemInstanceId ?? '';
    const instance = wire.itemComponents.instances.data[id];
    const plugs = wire.itemComponents.sockets?.data[id]?.sockets.map((socket) => socket.plugHash ?? 0);
    items.push({
      id: item.itemInstanceId,
      hash: item.itemHash,
      quantity: item.quantity,
      bucket: item.bucketHash,
      owner,
      equipped,
      locked: ((item.state ?? 0) & 1) === 1,
      power: instance?.primaryStat?.value,
      gearTier: instance?.gearTier,
      plugs,
    });
  };
  for (const item of wire.profileInventory.data.items) add(item, 'profile', false);
  for (const [id, { items: carried }] of Object.entries(wire.characterInventories.data))
    for (const item of carried) add(item, id, false);
  for (const [id, { items: worn }] of Object.entries(wire.characterEquipment.data))
    for (const item of worn) add(item, id, true);
  return {
    membershipType: owner?.membershipType ?? 3,
    membershipId: owner?.membershipId ?? bungieId,
    displayName: name,
    code: 1234,
    dateLastPlayed: owner?.dateLastPlayed ?? '2026-08-18T20:14:07Z',
    overridden: false,
    crossSaveOverride: 0,
    applicable: [owner?.membershipType ?? 3],
    characters: Object.values(wire.characters.data).map((character) => ({
      id: character.characterId,
      classType: character.classType,
      light: character.light,
      lastPlayed: character.dateLastPlayed,
      inActivity: false,
    })),
    items,
  };
}

/** Rows of the real manifest by hash. Only those asked for: reading all of them would cost seconds. */
export async function readRows(
  content: Buffer,
  hashes: Iterable<number>,
): Promise<ReadonlyMap<number, unknown>> {
  const sql = await initSqlJs();
  const file = new sql.Database(unzipped(content));
  const query = file.prepare('SELECT json FROM DestinyInventoryItemDefinition WHERE id = ?');
  const rows = new Map<number, unknown>();
  for (const hash of hashes) {
    query.bind([hash | 0]);
    if (query.step()) rows.set(hash, JSON.parse(String(query.get()[0])));
    query.reset();
  }
  query.free();
  file.close();
  return rows;
}
