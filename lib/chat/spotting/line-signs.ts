import type { ChatLine } from './chat-line';
import { Sign, signOf } from './cue-words';
import type { Candidate } from './find-candidates';

/** Numbers of the first and the last word that is a sign. */
interface Span {
  first: number;
  last: number;
}

interface Spans {
  strong: Span;
  weak: Span;
}

/** The signs of one line, looked for once somebody asks. How far off they are does not matter: lines are short. */
export class LineSigns {
  readonly #line: ChatLine;
  readonly #sure: Iterable<{ candidate: Candidate }>;
  #spans: Spans | undefined;

  /** `sure` are names that need no sign: they speak for the others. */
  constructor(line: ChatLine, sure: Iterable<{ candidate: Candidate }>) {
    this.#line = line;
    this.#sure = sure;
  }

  /** The strongest sign beside a candidate: its own words say nothing about it. */
  beside({ first, known }: Candidate): Sign {
    this.#spans ??= findSpans(this.#line, this.#sure);
    const { strong, weak } = this.#spans;
    const last = first + known.words.length - 1;
    if (strong.first < first || strong.last > last) return Sign.strong;
    return weak.first < first || weak.last > last ? Sign.weak : Sign.none;
  }
}

function findSpans({ words }: ChatLine, sure: Iterable<{ candidate: Candidate }>): Spans {
  const strong = { first: Number.POSITIVE_INFINITY, last: -1 };
  const weak = { first: Number.POSITIVE_INFINITY, last: -1 };
  for (let at = 0; at < words.length; at += 1) {
    const sign = signOf(words[at]);
    if (sign !== Sign.none) widen(sign === Sign.strong ? strong : weak, at);
  }
  for (const { candidate } of sure) widen(strong, candidate.first);
  return { strong, weak };
}

function widen(span: Span, at: number): void {
  span.first = Math.min(span.first, at);
  span.last = Math.max(span.last, at);
}
