import { describe, expect, it } from 'vitest';
import { KEYWORDS } from '@/lib/inventory/search/keywords';
import { HUNTER, picture, TITAN, WARLOCK } from '../builders/picture';
import { askZoo, found, GUN_NAMES, ZOO, ZOO_MARKS } from './search-zoo';

const HAND_CANNONS = ['Sunshot', 'Ace of Spades', 'Fatebringer', 'Fatebringer (Timelost)'];
const LATER_GUNS = ['Mountaintop', 'Hothead', 'Recluse'];
const WEAPONS = [...HAND_CANNONS, ...GUN_NAMES, ...LATER_GUNS];
const ARMOR = ['Titan Helm', 'Hunter Grips', 'Warlock Robes', 'Boots', 'Mark'];
const SHARED = ['Telemetry', 'Shader', 'Ornament', 'Mod', 'Alloy'];
const names = ZOO.map((one) => one.name);
const allBut = (...some: string[]) => names.filter((name) => !some.includes(name));
const primaries = ['Auto Rifle', 'Pulse Rifle', 'Scout Rifle', 'Sidearm', 'Submachine Gun', 'Bow'];
const specials = ['Shotgun', 'Fusion Rifle', 'Sniper Rifle', 'Trace Rifle', 'Glaive', 'Mountaintop'];
const heavies = ['Machine Gun', 'Rocket Launcher', 'Sword', 'Linear Fusion Rifle', 'Hothead'];
const legendary = [
  'Fatebringer',
  'Fatebringer (Timelost)',
  ...LATER_GUNS,
  'Titan Helm',
  'Hunter Grips',
  'Mark',
];
const uncommon = [
  ...[
    'Warlock Robes',
    'Ghost Shell',
    'Sparrow',
    'Ship',
    'Dawnblade',
    'Emblem',
    'Wave',
    'Finisher',
    'Artifact',
  ],
  ...['Accessory', ...SHARED, 'Engram', 'Quest', 'Bounty'],
];
const worn = ['Sunshot'];
const onTitan = ['Sunshot', 'Hunter Grips', ...SHARED];
const onHunter = ['Ace of Spades', ...SHARED, 'Engram', 'Quest', 'Bounty'];
const onWarlock = ['Fatebringer', 'Warlock Robes', 'Dawnblade', ...SHARED];

