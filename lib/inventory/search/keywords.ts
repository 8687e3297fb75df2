import type { PlainWord } from '../../base/words';
import { Bucket, ItemType, SLOTS, Tier } from '../../items/game-words';
import { TAGS, type Tag } from '../marks';
import type { HeldItem } from '../picture';
import { accountWide, lockable } from '../rules';
import { type IsWord, is, type Keyword, number, text } from './keyword-kinds';

/** A profile may tell the tier of a piece of gear (1 to 5, since July 2025); the picture need not hold it. */

const SEASONS = [
  'redwar osiris warmind outlaw forge drifter opulence undying dawn worthy arrivals hunt chosen splicer lost risen',
  'haunted plunder seraph defiance deep witch wish echoes revenant heresy reclamation',
]
  .join(' ')
  .split(' ');

/** Rows whose help stands in the catalogue under the kind of row and their first word. */
type Rows<Kind extends string> =
  Extract<PlainWord, `search_${Kind}_${string}`> extends `search_${Kind}_${infer Row}` ? Row : never;

const kind = (words: string, help: PlainWord, test: IsWord['test']) =>
  is(words, 'search_group_kinds', help, test);
const slot = (words: string, bucket: number, help: PlainWord) =>
  kind(words, help, (item) => item.bucket === bucket);
const gun = (word: Rows<'gun'>, subType: number, aliases = '') =>
  is(
    word + aliases,
    'search_group_weapons',
    `search_gun_${word}`,
    (item) => item.itemType === ItemType.weapon && item.subType === subType,
  );
const launcher = (word: Rows<'launcher'>, ammoType: number) =>
  is(
    `${word}grenadelauncher`,
    'search_group_weapons',
    `search_launcher_${word}`,
    (item) => item.itemType === ItemType.weapon && item.subType === 23 && item.ammoType === ammoType,
  );
const ammo = (word: Rows<'ammo'>, ammoType: number) =>
  is(word, 'search_group_ammo', `search_ammo_${word}`, (item) => item.ammoType === ammoType);
const element = (word: Rows<'element'>, ...damageTypes: number[]) =>
  is(word, 'search_group_element', `search_element_${word}`, (item) => damageTypes.includes(item.damageType));
const rarity = (word: Rows<'rarity'>, alias: string, tier: number) =>
  is(`${word} ${alias}`, 'search_group_rarity', `search_rarity_${word}`, (item) => item.tier === tier);
const ofClass = (word: Rows<'class'>, classType: number) =>
  is(word, 'search_group_class', `search_class_${word}`, (item) => item.classType === classType);
const where = (words: string, help: PlainWord, test: IsWord['test']) =>
  is(words, 'search_group_where', help, test);
const state = (words: string, help: PlainWord, test: IsWord['test']) =>
  is(words, 'search_group_state', help, test);
const nth = (word: string, help: PlainWord, index: (count: number) => number) =>
  where(word, help, (item, world) => {
    if (item.place.kind === 'account') return true;
    const at = index(world.characters.length);
    return heldBy(item) !== undefined && heldBy(item) === world.characters[at]?.characterId;
  });

const WEAPON_SLOTS = bucketsOf('weapon');
const ARMOR_SLOTS = bucketsOf('armor');
const EMOTES = 1107761855;
const FINISHERS = 3683254069;
const COSMETIC = new Set<number>([
  Bucket.emblem,
  Bucket.vehicle,
  Bucket.ship,
  Bucket.modifications,
  EMOTES,
  FINISHERS,
]);

