import type { CharacterId, ItemInstanceId } from '@/lib/base/ids';
import { bookOf } from '@/lib/inventory/marks';
import type { HeldItem, Picture } from '@/lib/inventory/picture';
import { runSearch, type SearchAnswer } from '@/lib/inventory/search/run-search';
import { indexItems } from '@/lib/inventory/search/search-items';
import { Bucket } from '@/lib/items/game-words';
import { HUNTER, item, on, picture, postmasterOf, TITAN, WARLOCK } from '../builders/picture';

const PLUGS = { 1: { name: 'Kill Clip' }, 2: { name: 'Outlaw' }, 3: { name: 'Sun Blast' }, 4: { name: '' } };

const armor = { itemType: 2, damageType: 0, ammoType: 0, typeName: 'Armor' };
/** One gun of each type, called after it. */
const GUNS: readonly [name: string, subType: number, ammoType: number][] = [
  ['Auto Rifle', 6, 1],
  ['Shotgun', 7, 2],
  ['Machine Gun', 8, 3],
  ['Rocket Launcher', 10, 3],
  ['Fusion Rifle', 11, 2],
  ['Sniper Rifle', 12, 2],
  ['Pulse Rifle', 13, 1],
  ['Scout Rifle', 14, 1],
  ['Sidearm', 17, 1],
  ['Sword', 18, 3],
  ['Linear Fusion Rifle', 22, 3],
  ['Submachine Gun', 24, 1],
  ['Trace Rifle', 25, 2],
  ['Bow', 31, 1],
  ['Glaive', 33, 2],
];

/** A thing that is neither gun nor gear, named after its kind. */
function other(name: string, bucket: number, itemType: number, change: Partial<HeldItem> = {}): HeldItem {
  const { power: _, ...plain } = item(name, {
    ...armor,
    bucket,
    itemType,
    subType: 0,
    typeName: name,
    tier: 3,
  });
  return { ...plain, equippable: false, ...change };
}

function instance(id: number): ItemInstanceId {
  return String(id) as ItemInstanceId;
}

/** Small, and something of everything that a search word can ask for. */
export const ZOO: readonly HeldItem[] = [
  item('Sunshot', {
    instanceId: instance(77),
    hash: 2907129557,
    bucket: Bucket.energy,
    damageType: 3,
    tier: 6,
    power: 405,
    locked: true,
    masterwork: true,
    place: on(TITAN),
    equipped: true,
    season: 1,
  }),
  item('Ace of Spades', { instanceId: instance(78), tier: 6, power: 390, season: 4, place: on(HUNTER) }),
  item('Fatebringer', {
    instanceId: instance(79),
    power: 400,
    season: 14,
    crafted: true,
    place: on(WARLOCK),
  }),
  item('Fatebringer (Timelost)', {
    instanceId: instance(80),
    power: 401,
    season: 14,
    typeName: 'Hand Cannon',
  }),
  ...GUNS.map(([name, subType, ammoType]) =>
    item(name, {
      subType,
      ammoType,
      typeName: name,
      bucket: Bucket.power,
      damageType: 2,
      tier: 4,
      power: 300,
    }),
  ),
  item('Mountaintop', {
    instanceId: instance(81),
    subType: 23,
    ammoType: 2,
    typeName: 'Grenade Launcher',
    damageType: 6,
  }),
  item('Hothead', {
    subType: 23,
    ammoType: 3,
    typeName: 'Grenade Launcher',
    bucket: Bucket.power,
    damageType: 7,
  }),
  item('Recluse', {
    subType: 24,
    typeName: 'Submachine Gun',
    bucket: Bucket.energy,
    damageType: 4,
    power: 0,
  }),
  item('Titan Helm', { ...armor, bucket: Bucket.helmet, classType: 0, ...{ gearTier: 5 } }),
  item('Hunter Grips', {
    ...armor,
    bucket: Bucket.gauntlets,
    classType: 1,
    place: on(TITAN),
    ...{ gearTier: 2 },
  }),
  item('Warlock Robes', {
    ...armor,
    bucket: Bucket.chest,
    classType: 2,
    place: postmasterOf(WARLOCK),
    tier: 3,
  }),
  item('Boots', { ...armor, bucket: Bucket.legs, tier: 2 }),
  item('Mark', { ...armor, bucket: Bucket.classItem }),
  other('Ghost Shell', Bucket.ghost, 24, { equippable: true }),
  other('Sparrow', Bucket.vehicle, 22),
  other('Ship', Bucket.ship, 21),
  other('Dawnblade', Bucket.subclass, 16, { damageType: 3, transferrable: false, place: on(WARLOCK) }),
  other('Emblem', Bucket.emblem, 14),
  other('Wave', 1107761855, 23),
  other('Finisher', 3683254069, 29),
  other('Artifact', 1506418338, 28),
  other('Accessory', 687325600, 0),
  other('Telemetry', Bucket.consumables, 9, { place: { kind: 'account' }, maxStackSize: 50, quantity: 50 }),
  other('Shader', Bucket.modifications, 19, {
    place: { kind: 'account' },
    subType: 20,
    maxStackSize: 50,
    quantity: 7,
  }),
  other('Ornament', Bucket.modifications, 19, { place: { kind: 'account' }, subType: 21 }),
  other('Mod', Bucket.modifications, 19, { place: { kind: 'account' } }),
  other('Alloy', 3865314626, 10, { place: { kind: 'account' } }),
  other('Engram', Bucket.engrams, 8, { place: on(HUNTER) }),
  other('Quest', 1345459588, 12, { place: on(HUNTER) }),
  other('Bounty', 1345459588, 26, { place: on(HUNTER) }),
];

/** What the player says of some of them. */
export const ZOO_MARKS = bookOf([
  { instanceId: instance(77), tag: 'favorite', note: 'For the raid, Xûr sold it', changedAtMs: 1 },
  { instanceId: instance(78), tag: 'keep', changedAtMs: 1 },
  { instanceId: instance(79), tag: 'infuse', note: 'PvP', changedAtMs: 1 },
  { instanceId: instance(80), tag: 'junk', changedAtMs: 1 },
  { instanceId: instance(81), tag: 'archive', changedAtMs: 1 },
  // Nobody holds it at the moment.
  { instanceId: instance(404), tag: 'junk', note: 'gone', changedAtMs: 1 },
]);

export const zooPicture: Picture = picture([...ZOO]);
export const zooIndex = indexItems(ZOO, {
  byItem: {
    [instance(77)]: [3, 4],
    [instance(78)]: [2],
    [instance(79)]: [1, 2],
    [instance(80)]: [2],
  },
  plugs: PLUGS,
});
export const GUN_NAMES = GUNS.map(([name]) => name);

/** Searches the zoo; without a caret every word is finished. */
export function askZoo(query: string, caret?: number, chosen: CharacterId | undefined = TITAN): SearchAnswer {
  return runSearch(zooIndex, query, caret, { picture: zooPicture, chosen, marks: ZOO_MARKS });
}

/** Names found, in the zoo's order. */
export function found(query: string, chosen?: CharacterId): string[] {
  const { hits, problem } = askZoo(query, undefined, chosen);
  if (problem !== undefined) throw new Error(`${query}: ${problem.kind} ${problem.typed}`);
  const keys = new Set(hits.map((hit) => hit.item.key));
  return ZOO.filter((one) => keys.has(one.key)).map((one) => one.name);
}
