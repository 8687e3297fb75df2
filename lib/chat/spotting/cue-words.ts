import { KeyMap } from '../../items/key-map';
import type { Word } from '../../items/name-words';

/** What in a line speaks for a name being meant: nothing, a word of many games, or one of this game. */
export const Sign = { none: 0, weak: 1, strong: 2 } as const;
export type Sign = (typeof Sign)[keyof typeof Sign];

/*
 * Words that make a line one about gear. Each stands for itself: `hand cannon` is told by its `cannon`. Chosen from the
 * game's vocabulary by how much more often players' notes have them than a day of ordinary chat.
 */

/** Said of the game's gear and hardly of anything else: they vouch even for a word without capitals. */
const STRONG = `
  roll rolls rolled godroll godrolls perk perks perked masterwork masterworked mw catalyst catalysts
  exotic exotics adept craftable ornament ornaments
  cannon cannons hc smg smgs shotgun shotguns shotty sidearm sidearms autorifle pulses glaive glaives
  lfr lfrs lmg lmgs gls fusion fusions launcher launchers sniper snipers
  pvp pve crucible nightfall nightfalls gms kinetic stasis prismatic handling reload dps rpm ttk loadout loadouts
  banshee titans warlock warlocks bungie
  rampage headseeker swashbuckler demolitionist subsistence multikill desperado dragonfly rangefinder quickdraw
  killclip
`;

/** Said of other games and of the world too: they vouch for names of several words, and for capitals. */
const WEAK = `
  range damage impact slot slots season seasons stat stats combo combos burst velocity precision recoil zoom accuracy
  lightweight adaptive payload grenade grenades ammo mag magazine barrel mod mods column columns linear submachine
  buff buffed nerf nerfed meta build builds craft crafted crafting synergy upgrade replacement viable dropped drops
  weapon weapons gun guns rifle rifles sword swords bow bows rocket rockets trace pulse scout scouts hipfire
  archetype archetypes frame frames trait traits enhanced stability legendary legendaries solar arc void strand
  trials gambit raid raids dungeon dungeons strike strikes vault titan hunter hunters guardian guardians
  armor armour helmet gauntlets kills precise snapshot frenzy outlaw clip opening firefly xur dim
`;

const SIGNS = new KeyMap<Sign>({ maskBits: 1 << 12 });
for (const key of wordsOf(WEAK)) SIGNS.set(key, Sign.weak);
for (const key of wordsOf(STRONG)) SIGNS.set(key, Sign.strong);

/** What a word says for names beside it. */
export function signOf(word: Word | undefined): Sign {
  return (word && SIGNS.get(word)) ?? Sign.none;
}

/** True when a word of this sum (see `sumOf`) may be a strong sign; hardly ever when it is none. */
export function maybeStrong(sum: number): boolean {
  let entry = SIGNS.entry(sum);
  while (entry !== undefined && entry.value !== Sign.strong) entry = entry.more;
  return entry !== undefined;
}

function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/);
}