/** What each word finds in the zoo. A guns' name is its type, so `is:autorifle` finds "Auto Rifle". */
const MEANINGS: Readonly<Record<string, readonly string[]>> = {
  'is:invault': allBut(...onTitan, ...onHunter, ...onWarlock),
  'is:incurrentchar': onTitan,
  'is:inleftchar': onTitan,
  'is:inmiddlechar': onHunter,
  'is:inrightchar': onWarlock,
  'is:postmaster': ['Warlock Robes'],
  'is:equipped': worn,
  'is:onwrongclass': ['Hunter Grips'],
  'is:titan': ['Titan Helm'],
  'is:hunter': ['Hunter Grips'],
  'is:warlock': ['Warlock Robes'],
  'is:currentclass': ['Titan Helm'],
  'is:weapon': WEAPONS,
  'is:armor': ARMOR,
  'is:kineticslot': ['Ace of Spades', 'Fatebringer', 'Fatebringer (Timelost)', 'Mountaintop'],
  'is:energy': ['Sunshot', 'Recluse'],
  'is:power': [...GUN_NAMES, 'Hothead'],
  'is:helmet': ['Titan Helm'],
  'is:gauntlets': ['Hunter Grips'],
  'is:chest': ['Warlock Robes'],
  'is:leg': ['Boots'],
  'is:classitem': ['Mark'],
  'is:subclass': ['Dawnblade'],
  'is:ghost': ['Ghost Shell'],
  'is:vehicle': ['Sparrow'],
  'is:ships': ['Ship'],
  'is:emblems': ['Emblem'],
  'is:emotes': ['Wave'],
  'is:finishers': ['Finisher'],
  'is:consumables': ['Telemetry'],
  'is:modifications': ['Shader', 'Ornament', 'Mod'],
  'is:seasonalartifacts': ['Artifact'],
  'is:accessories': ['Accessory'],
  'is:engrams': ['Engram'],
  'is:cosmetic': ['Sparrow', 'Ship', 'Emblem', 'Wave', 'Finisher', 'Shader', 'Ornament', 'Mod'],
  'is:handcannon': HAND_CANNONS,
  'is:submachinegun': ['Submachine Gun', 'Recluse'],
  'is:grenadelauncher': ['Mountaintop', 'Hothead'],
  'is:specialgrenadelauncher': ['Mountaintop'],
  'is:heavygrenadelauncher': ['Hothead'],
  ...Object.fromEntries(
    GUN_NAMES.filter((name) => name !== 'Submachine Gun').map((name) => [
      `is:${name.toLowerCase().replaceAll(' ', '')}`,
      [name],
    ]),
  ),
  'is:primary': names.filter((name) => [...HAND_CANNONS, ...primaries, 'Recluse'].includes(name)),
  'is:special': specials,
  'is:heavy': heavies,
  'is:kinetic': ['Ace of Spades', 'Fatebringer', 'Fatebringer (Timelost)'],
  'is:arc': GUN_NAMES,
  'is:solar': ['Sunshot', 'Dawnblade'],
  'is:void': ['Recluse'],
  'is:stasis': ['Mountaintop'],
  'is:strand': ['Hothead'],
  'is:light': names.filter((name) => [...GUN_NAMES, 'Sunshot', 'Dawnblade', 'Recluse'].includes(name)),
  'is:dark': ['Mountaintop', 'Hothead'],
  'is:exotic': ['Sunshot', 'Ace of Spades'],
  'is:legendary': legendary,
  'is:rare': GUN_NAMES,
  'is:uncommon': uncommon,
  'is:common': ['Boots'],
  'is:locked': ['Sunshot'],
  // Nothing can be locked at the postmaster.
  'is:unlocked': [...WEAPONS, ...ARMOR, 'Ghost Shell', 'Sparrow', 'Ship'].filter(
    (name) => name !== 'Sunshot' && name !== 'Warlock Robes',
  ),
  'is:masterwork': ['Sunshot'],
  'is:crafted': ['Fatebringer'],
  'is:dupe': ['Fatebringer', 'Fatebringer (Timelost)'],
  'is:transferable': allBut('Dawnblade'),
  'is:equippable': [...WEAPONS, ...ARMOR, 'Ghost Shell'],
  'is:haspower': [...WEAPONS, ...ARMOR].filter((name) => name !== 'Recluse'),
  'is:stackable': ['Telemetry', 'Shader'],
  'is:stackfull': ['Telemetry'],
  'name:spa': ['Ace of Spades', 'Sparrow'],
  'name:shot': ['Shotgun'],
  'exactname:fatebringer': ['Fatebringer'],
  'exactname:"FATEBRINGER (timelost)"': ['Fatebringer (Timelost)'],
  'perkname:clip': ['Fatebringer'],
  'perk:lip': [],
  'exactperk:"kill clip"': ['Fatebringer'],
  'exactperk:kill': [],
  'keyword:cannon': HAND_CANNONS,
  'keyword:utla': ['Ace of Spades', 'Fatebringer', 'Fatebringer (Timelost)'],
  'id:77': ['Sunshot'],
  'id:7': [],
  'hash:2907129557': ['Sunshot'],
  'hash:290712955': [],
  'power:>400': ['Sunshot', 'Fatebringer (Timelost)'],
  'power:>=401': ['Sunshot', 'Fatebringer (Timelost)'],
  'light:<301': GUN_NAMES,
  'power:<=300': GUN_NAMES,
  'power:390': ['Ace of Spades'],
  'power:=390': ['Ace of Spades'],
  'tier:>=2': ['Titan Helm', 'Hunter Grips'],
  'tier:5': ['Titan Helm'],
  'tier:exotic': ['Sunshot', 'Ace of Spades'],
  'tier:<uncommon': ['Boots'],
  'count:>1': ['Fatebringer', 'Fatebringer (Timelost)'],
  'count:0': [...uncommon, 'Ghost Shell'].filter(
    (name) => !['Warlock Robes', 'Ghost Shell', 'Sparrow', 'Ship'].includes(name),
  ),
  'season:14': ['Fatebringer', 'Fatebringer (Timelost)'],
  'season:<splicer': ['Sunshot', 'Ace of Spades'],
  'season:redwar': ['Sunshot'],
  'stack:>1': ['Telemetry', 'Shader'],
  'tag:favorite': ['Sunshot'],
  'tag:KEEP': ['Ace of Spades'],
  'tag:infuse': ['Fatebringer'],
  'tag:"junk"': ['Fatebringer (Timelost)'],
  'tag:archive': ['Mountaintop'],
  'tag:none': allBut('Sunshot', 'Ace of Spades', 'Fatebringer', 'Fatebringer (Timelost)', 'Mountaintop'),
  'notes:pvp': ['Fatebringer'],
  'notes:"the RAID, xur"': ['Sunshot'],
  'notes:gone': [],
  'is:tagged': ['Sunshot', 'Ace of Spades', 'Fatebringer', 'Fatebringer (Timelost)', 'Mountaintop'],
  'is:hasnotes': ['Sunshot', 'Fatebringer'],
};

