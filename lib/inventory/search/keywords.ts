import { Bucket, ItemType, SLOTS, Tier } from '../../items/game-words';
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

const kind = (words: string, help: string, test: IsWord['test']) => is(words, 'Kinds and slots', help, test);
const slot = (words: string, bucket: number, help = capital(words.split(' ')[0] ?? '')) =>
  kind(words, help, (item) => item.bucket === bucket);
/** `Auto rifle` is written `is:autorifle`. */
const gun = (name: string, subType: number, aliases = '') =>
  is(
    name.toLowerCase().replaceAll(' ', '') + aliases,
    'Weapon types',
    `${name}s`,
    (item) => item.itemType === ItemType.weapon && item.subType === subType,
  );
const launcher = (word: string, ammoType: number) =>
  is(
    `${word}grenadelauncher`,
    'Weapon types',
    `Grenade launchers with ${word} ammo`,
    (item) => item.itemType === ItemType.weapon && item.subType === 23 && item.ammoType === ammoType,
  );
const ammo = (word: string, ammoType: number) =>
  is(word, 'Ammo', `Weapons that use ${word} ammo`, (item) => item.ammoType === ammoType);
const element = (word: string, ...damageTypes: number[]) =>
  is(word, 'Element', `Deals ${word} damage`, (item) => damageTypes.includes(item.damageType));
const rarity = (words: string, tier: number) =>
  is(words, 'Rarity', `${capital(words.split(' ')[0] ?? '')} items`, (item) => item.tier === tier);
const ofClass = (word: string, classType: number) =>
  is(word, 'Class', `Only a ${capital(word)} can wear it`, (item) => item.classType === classType);
