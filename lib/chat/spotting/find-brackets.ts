/** What stands in `[[...]]`: `[[Name]]` or `[[Name: perk, perk]]`. */
export interface Bracketed {
  /** Of the brackets, which belong to the range. */
  start: number;
  end: number;
  /** Everything between the brackets. */
  inside: string;
  /** The name as typed: what stands before a colon. */
  typed: string;
  /** What stands behind it, parted by commas. */
  perks: string[];
}

/** Longer ones are no names. */
const LONGEST = 200;
const MOST_PERKS = 8;

/** The closed double brackets of a text in order. Of nested ones the innermost opening counts. */
export function findBrackets(text: string): Bracketed[] {
  const found: Bracketed[] = [];
  let at = text.indexOf('[[');
  while (at >= 0) {
    const close = text.indexOf(']]', at + 2);
    if (close < 0) break;
    const start = text.lastIndexOf('[[', close - 1);
    const inside = text.slice(start + 2, close);
    if (inside.length <= LONGEST && inside.trim() !== '')
      found.push({ start, end: close + 2, inside, ...readInside(inside) });
    at = text.indexOf('[[', close + 2);
  }
  return found;
}

function readInside(inside: string): { typed: string; perks: string[] } {
  const colon = inside.indexOf(':');
  if (colon < 0) return { typed: inside.trim(), perks: [] };
  const perks = inside
    .slice(colon + 1)
    .split(',')
    .map((perk) => perk.trim())
    .filter((perk) => perk !== '');
  return { typed: inside.slice(0, colon).trim(), perks: perks.slice(0, MOST_PERKS) };
}