describe('what each search word finds', () => {
  it.each(Object.entries(MEANINGS))('%s', (query, expected) => {
    expect(found(query)).toEqual(names.filter((name) => expected.includes(name)));
  });

  const asked = Object.keys(MEANINGS);
  it.each(KEYWORDS.map((one) => [one.words[0], one] as const))('%s is asked for above', (first, { kind }) => {
    expect(asked.some((query) => query.startsWith(kind === 'is' ? `is:${first}` : `${first}:`))).toBe(true);
  });
});

const IS_WORDS = KEYWORDS.filter((one) => one.kind === 'is');

describe('every word of the table', () => {
  it.each(
    IS_WORDS.map((one) => [one.words[0], one.words]),
  )('is:%s finds something but not everything, the same by each alias, and the rest when turned round', (first, words) => {
    const expected = found(`is:${first}`);
    const rest = names.filter((name) => !expected.includes(name));
    expect(expected).not.toEqual([]);
    expect(rest).not.toEqual([]);
    for (const word of words) {
      expect(found(`is:${word}`)).toEqual(expected);
      expect(found(`IS:${word.toUpperCase()}`)).toEqual(expected);
      for (const turned of [`-is:${word}`, `not is:${word}`, `not:${word}`])
        expect(found(turned)).toEqual(rest);
    }
  });

  it('stands in it once', () => {
    for (const kind of [true, false]) {
      const words = KEYWORDS.filter((one) => (one.kind === 'is') === kind).flatMap((one) => one.words);
      expect(words.length).toBe(new Set(words).size);
    }
  });

  it('has examples that can be searched for', () => {
    for (const one of KEYWORDS) {
      if (one.kind === 'is') continue;
      for (const example of one.examples) expect(askZoo(example).problem).toBeUndefined();
    }
  });
});

describe('words about the character in front', () => {
  it('mean the chosen one, and the last played one until one is chosen', () => {
    expect(found('is:incurrentchar', HUNTER)).toEqual(onHunter);
    expect(found('is:currentclass', WARLOCK)).toEqual(['Warlock Robes']);
    const { hits } = askZoo('is:currentclass', undefined, undefined);
    expect(hits.map((hit) => hit.name)).toEqual(['Titan Helm']);
  });

  it('know no middle of two, and find nothing without characters', async () => {
    const { runSearch } = await import('@/lib/inventory/search/run-search');
    const { zooIndex } = await import('./search-zoo');
    const { characters } = picture([]);
    const ask = (query: string, count: number) =>
      runSearch(zooIndex, `${query} -is:modifications -is:consumables -name:alloy`, undefined, {
        picture: { characters: characters.slice(0, count) },
        chosen: undefined,
        marks: ZOO_MARKS,
      }).hits.map((hit) => hit.name);
    expect(ask('is:inmiddlechar', 2)).toEqual([]);
    expect(ask('is:inrightchar', 2)).toContain('Ace of Spades');
    expect(ask('is:inrightchar', 1)).toContain('Sunshot');
    expect(ask('is:incurrentchar', 0)).toEqual([]);
    expect(ask('is:currentclass', 0)).toEqual([]);
    expect(TITAN).toBe(characters[0]?.characterId);
  });
});
