import { straighten } from '../items/name-words';

/** A chat line takes 512 letters, and this shall leave room for words. */
const LONGEST = 180;
const MOST_PERKS = 8;
/** What would end or part the brackets. */
const BREAKS_NAME = /\[\[|\]\]|^\[|\]$/;
const BREAKS_PERK = /\[\[|\]\]|\]$|,/;

/**
 * An item as people write it in chat: `[[Sunshot]]`, `[[Duke Mk. 44: Rampage, Kill Clip]]`. Read back by spotting it
 * gives the same name and perks. What cannot be written so is left out, perks first.
 */
export function shareText(name: string, perks: readonly string[] = []): string {
  const plain = oneLine(name);
  if (BREAKS_NAME.test(plain)) return plain;
  // With a colon of its own a name is read whole, and its perks would be taken for a part of it.
  const kept = plain.includes(':')
    ? []
    : perks.map(oneLine).filter((perk) => perk !== '' && !BREAKS_PERK.test(perk));
  let text = `[[${plain}]]`;
  for (const [at, perk] of kept.slice(0, MOST_PERKS).entries()) {
    const longer = `${text.slice(0, -2)}${at === 0 ? ': ' : ', '}${perk}]]`;
    if (longer.length > LONGEST) break;
    text = longer;
  }
  return text;
}

/** Straight apostrophes: everybody can type and read them. */
function oneLine(text: string): string {
  return straighten(text).replace(/\s+/g, ' ').trim();
}