const where = (words: string, help: string, test: IsWord['test']) => is(words, 'Where it is', help, test);
const state = (words: string, help: string, test: IsWord['test']) => is(words, 'State', help, test);
const nth = (word: string, help: string, index: (count: number) => number) =>
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
  text('name', 'A word of the name begins so', {
    how: 'start',
    texts: (item, { fold }) => [fold(item.name)],
    proposes: 'items',
    examples: ['name:"hard light"'],
  }),
  text('exactname', 'The whole name is this', {
    how: 'whole',
    texts: (item, { fold }) => [fold(item.name)],
    proposes: 'items',
    examples: ['exactname:sunshot'],
  }),
  text('perkname perk', 'A word of a perk’s name begins so', {
    how: 'start',
    texts: (item, world) => world.perksOf(item),
    proposes: 'perks',
    examples: ['perkname:"kill clip"'],
  }),
  text('exactperk', 'A perk has exactly this name', {
    how: 'whole',
    texts: (item, world) => world.perksOf(item),
    proposes: 'perks',
    examples: ['exactperk:outlaw'],
  }),
  text('keyword', 'Stands anywhere in name, type or a perk, as a word in quotes does', {
    how: 'inside',
    texts: (item, world) => [world.fold(item.name), world.fold(item.typeName), ...world.perksOf(item)],
    examples: ['keyword:cannon'],
  }),
  text('id', 'The one thing with this instance id', {
    how: 'whole',
    texts: (item) => [item.instanceId ?? ''],
    examples: ['id:6917529000000000101'],
  }),
  text('hash', 'Every copy of this definition', {
    how: 'whole',
    texts: (item) => [String(item.hash)],
    examples: ['hash:2907129557'],
  }),

  number('power light', 'Power of gear', {
    read: (item) => (item.power === 0 ? undefined : item.power),
    examples: ['power:>400', 'power:<=390'],
  }),
  number('tier', 'Tier of gear, 1 to 5, or rarity by its name', {
    read: (item, _, byName) => (byName ? item.tier : item.gearTier),
    named: { common: 2, uncommon: 3, rare: 4, legendary: 5, exotic: 6 },
    examples: ['tier:>=4', 'tier:<legendary'],
  }),
  number('count', 'How many equal ones you hold', {
    read: (item, world) => world.copiesOf(item),
    examples: ['count:>=3'],
  }),
  number('season', 'The season it came with, by number or name', {
    read: (item) => item.season,
    named: { ...Object.fromEntries(SEASONS.map((name, at) => [name, at + 1])), arrival: 11 },
    examples: ['season:>=20', 'season:witch'],
  }),
  number('stack', 'How many pieces lie in the stack', {
    read: (item) => item.quantity,
    examples: ['stack:>100'],
  }),

  where('invault', 'In the vault', (item) => item.place.kind === 'vault'),
  where('incurrentchar', 'With the character in front', (item, { current }) =>
    item.place.kind === 'account' ? true : current !== undefined && heldBy(item) === current.characterId,
  ),
  nth('inleftchar', 'With the first character', () => 0),
  nth('inmiddlechar', 'With the second of three characters', (count) => (count === 3 ? 1 : -1)),
  nth('inrightchar', 'With the last character', (count) => count - 1),
  where('postmaster inpostmaster', 'Waiting at a postmaster', ({ place }) => place.kind === 'postmaster'),
  where('equipped', 'Worn by a character', (item) => item.equipped),
  where('onwrongclass', 'With a character that cannot wear it', (item, { characters }) => {
    if (item.place.kind !== 'character' || item.classType > 2 || accountWide(item.bucket)) return false;
    const { characterId } = item.place;
    return characters.some((one) => one.characterId === characterId && one.classType !== item.classType);
  }),

  ofClass('titan', 0),
  ofClass('hunter', 1),
  ofClass('warlock', 2),
  is('currentclass', 'Class', 'Only for the class of the character in front', (item, { current }) =>
    current === undefined ? false : item.classType === current.classType,
  ),

  kind('weapon', 'Weapons', (item) => WEAPON_SLOTS.has(item.bucket)),
  kind('armor', 'Armor', (item) => ARMOR_SLOTS.has(item.bucket)),
  slot('kineticslot', Bucket.kinetic, 'For the first weapon slot'),
  slot('energy', Bucket.energy, 'For the second weapon slot'),
  slot('power', Bucket.power, 'For the third weapon slot'),
  slot('helmet', Bucket.helmet),
  slot('gauntlets', Bucket.gauntlets),
  slot('chest', Bucket.chest, 'Chest armor'),
  slot('leg legs', Bucket.legs, 'Leg armor'),
  slot('classitem', Bucket.classItem, 'Cloaks, marks and bonds'),
  slot('subclass class', Bucket.subclass, 'Subclasses'),
  slot('ghost', Bucket.ghost, 'Ghost shells'),
  slot('vehicle sparrow', Bucket.vehicle, 'Sparrows and other vehicles'),
  slot('ships ship', Bucket.ship),
  slot('emblems emblem', Bucket.emblem),
  slot('emotes emote', EMOTES),
  slot('finishers finisher', FINISHERS),
  slot('consumables consumable', Bucket.consumables),
  slot('modifications modification', Bucket.modifications, 'Shaders, ornaments and mods'),
  slot('seasonalartifacts artifact', 1506418338, 'Artifacts'),
  slot('accessories', 687325600),
  kind('engrams engram', 'Engrams', (item) => item.bucket === Bucket.engrams || item.itemType === 8),
  kind('cosmetic', 'Only for looks', (item) => COSMETIC.has(item.bucket)),

  gun('Auto rifle', 6),
  gun('Shotgun', 7),
  gun('Machine gun', 8, ' lmg'),
  gun('Hand cannon', 9),
  gun('Rocket launcher', 10),
  gun('Fusion rifle', 11),
  gun('Sniper rifle', 12),
  gun('Pulse rifle', 13),
  gun('Scout rifle', 14),
  gun('Sidearm', 17),
  gun('Sword', 18),
  gun('Linear fusion rifle', 22, ' lfr'),
  gun('Grenade launcher', 23),
  launcher('special', 2),
  launcher('heavy', 3),
  gun('Submachine gun', 24, ' submachine smg'),
  gun('Trace rifle', 25),
  gun('Bow', 31),
  gun('Glaive', 33),

  ammo('primary', 1),
  ammo('special', 2),
  ammo('heavy', 3),

  element('kinetic', 1),
  element('arc', 2),
  element('solar', 3),
  element('void', 4),
  element('stasis', 6),
  element('strand', 7),
  is('light', 'Element', 'Arc, solar or void', (item) => [2, 3, 4].includes(item.damageType)),
  is('dark', 'Element', 'Stasis or strand', (item) => item.damageType === 6 || item.damageType === 7),

  rarity('exotic yellow', Tier.exotic),
  rarity('legendary purple', Tier.legendary),
  rarity('rare blue', Tier.rare),
  rarity('uncommon green', Tier.uncommon),
  rarity('common white', Tier.common),

  state('locked', 'Locked', (item) => lockable(item) && item.locked),
  state('unlocked', 'Could be locked and is not', (item) => lockable(item) && !item.locked),
  state('masterwork', 'Masterworks', (item) => item.masterwork),
  state('crafted shaped', 'Crafted weapons', (item) => item.crafted),
  state('dupe', 'You hold more than one of it', (item, world) => world.copiesOf(item) > 1),
  state('transferable movable', 'May leave its character', (item) => item.transferrable),
  state('equippable equipment', 'Can be worn', (item) => item.equippable),
  state('haspower haslight', 'Adds to your power', (item) => (item.power ?? 0) > 0),
  state('stackable', 'Comes in stacks', (item) => item.maxStackSize > 1),
  state('stackfull', 'Full stacks', (item) => item.maxStackSize > 1 && item.quantity >= item.maxStackSize),
];

function heldBy({ place }: HeldItem): string | undefined {
  return 'characterId' in place ? place.characterId : undefined;
}

function bucketsOf(kind: 'weapon' | 'armor'): ReadonlySet<number> {
  return new Set(SLOTS.filter((one) => one.kind === kind).map((one) => one.bucket));
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
