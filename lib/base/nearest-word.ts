/** Longer than any search word: nothing is near it. */
const LONGEST = 30;

/**
 * The word that a slip of the finger would turn into `typed`: one letter wrong, missing, doubled or swapped for each
 * three typed, at most three. The first of equally near ones.
 */
export function nearestWord(typed: string, words: Iterable<string>): string | undefined {
  if (typed.length > LONGEST) return undefined;
  let best: string | undefined;
  let allowed = Math.min(3, Math.max(1, Math.floor(typed.length / 3)));
  for (const word of words) {
    if (Math.abs(word.length - typed.length) > allowed) continue;
    const distance = slips(typed, word);
    if (distance > allowed) continue;
    best = word;
    // From here on only a nearer one will do.
    allowed = distance - 1;
  }
  return best;
}

/** Letters to change, add, drop or swap with their neighbour. */
function slips(one: string, other: string): number {
  let [before, last] = [[] as number[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let at = 1; at <= other.length; at++) {
      const same = one[row - 1] === other[at - 1] ? 0 : 1;
      let least = Math.min((last[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1, (last[at - 1] ?? 0) + same);
      const swapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      if (swapped) least = Math.min(least, (before[at - 2] ?? 0) + 1);
      next.push(least);
    }
    [before, last] = [last, next];
  }
  return last[other.length] ?? 0;
}