/** Every search word. Matching, proposals, chips, messages and the help page all read this one table. */
export const KEYWORDS: readonly Keyword[] = [
  text('name', 'search_text_name', {
    how: 'start',
    texts: (item, { fold }) => [fold(item.name)],
    proposes: 'items',
    examples: ['name:"hard light"'],
  }),
  text('exactname', 'search_text_exactname', {
    how: 'whole',
    texts: (item, { fold }) => [fold(item.name)],
    proposes: 'items',
    examples: ['exactname:sunshot'],
  }),
  text('perkname perk', 'search_text_perkname', {
    how: 'start',
    texts: (item, world) => world.perksOf(item),
    proposes: 'perks',
    examples: ['perkname:"kill clip"'],
  }),
  text('exactperk', 'search_text_exactperk', {
    how: 'whole',
    texts: (item, world) => world.perksOf(item),
    proposes: 'perks',
    examples: ['exactperk:outlaw'],
  }),
  text('keyword', 'search_text_keyword', {
    how: 'inside',
    texts: (item, world) => [world.fold(item.name), world.fold(item.typeName), ...world.perksOf(item)],
    examples: ['keyword:cannon'],
  }),
  text('id', 'search_text_id', {
    how: 'whole',
    texts: (item) => [item.instanceId ?? ''],
    examples: ['id:6917529000000000101'],
  }),
  text('hash', 'search_text_hash', {
    how: 'whole',
    texts: (item) => [String(item.hash)],
    examples: ['hash:2907129557'],
  }),

  number('power light', 'search_number_power', {
    read: (item) => (item.power === 0 ? undefined : item.power),
    examples: ['power:>400', 'power:<=390'],
  }),
  number('tier', 'search_number_tier', {
    read: (item, _, byName) => (byName ? item.tier : item.gearTier),
    named: { common: 2, uncommon: 3, rare: 4, legendary: 5, exotic: 6 },
    examples: ['tier:>=4', 'tier:<legendary'],
  }),
  number('count', 'search_number_count', {
    read: (item, world) => world.copiesOf(item),
    examples: ['count:>=3'],
  }),
  number('season', 'search_number_season', {
    read: (item) => item.season,
    named: { ...Object.fromEntries(SEASONS.map((name, at) => [name, at + 1])), arrival: 11 },
    examples: ['season:>=20', 'season:witch'],
  }),
  number('stack', 'search_number_stack', {
    read: (item) => item.quantity,
    examples: ['stack:>100'],
  }),

  where('invault', 'search_where_invault', (item) => item.place.kind === 'vault'),
  where('incurrentchar', 'search_where_incurrentchar', (item, { current }) =>
    item.place.kind === 'account' ? true : current !== undefined && heldBy(item) === current.characterId,
  ),
  nth('inleftchar', 'search_where_inleftchar', () => 0),
  nth('inmiddlechar', 'search_where_inmiddlechar', (count) => (count === 3 ? 1 : -1)),
  nth('inrightchar', 'search_where_inrightchar', (count) => count - 1),
  where('postmaster inpostmaster', 'search_where_postmaster', ({ place }) => place.kind === 'postmaster'),
  where('equipped', 'search_where_equipped', (item) => item.equipped),
  where('onwrongclass', 'search_where_onwrongclass', (item, { characters }) => {
    if (item.place.kind !== 'character' || item.classType > 2 || accountWide(item.bucket)) return false;
    const { characterId } = item.place;
    return characters.some((one) => one.characterId === characterId && one.classType !== item.classType);
  }),

  ofClass('titan', 0),
  ofClass('hunter', 1),
  ofClass('warlock', 2),
  is('currentclass', 'search_group_class', 'search_current_class', (item, { current }) =>
    current === undefined ? false : item.classType === current.classType,
  ),

  kind('weapon', 'search_kind_weapon', (item) => WEAPON_SLOTS.has(item.bucket)),
  kind('armor', 'search_kind_armor', (item) => ARMOR_SLOTS.has(item.bucket)),
  slot('kineticslot', Bucket.kinetic, 'search_slot_kineticslot'),
  slot('energy', Bucket.energy, 'search_slot_energy'),
  slot('power', Bucket.power, 'search_slot_power'),
  slot('helmet', Bucket.helmet, 'search_slot_helmet'),
  slot('gauntlets', Bucket.gauntlets, 'search_slot_gauntlets'),
  slot('chest', Bucket.chest, 'search_slot_chest'),
  slot('leg legs', Bucket.legs, 'search_slot_leg'),
  slot('classitem', Bucket.classItem, 'search_slot_classitem'),
  slot('subclass class', Bucket.subclass, 'search_slot_subclass'),
  slot('ghost', Bucket.ghost, 'search_slot_ghost'),
  slot('vehicle sparrow', Bucket.vehicle, 'search_slot_vehicle'),
  slot('ships ship', Bucket.ship, 'search_slot_ships'),
  slot('emblems emblem', Bucket.emblem, 'search_slot_emblems'),
  slot('emotes emote', EMOTES, 'search_slot_emotes'),
  slot('finishers finisher', FINISHERS, 'search_slot_finishers'),
  slot('consumables consumable', Bucket.consumables, 'search_slot_consumables'),
  slot('modifications modification', Bucket.modifications, 'search_slot_modifications'),
  slot('seasonalartifacts artifact', 1506418338, 'search_slot_seasonalartifacts'),
  slot('accessories', 687325600, 'search_slot_accessories'),
  kind(
    'engrams engram',
    'search_kind_engrams',
    (item) => item.bucket === Bucket.engrams || item.itemType === 8,
  ),
  kind('cosmetic', 'search_kind_cosmetic', (item) => COSMETIC.has(item.bucket)),

  gun('autorifle', 6),
  gun('shotgun', 7),
  gun('machinegun', 8, ' lmg'),
  gun('handcannon', 9),
  gun('rocketlauncher', 10),
  gun('fusionrifle', 11),
  gun('sniperrifle', 12),
  gun('pulserifle', 13),
  gun('scoutrifle', 14),
  gun('sidearm', 17),
  gun('sword', 18),
  gun('linearfusionrifle', 22, ' lfr'),
  gun('grenadelauncher', 23),
  launcher('special', 2),
  launcher('heavy', 3),
  gun('submachinegun', 24, ' submachine smg'),
  gun('tracerifle', 25),
  gun('bow', 31),
  gun('glaive', 33),

  ammo('primary', 1),
  ammo('special', 2),
  ammo('heavy', 3),

  element('kinetic', 1),
  element('arc', 2),
  element('solar', 3),
  element('void', 4),
  element('stasis', 6),
  element('strand', 7),
  is('light', 'search_group_element', 'search_light', (item) => [2, 3, 4].includes(item.damageType)),
  is('dark', 'search_group_element', 'search_dark', (item) => item.damageType === 6 || item.damageType === 7),

  rarity('exotic', 'yellow', Tier.exotic),
  rarity('legendary', 'purple', Tier.legendary),
  rarity('rare', 'blue', Tier.rare),
  rarity('uncommon', 'green', Tier.uncommon),
  rarity('common', 'white', Tier.common),

  state('locked', 'search_state_locked', (item) => lockable(item) && item.locked),
  state('unlocked', 'search_state_unlocked', (item) => lockable(item) && !item.locked),
  state('masterwork', 'search_state_masterwork', (item) => item.masterwork),
  state('crafted shaped', 'search_state_crafted', (item) => item.crafted),
  state('dupe', 'search_state_dupe', (item, world) => world.copiesOf(item) > 1),
  state('transferable movable', 'search_state_transferable', (item) => item.transferrable),
  state('equippable equipment', 'search_state_equippable', (item) => item.equippable),
  state('haspower haslight', 'search_state_haspower', (item) => (item.power ?? 0) > 0),
  state('stackable', 'search_state_stackable', (item) => item.maxStackSize > 1),
  state(
    'stackfull',
    'search_state_stackfull',
    (item) => item.maxStackSize > 1 && item.quantity >= item.maxStackSize,
  ),

  {
    kind: 'choice',
    words: ['tag'],
    group: 'search_group_marks',
    help: 'search_marks_tag',
    values: Object.fromEntries([
      ...TAGS.map((tag) => [tag, tagTest(tag)] as const),
      ['none', tagTest(undefined)] as const,
    ]),
    examples: [...TAGS, 'none'].map((value) => `tag:${value}`),
  },
  {
    ...text('notes', 'search_marks_notes', {
      how: 'inside',
      texts: (item, { fold, markOf }) => [fold(markOf(item)?.note ?? '')],
      examples: ['notes:pvp'],
    }),
    group: 'search_group_marks',
  },
  is(
    'tagged',
    'search_group_marks',
    'search_marks_tagged',
    (item, { markOf }) => markOf(item)?.tag !== undefined,
  ),
  is(
    'hasnotes',
    'search_group_marks',
    'search_marks_hasnotes',
    (item, { markOf }) => markOf(item)?.note !== undefined,
  ),
];

function tagTest(tag: Tag | undefined): IsWord['test'] {
  return (item, { markOf }) => markOf(item)?.tag === tag;
}

function heldBy({ place }: HeldItem): string | undefined {
  return 'characterId' in place ? place.characterId : undefined;
}

function bucketsOf(kind: 'weapon' | 'armor'): ReadonlySet<number> {
  return new Set(SLOTS.filter((one) => one.kind === kind).map((one) => one.bucket));
}
