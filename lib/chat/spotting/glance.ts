import { EMPTY_SUM, endSum, LOWERED, sumWith } from '../../items/name-words';
import { maybeStrong } from './cue-words';
import type { Branch, NameTree } from './name-tree';
import { leastNeed, Need } from './spot-policy';

/** What a glance tells of a text. */
export const Glance = {
  /** No name in it counts, and no strong sign is in it. */
  nothing: 0,
  /** No name in it counts, but there is a strong sign. */
  strong: 1,
  /** It must be read. */
  unsure: 2,
} as const;
export type Glance = (typeof Glance)[keyof typeof Glance];

const APOSTROPHE = 0x27;
const BACKTICK = 0x60;
const LETTER_S = 0x73;
const CAPITAL = 0x20;

/**
 * Most lines hold no name, and this tells it of most of them, whatever the mode, in one pass that makes nothing: words are
 * only summed up as `splitWords` would read them. Texts beyond ASCII are not looked at.
 */
export function glance(text: string, names: NameTree): Glance {
  const { length } = text;
  let strong = false;
  /** A name is there that counts if something in the line is a strong sign. */
  let waiting = false;
  /** What the word before this one begins. */
  let begun: Branch | undefined;
  for (let at = 0; at < length; at += 1) {
    const first = text.charCodeAt(at);
    if (first >= 128) return Glance.unsure;
    if (LOWERED[first] === 0) continue;
    let sum = EMPTY_SUM;
    let before = sum;
    let capital = false;
    let owner = false;
    for (; at < length; at += 1) {
      const code = text.charCodeAt(at);
      if (code >= 128) return Glance.unsure;
      const lower = LOWERED[code] ?? 0;
      if (lower === 0) {
        if (code !== APOSTROPHE && code !== BACKTICK) break;
        const next = text.charCodeAt(at + 1);
        if (next >= 128) return Glance.unsure;
        if (!(LOWERED[next] ?? 0)) break;
        owner = (next | CAPITAL) === LETTER_S;
        continue;
      }
      // Letters alone have another case: `9` is itself.
      capital ||= lower !== code;
      before = sum;
      sum = sumWith(sum, lower);
    }
    const whole = endSum(sum);
    if (begun?.next.entry(whole) !== undefined) return Glance.unsure;
    if (owner) {
      // `Sunshot's` talks of Sunshot.
      const owners = endSum(before);
      if (begun?.next.entry(owners) !== undefined || names.starts(owners) !== undefined) return Glance.unsure;
    }
    strong ||= maybeStrong(whole);
    begun = undefined;
    const start = names.starts(whole);
    if (start !== undefined) {
      if (start.more !== undefined) return Glance.unsure;
      begun = names.branchOf(start);
      if (begun.name !== undefined) {
        const need = leastNeed(begun.name);
        if (need === Need.nothing || capital) return Glance.unsure;
        waiting ||= need === Need.capitalOrStrong;
      }
    }
  }
  if (!strong) return Glance.nothing;
  return waiting ? Glance.unsure : Glance.strong;
}
