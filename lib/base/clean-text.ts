// Controls, line separators, and what takes no room: bidi overrides and isolates, joiners, blank letters, tags. They can
// make a name look like another (reliability-security.md R15). Variation selectors stay: emoji are written with them.
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}\ufff9-\ufffb]|(?![\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}/gu;

/** Text from outside made safe to show: no invisible characters, at most `maxCodePoints` long (with an ellipsis). */
export function cleanText(text: string, maxCodePoints: number): string {
  const visible = text.replace(INVISIBLE, '').toWellFormed();
  const points = Array.from(visible);
  return points.length <= maxCodePoints ? visible : `${points.slice(0, maxCodePoints - 1).join('')}…`;
}
