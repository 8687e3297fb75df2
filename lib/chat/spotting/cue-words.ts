/**
 * Words that make a line one about gear. Each stands for itself: `hand cannon` is told by its `cannon`. Chosen from the
 * game's vocabulary by how much more often players' notes have them than a day of ordinary chat.
 */

/** Said of the game's gear and hardly of anything else: they vouch even for a word without capitals. */
export const STRONG_CUES: ReadonlySet<string> = wordsOf(`
  roll rolls rolled godroll godrolls perk perks perked trait traits masterwork masterworked mw catalyst catalysts
  exotic exotics adept craftable enhanced ornament ornaments
  cannon cannons hc smg smgs shotgun shotguns shotty sidearm sidearms sniper snipers rifle rifles autorifle
  pulse pulses scout scouts glaive glaives lfr lfrs lmg lmgs gls fusion fusions launcher launchers
  pvp pve crucible gambit nightfall nightfalls gms
  kinetic stasis prismatic handling reload magazine stability dps rpm ttk loadout loadouts
  banshee guardian guardians titans warlock warlocks bungie armor
  rampage headseeker swashbuckler demolitionist subsistence multikill desperado dragonfly rangefinder quickdraw
  killclip
`);

/** Said of other games too: they vouch for names of several words, and for capitals. */
export const WEAK_CUES: ReadonlySet<string> = wordsOf(`
  range damage impact slot slots season seasons stat stats combo combos burst velocity precision recoil zoom accuracy
  lightweight adaptive payload grenade grenades ammo mag barrel mod mods column columns linear submachine
  buff buffed nerf nerfed meta build builds craft crafted crafting synergy upgrade replacement viable dropped drops
  weapon weapons gun guns sword swords bow bows rocket rockets trace archetype archetypes frame frames hipfire
  legendary legendaries solar arc void strand kills killtimes precise
  trials raid raids dungeon dungeons strike strikes vault titan hunter hunters helmet gauntlets armour
  snapshot frenzy outlaw clip opening firefly xur dim
`);

/** A word that speaks for names stands for a kind of thing: who says `helmet` means no item of that name. */
export function isCue(key: string): boolean {
  return STRONG_CUES.has(key) || WEAK_CUES.has(key);
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
