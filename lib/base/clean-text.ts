// Controls, bidi overrides and isolates, zero-width characters: they can make a name look like another
// (reliability-security.md R15).
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly what has to go
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;

/** Text from outside made safe to show: no invisible characters, at most `maxCodePoints` long (with an ellipsis). */
export function cleanText(text: string, maxCodePoints: number): string {
  const visible = text.replace(INVISIBLE, '').toWellFormed();
  const points = Array.from(visible);
  return points.length <= maxCodePoints ? visible : `${points.slice(0, maxCodePoints - 1).join('')}…`;
}
