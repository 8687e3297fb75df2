import { ACCOUNT_WIDE, BUCKETS } from '../../world/buckets';

/** What the game's rules need to know of a definition. */
export interface ItemFacts {
  name: string;
  bucket: number;
  itemType: number;
  classType: number;
  damageType: number;
  instanced: boolean;
  transferrable: boolean;
  equippable: boolean;
  sideEffects: boolean;
  maxStack: number;
  uniqueLabel?: string | undefined;
  /** What is in its sockets at first; 0 for nothing. */
  sockets: number[];
  stats: [hash: number, value: number][];
}

export interface SimItem {
  /** Undefined for stacks. */
  id?: string | undefined;
  hash: number;
  quantity: number;
  /** Bucket as Bungie reports it: the slot, the vault, the postmaster or an account bucket. */
  bucket: number;
  /** A character id, or `profile` for the vault and account buckets. */
  owner: string;
  equipped: boolean;
  locked: boolean;
  power?: number | undefined;
  /** What is in its sockets; what its definition says when absent. */
  plugs?: number[] | undefined;
  /** 1 to 5; absent for what has no tiers. */
  gearTier?: number | undefined;
  /** The level a character needs to wear it; none when absent. */
  level?: number | undefined;
  /** What its kill tracker has counted. */
  kills?: number | undefined;
}

/** One of the game's own loadouts; an empty one has no items. */
export interface SimLoadout {
  nameHash: number;
  iconHash: number;
  colorHash: number;
  items: string[];
}

export interface SimCharacter {
  id: string;
  classType: number;
  light: number;
  lastPlayed: string;
  /** Equipping is refused with 1671 while true. */
  inActivity: boolean;
  level?: number | undefined;
  loadouts?: SimLoadout[] | undefined;
}

/** One Destiny profile with everything it holds. */
export interface SimProfile {
  membershipType: number;
  membershipId: string;
  displayName: string;
  code: number;
  dateLastPlayed: string;
  /** Overridden by cross save: listed, but not playable. */
  overridden: boolean;
  crossSaveOverride: number;
  applicable: number[];
  /** Bungie knows it only as an error, such as 1601 for somebody who saw no more than the beta. */
  error?: number | undefined;
  characters: SimCharacter[];
  items: SimItem[];
}

export interface SimAccount {
  name: string;
  bungieId: string;
  profiles: SimProfile[];
}

/** All accounts, and the facts of every item somebody holds. */
export class World {
  readonly accounts = new Map<string, SimAccount>();
  readonly facts = new Map<number, ItemFacts>();
  /** Vault room; tests make it small. */
  vaultRoom: number = BUCKETS.vault.room;
  /** Moving one of two items with the same hash swaps their lock flags (bungie-api.md 6.3). */
  lockSwap = false;

  addAccount(account: SimAccount): SimAccount {
    this.accounts.set(account.name, account);
    return account;
  }

  /** @throws RangeError for a name nobody has. */
  account(name: string): SimAccount {
    const account = this.accounts.get(name);
    if (account === undefined) throw new RangeError(`no account named ${name}`);
    return account;
  }

  byBungieId(id: string): SimAccount | undefined {
    return [...this.accounts.values()].find((account) => account.bungieId === id);
  }

  profile(membershipId: string): SimProfile | undefined {
    for (const account of this.accounts.values()) {
      const found = account.profiles.find((profile) => profile.membershipId === membershipId);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The playable profile of an account. */
  main(name: string): SimProfile {
    const account = this.account(name);
    const profile = account.profiles.find((one) => !one.overridden);
    if (profile === undefined) throw new RangeError(`${name} has no playable profile`);
    return profile;
  }

  /** Items of an account by name. */
  find(account: string, itemName: string): SimItem[] {
    return this.main(account).items.filter((item) => this.factsOf(item.hash).name === itemName);
  }

  item(account: string, id: string): SimItem | undefined {
    return this.main(account).items.find((item) => item.id === id);
  }

  inActivity(characterId: string, on: boolean): void {
    for (const account of this.accounts.values()) {
      for (const profile of account.profiles) {
        for (const character of profile.characters) {
          if (character.id === characterId) character.inActivity = on;
        }
      }
    }
  }

  /** A character deleted in the game: everything it held is gone with it. */
  deleteCharacter(characterId: string): void {
    for (const account of this.accounts.values()) {
      for (const profile of account.profiles) {
        profile.characters = profile.characters.filter(({ id }) => id !== characterId);
        profile.items = profile.items.filter(({ owner }) => owner !== characterId);
      }
    }
  }

  /** Facts of a hash; of an unknown one as little as the game would need. */
  factsOf(hash: number): ItemFacts {
    return (
      this.facts.get(hash) ?? {
        name: `#${hash}`,
        bucket: BUCKETS.kinetic.hash,
        itemType: 0,
        classType: 3,
        damageType: 0,
        instanced: true,
        transferrable: true,
        equippable: true,
        sideEffects: false,
        maxStack: 1,
        sockets: [],
        stats: [],
      }
    );
  }

  /** Items in a bucket of an owner; stacks and instances count one each. */
  held(profile: SimProfile, owner: string, bucket: number): SimItem[] {
    return profile.items.filter((item) => item.owner === owner && item.bucket === bucket);
  }

  room(bucket: number): number {
    if (bucket === BUCKETS.vault.hash) return this.vaultRoom;
    return Object.values(BUCKETS).find((one) => one.hash === bucket)?.room ?? 10;
  }
}

export const vaultable = (bucket: number): boolean =>
  Object.values(BUCKETS).some((one) => one.hash === bucket && one.vaultable);

export const accountWide = (bucket: number): boolean => ACCOUNT_WIDE.has(bucket);
