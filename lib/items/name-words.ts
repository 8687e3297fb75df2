/** One word of a text: from, up to but not including, in UTF-16 units, and how it is compared. */
export interface Word {
  start: number;
  end: number;
  /** Lower case and without apostrophes, so that `wardens` is `Warden's`; accents are kept. */
  key: string;
}

const OTHER_LETTER = /[\p{L}\p{N}\p{M}]/u;
const BEYOND_ASCII = /[\u0080-\uffff]/;
const APOSTROPHE = 0x27;
/** Typed for an apostrophe. */
const CURLY = /[\u2018\u2019\u02bc\u0060\u00b4]/g;
const MARKS = /\p{M}+/gu;

/** Letters and digits of ASCII by their code. */
const LETTERS = Uint8Array.from({ length: 128 }, (_, code) =>
  /[0-9A-Za-z]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** A letter, digit or combining mark stands here. Pairs of surrogates are none: no name is written with them. */
export function isLetterAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  // Behind the end the code is no number, which is neither.
  return code < 128 ? LETTERS[code] === 1 : code >= 128 && OTHER_LETTER.test(text.charAt(at));
}

/** With straight apostrophes and otherwise as it is; the same length. */
export function straighten(text: string): string {
  return text.replace(CURLY, "'");
}

/**
 * The words of a straightened text in order. Apostrophes between letters belong to the word; everything else that is
 * no letter, digit or mark parts words, so `IKELOS_SG` is two. Not more than `most` of them.
 */
export function splitWords(text: string, most = Number.POSITIVE_INFINITY): Word[] {
  const words: Word[] = [];
  const flat = lowerInPlace(text);
  const length = flat.length;
  const beyond = BEYOND_ASCII.test(flat);
  for (let at = 0; at < length && words.length < most; at += 1) {
    if (!isLetterAt(flat, at)) continue;
    const start = at;
    let apostrophes = false;
    for (at += 1; at < length; at += 1) {
      if (isLetterAt(flat, at)) continue;
      if (flat.charCodeAt(at) !== APOSTROPHE || !isLetterAt(flat, at + 1)) break;
      apostrophes = true;
    }
    const written = flat.slice(start, at);
    const key = apostrophes ? written.replaceAll("'", '') : written;
    // A letter and its mark have two spellings, which only look different to us.
    words.push({ start, end: at, key: beyond ? key.normalize('NFC') : key });
  }
  return words;
}

/** Lower case where that keeps the length: offsets must stay true. */
function lowerInPlace(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]+/g, (run) => run.toLowerCase());
}

/** A word's key as it is typed without a keyboard for accents: `xûr` is `xur`. */
export function withoutAccents(key: string): string {
  return BEYOND_ASCII.test(key) ? key.normalize('NFD').replace(MARKS, '') : key;
}
