/** Anything that is done more with than lower its case: beyond ASCII, a backtick, spaces that do not stand alone between words. */
const ODD = /[^ -_a-~]| {2}|^ | $/;
const BEYOND_ASCII = /[\u0080-\uffff]/;
const MARKS = /\p{M}+/gu;
const QUOTES = /[\u2018\u2019\u02bc\u0060\u00b4]/g;
const DOUBLE_QUOTES = /[\u201c\u201d]/g;
const SPACES = /\s+/g;

/** A name as it is compared: case, accents, curly quotes and doubled spaces do not count, so `xur` is `Xûr`. */
export function foldName(name: string): string {
  // Nearly all names are plain, and a chat page folds all of them at the first brackets.
  if (!ODD.test(name)) return name.toLowerCase();
  const plain = BEYOND_ASCII.test(name)
    ? name.normalize('NFD').replace(MARKS, '').replace(DOUBLE_QUOTES, '"')
    : name;
  return plain.replace(QUOTES, "'").replace(SPACES, ' ').trim().toLowerCase();
}
