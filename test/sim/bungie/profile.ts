import { BUCKETS } from '../../world/buckets';
import type { SimItem, SimLoadout, SimProfile, World } from './world';

/** Component numbers to the parts of a reply (bungie-api.md 4.2). */
const PRIVATE = new Set([102, 103, 201, 206, 1000]);

/** Components that come inside `itemComponents`. */
const OF_ITEMS: Readonly<Record<number, string>> = { 300: 'instances', 305: 'sockets' };

interface Wrapped {
  data?: unknown;
  privacy: number;
}

export function wireItem(item: SimItem, world: World): Record<string, unknown> {
  const facts = world.factsOf(item.hash);
  return {
    itemHash: item.hash,
    ...(item.id === undefined ? {} : { itemInstanceId: item.id }),
    quantity: item.quantity,
    bindStatus: 0,
    // The account's consumables say 2 as well: location lies (bungie-api.md 6.1).
    location: item.owner === 'profile' ? 2 : 1,
    bucketHash: item.bucket,
    transferStatus: item.equipped ? 1 : facts.transferrable ? 0 : 2,
    lockable: item.id !== undefined,
    state: item.locked ? 1 : 0,
    dismantlePermission: 2,
    isWrapper: false,
    tooltipNotificationIndexes: [],
  };
}

/** What is in its sockets (component 305). Sockets of cosmetics and trackers are seen as well. */
export function sockets(item: SimItem, world: World): Record<string, unknown> {
  const plugs = item.plugs ?? world.factsOf(item.hash).sockets;
  return {
    sockets: plugs.map((plugHash) =>
      plugHash === 0
        ? { isEnabled: false, isVisible: false }
        : { plugHash, isEnabled: true, isVisible: true },
    ),
  };
}

export function instance(item: SimItem, world: World): Record<string, unknown> {
  const { damageType } = world.factsOf(item.hash);
  const inVault = item.bucket === BUCKETS.vault.hash;
  return {
    damageType,
    ...(item.power === undefined ? {} : { primaryStat: { statHash: 1480404414, value: item.power } }),
    itemLevel: 40,
    quality: 5,
    isEquipped: item.equipped,
    canEquip: !inVault && !item.equipped,
    equipRequiredLevel: item.level ?? 0,
    ...(item.gearTier === undefined ? {} : { gearTier: item.gearTier }),
    unlockHashesRequiredToEquip: [],
    cannotEquipReason: inVault ? 16 : 0,
  };
}

/** An empty place of the list keeps its items, each with the id 0 (bungie-api.md 4.4). */
function wireLoadout({ items, ...identifiers }: SimLoadout): Record<string, unknown> {
  const ids = items.length === 0 ? Array.from({ length: 8 }, () => '0') : items;
  return {
    ...identifiers,
    items: ids.map((itemInstanceId) => ({ itemInstanceId, plugItemHashes: [] })),
  };
}

