const OUTSIDE_ASCII = /[^\u0020-\u007e]/g;
const QUOTES = /[\u2018\u2019\u02bc\u00b4]/;
/** Letters that do not come apart into a base letter and a mark. */
const STROKED: Readonly<Record<string, string>> = { ø: 'o', Ø: 'o', ł: 'l', Ł: 'l', đ: 'd', Đ: 'd' };

/**
 * An NFC text folded for comparing, with every letter in its old place, so that a range found in the folded text
 * marks the same letters of the shown one: `Xûr` becomes `xur`.
 */
export function foldInPlace(nfc: string): string {
  return nfc.replace(OUTSIDE_ASCII, foldLetter).toLowerCase();
}

function foldLetter(letter: string): string {
  if (QUOTES.test(letter)) return "'";
  return STROKED[letter] ?? letter.normalize('NFD').charAt(0);
}
