/** Part of the typed text: from, up to but not including. */
export interface TextRange {
  from: number;
  to: number;
}

/**
 * Why a query cannot be searched for; the sentence is made in `components/inventory/SearchProblem.tsx`,
 * what to write instead in `propose.ts`.
 * - `unknown-keyword`: `colour:red`, `unknown-value`: `is:exotci`, `not-a-number`: `power:much`;
 * - `missing-value`: `is:`, `missing-term`: `sunshot or`, `-`, `()`;
 * - `open-quote`, `open-comment`, `stray-close`: half of a pair;
 * - `too-deep`: more brackets inside each other than anybody means.
 */
export type ProblemKind =
  | 'unknown-keyword'
  | 'unknown-value'
  | 'not-a-number'
  | 'missing-value'
  | 'missing-term'
  | 'open-quote'
  | 'open-comment'
  | 'stray-close'
  | 'too-deep';

export interface SearchProblem extends TextRange {
  kind: ProblemKind;
  /** What stands in the range, as typed. */
  typed: string;
}

/** A text and where the caret stands in it. */
export interface Typed {
  text: string;
  caret: number;
}

/** The text with something else in the problem's place. Neighbours of a part taken out must not grow together. */
export function takeInstead(text: string, { from, to }: SearchProblem, instead: string): Typed {
  const parted = instead === '' && /\S$/.test(text.slice(0, from)) && /^\S/.test(text.slice(to));
  const put = parted ? ' ' : instead;
  return { text: text.slice(0, from) + put + text.slice(to), caret: from + put.length };
}
