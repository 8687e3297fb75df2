import type { FailureCode } from '../base/failure-codes';

/** What a Bungie error code means to us (bungie-api.md 3.3). Codes not listed are `bungie-error`. */
const MEANINGS = new Map<number, FailureCode>([
  [5, 'maintenance'],
  ...each('throttled', 31, 35, 36, 37, 51, 54, 55, 56, 57, 1672),
  ...each('unknown-outcome', 27, 1643, 1651, 1652, 1688),
  ...each('signed-out', 10, 22, 89, 95, 96, 99, 2106, 2110, 2111, 2112, 2115, 2116, 2117, 2118, 2119, 2120),
  ...each('signed-out', 2121, 2122, 2123, 2124, 2125, 2126),
  ...each('app-settings-wrong', 12, 1666, 2103, 2105, 2108),
  ...each('key-refused', 2101, 2102),
  [2107, 'origin-refused'],
  ...each('no-destiny-account', 217, 1600, 1601),
  [1620, 'character-gone'],
  ...each('item-gone', 1623, 1632, 1646),
  [1637, 'character-full'],
  [1642, 'character-full'],
  [1638, 'level-too-low'],
  [1639, 'wrong-class'],
  [1640, 'equip-locked'],
  [1641, 'second-exotic'],
  ...each('in-activity', 1634, 1671),
  [1656, 'item-equipped'],
  ...each('item-stuck', 1627, 1645, 1647, 1660, 1663, 1674),
  [1648, 'only-one-allowed'],
  ...each('take-in-game', 1655, 1673),
]);

/** An expired or refused token: worth one refresh and one repeat (bungie-api.md 2.5). */
const TOKEN_CODES: ReadonlySet<number> = new Set([22, 99, 2106, 2110, 2111, 2112, 2115, 2122, 2123, 2124]);

export function meaningOf(errorCode: number): FailureCode {
  return MEANINGS.get(errorCode) ?? 'bungie-error';
}

export function asksForNewToken(errorCode: number): boolean {
  return TOKEN_CODES.has(errorCode);
}

function each(code: FailureCode, ...numbers: number[]): [number, FailureCode][] {
  return numbers.map((number) => [number, code]);
}
