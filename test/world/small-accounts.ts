import { ODD } from './definitions';
import { ARMOR, WEAPONS } from './gear';
import { guardian } from './guardian';

const armor = (classType: number, tier: number): string[] =>
  ARMOR.filter((row) => row[6] === classType && row[5] === tier).map((row) => row[1]);
const SETS = ['helmet', 'gauntlets', 'chest', 'legs', 'classItem'];

/** One legendary piece of each slot that the class has. */
function suit(classType: number): string[] {
  return SETS.flatMap((slot) =>
    ARMOR.filter((row) => row[6] === classType && row[5] === 5 && row[4] === slot).slice(0, 1),
  ).map((row) => row[1]);
}

/** The accounts of the small world: a rich one, one with an overridden second platform, one with two platforms. */
export function smallAccounts() {
  const spoken = new Set([
    'Sunshot',
    'Riskrunner',
    'Ace of Spades',
    'Trust',
    'Thorn',
    'Better Devils',
    'Last Hope',
    'Nameless Midnight',
    'Antiope-D',
    'Hammerhead',
    'Gjallarhorn',
    'The Last Word',
    'Origin Story',
  ]);
  const rest = WEAPONS.map((row) => row[1]).filter((name) => !spoken.has(name));
  const ikora = guardian('Ikora')
    .character(2, '2026-08-18T20:14:07Z', (warlock) =>
      warlock
        .wearing('Ace of Spades', 'Trust', 'Hammerhead', ...suit(2))
        .carrying('Better Devils', 'Nameless Midnight', ...armor(2, 6).slice(0, 3))
        .postmaster('Antiope-D')
        .inGameLoadout(1, 'Better Devils', 'Trust')
        .inGameLoadout(0)
        .inGameLoadout(2, 'Ace of Spades', 'Hammerhead'),
    )
    .character(0, '2026-08-17T18:00:00Z', (titan) =>
      titan
        .wearing('Better Devils', 'Riskrunner', 'Hammerhead', ...suit(0))
        .carrying('Thorn', 'Origin Story', 'Gjallarhorn', ...armor(0, 6).slice(0, 2)),
    )
    .character(1, '2026-08-10T10:00:00Z', (hunter) =>
      hunter
        .wearing('The Last Word', 'Last Hope', 'Hammerhead', ...suit(1))
        .withFullBucket('energy', 'Last Hope', 'Trust'),
    )
    .vault('Sunshot', ...rest, ...armor(0, 6).slice(2), ...armor(1, 6), ...armor(2, 6).slice(3))
    .locked('Riskrunner')
    .vault('Classified', 'Immovable Keepsake', 'Last Row', 'Half Way Down')
    .vaultHash(ODD.unknown)
    .stack('Strange Coin', 63)
    .stack('Strange Coin', 12, 'vault')
    .stack('Enhancement Core', 700).profile;
  const overridden = guardian('IkoraPsn', 2).profile;
  Object.assign(ikora, { crossSaveOverride: 3, applicable: [3, 2] });
  Object.assign(overridden, {
    overridden: true,
    crossSaveOverride: 3,
    applicable: [],
    dateLastPlayed: '2020-01-05T11:00:00Z',
  });

  const zavala = guardian('Zavala', 3)
    .character(0, '2026-08-01T00:00:00Z', (titan) => titan.wearing('Trust').carrying('Thorn'))
    .vault('Sunshot').profile;
  const zavalaXbox = guardian('ZavalaBox', 1)
    .character(0, '2025-01-01T00:00:00Z', (titan) => titan.wearing('Better Devils'))
    .vault('Thorn').profile;
  Object.assign(zavalaXbox, { dateLastPlayed: '2025-01-01T00:00:00Z', code: 7 });

  // Played the beta and never came back: Bungie answers 1601 for it.
  const beta = guardian('Betatester').profile;
  Object.assign(beta, { dateLastPlayed: '2017-08-30T00:00:00Z', error: 1601 });

  return [
    { name: 'Ikora', bungieId: '19000001', profiles: [ikora, overridden] },
    { name: 'Zavala', bungieId: '19000002', profiles: [zavala, zavalaXbox] },
    { name: 'Nobody', bungieId: '19000003', profiles: [] },
    { name: 'Betatester', bungieId: '19000005', profiles: [beta] },
    { name: 'Newlight', bungieId: '19000004', profiles: [guardian('Newlight').profile] },
  ];
}