/** A complete reply minted at this moment; `visibleParts` cuts it to what was asked for and may be seen. */
export function mintProfile(
  profile: SimProfile,
  world: World,
  mintedAt: string,
): Record<number, [string, Wrapped]> & { minted: string } {
  const byCharacter = (pick: (item: SimItem) => boolean): Record<string, unknown> =>
    Object.fromEntries(
      profile.characters.map(({ id }) => [
        id,
        {
          items: profile.items
            .filter((item) => item.owner === id && pick(item))
            .map((item) => wireItem(item, world)),
        },
      ]),
    );
  const parts: Record<number, [string, Wrapped]> = {
    100: [
      'profile',
      open({
        userInfo: {
          membershipType: profile.membershipType,
          membershipId: profile.membershipId,
          displayName: profile.displayName,
        },
        dateLastPlayed: profile.dateLastPlayed,
        versionsOwned: 4095,
        characterIds: profile.characters.map(({ id }) => id),
        seasonHashes: [],
        currentGuardianRank: 7,
      }),
    ],
    102: [
      'profileInventory',
      hidden({
        items: profile.items.filter((item) => item.owner === 'profile').map((item) => wireItem(item, world)),
      }),
    ],
    103: ['profileCurrencies', hidden({ items: [] })],
    200: [
      'characters',
      open(
        Object.fromEntries(
          profile.characters.map((character, index) => [
            character.id,
            {
              membershipId: profile.membershipId,
              membershipType: profile.membershipType,
              characterId: character.id,
              dateLastPlayed: character.lastPlayed,
              minutesPlayedThisSession: '31',
              minutesPlayedTotal: '60211',
              light: character.light,
              classType: character.classType,
              raceType: index % 3,
              genderType: 0,
              emblemPath: `/common/destiny2_content/icons/emblem${character.classType}.jpg`,
              emblemBackgroundPath: `/common/destiny2_content/icons/emblem${character.classType}-wide.jpg`,
              emblemHash: 1409726988,
              baseCharacterLevel: 50,
              percentToNextLevel: 0,
            },
          ]),
        ),
      ),
    ],
    201: ['characterInventories', hidden(byCharacter((item) => !item.equipped))],
    205: ['characterEquipment', open(byCharacter((item) => item.equipped))],
    206: [
      'characterLoadouts',
      hidden(
        Object.fromEntries(
          profile.characters.map(({ id, loadouts = [] }) => [id, { loadouts: loadouts.map(wireLoadout) }]),
        ),
      ),
    ],
    300: [
      'itemComponents',
      open(
        Object.fromEntries(
          profile.items
            .filter((item) => item.id !== undefined)
            .map((item) => [item.id, instance(item, world)]),
        ),
      ),
    ],
    305: [
      'itemComponents',
      open(
        Object.fromEntries(
          profile.items
            .filter((item) => item.id !== undefined)
            .map((item) => [item.id, sockets(item, world)]),
        ),
      ),
    ],
    1000: ['profileTransitoryData', hidden({ partyMembers: [] })],
  };
  return Object.assign(parts, { minted: mintedAt });
}

/** The reply to one call: only the components asked for; private ones keep their data for their owner alone. */
export function visibleParts(
  minted: ReturnType<typeof mintProfile>,
  components: readonly number[],
  owner: boolean,
): Record<string, unknown> {
  const reply: Record<string, unknown> = {
    responseMintedTimestamp: minted.minted,
    secondaryComponentsMintedTimestamp: minted.minted,
  };
  for (const component of components) {
    const part = minted[component];
    if (part === undefined) continue;
    const [name, wrapped] = part;
    const shown = owner || !PRIVATE.has(component) ? wrapped : { privacy: wrapped.privacy };
    const ofItems = OF_ITEMS[component];
    if (ofItems === undefined) reply[name] = shown;
    else reply[name] = { ...(reply[name] ?? {}), [ofItems]: owner ? shown : { privacy: 1 } };
  }
  return reply;
}

const open = (data: unknown): Wrapped => ({ data, privacy: 1 });
const hidden = (data: unknown): Wrapped => ({ data, privacy: 2 });

/** Caches minted replies for 30 s, as the service does (bungie-api.md 4.2), and remembers the one before. */
export class ProfileCache {
  readonly #held = new Map<
    string,
    {
      now: ReturnType<typeof mintProfile>;
      before?: ReturnType<typeof mintProfile>;
      atMs: number;
      dirty: boolean;
    }
  >();
  #flip = false;

  read(profile: SimProfile, world: World, nowMs: number, flipFlop: boolean): ReturnType<typeof mintProfile> {
    const id = profile.membershipId;
    const held = this.#held.get(id);
    const fresh = held !== undefined && !held.dirty && nowMs - held.atMs < 30_000;
    if (!fresh) {
      const now = mintProfile(profile, world, new Date(nowMs).toISOString());
      this.#held.set(id, {
        now,
        ...(held === undefined ? {} : { before: held.now }),
        atMs: nowMs,
        dirty: false,
      });
    }
    const kept = this.#held.get(id);
    this.#flip = !this.#flip;
    // Another server's older copy.
    if (flipFlop && this.#flip && kept?.before !== undefined) return kept.before;
    return kept?.now ?? mintProfile(profile, world, new Date(nowMs).toISOString());
  }

  /** A write clears the cache for the next read, unless the stale switch is on. */
  clear(profile: SimProfile): void {
    const held = this.#held.get(profile.membershipId);
    if (held !== undefined) held.dirty = true;
  }
}
