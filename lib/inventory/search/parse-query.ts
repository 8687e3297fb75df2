import { lexQuery, type TermToken, type Token } from './lex-query';
import type { ProblemKind, SearchProblem, TextRange } from './problem';
import { type ItemTest, readTerm, VALUE_WORDS } from './read-term';

/** A query as a tree. `words` look for names with slips forgiven, `exact` ones (typed in quotes) for these letters. */
export type QueryNode =
  | { op: 'and' | 'or'; parts: QueryNode[] }
  | { op: 'not'; part: QueryNode }
  | { op: 'test'; test: ItemTest }
  | { op: 'words'; text: string; exact: boolean };

export interface ParsedQuery {
  /** Undefined when nothing complete is typed. */
  root?: QueryNode;
  /** The first thing that cannot be searched for. */
  problem?: SearchProblem;
  /** Something under the caret is not complete yet and was left out. */
  unfinished: boolean;
}

/** Far more than anybody nests, far less than the stack holds. */
const DEEPEST = 50;
/** `power>400`: the colon was forgotten. */
const NO_COLON = /^([a-z]+)(?:[<>]=?|=)\d+$/i;

/**
 * Reads a query in the grammar of Destiny Item Manager. Not binds tightest, then a written `and`, then `or`, and last
 * the `and` that white space means: `is:exotic sunshot or thorn` wants an exotic that is one of the two. A bracket
 * left open closes at the end. What is incomplete under the caret is left out rather than complained about; without
 * a caret every word is finished. Total: never throws, linear in the text.
 */
export function parseQuery(text: string, caret?: number): ParsedQuery {
  const parser = new Parser(text, caret);
  const root = parser.parse();
  const { problem, unfinished } = parser;
  return {
    ...(root === undefined ? {} : { root }),
    ...(problem === undefined ? {} : { problem }),
    unfinished,
  };
}

/** A class for its place in the tokens; it lives for one call. */
class Parser {
  problem: SearchProblem | undefined;
  unfinished = false;
  readonly #text: string;
  readonly #caret: number | undefined;
  readonly #tokens: Token[];
  #at = 0;
  #depth = 0;

  constructor(text: string, caret: number | undefined) {
    this.#text = text;
    this.#caret = caret;
    const tokens = lexQuery(text);
    const open = tokens.find((token) => token.kind === 'comment' && !token.closed);
    if (open !== undefined) this.#leave(open, 'open-comment');
    // Two terms with nothing between them are joined like two with a space.
    this.#tokens = tokens.filter((token) => token.kind !== 'gap' && token.kind !== 'comment');
  }

  parse(): QueryNode | undefined {
    const parts: QueryNode[] = [];
    while (this.#at < this.#tokens.length) {
      const part = this.#parseSequence();
      if (part !== undefined) parts.push(part);
      const stray = this.#take('close');
      if (stray !== undefined) this.#complain(stray, 'stray-close');
    }
    return join('and', parts);
  }

  /** Terms side by side, up to a closing bracket. */
  #parseSequence(): QueryNode | undefined {
    const parts: (QueryNode | undefined)[] = [];
    while (this.#at < this.#tokens.length && this.#peek()?.kind !== 'close') {
      parts.push(this.#parseJoined('or'));
    }
    return join('and', parts);
  }

  #parseJoined(op: 'or' | 'and'): QueryNode | undefined {
    const operand = () =>
      op === 'or' ? this.#parseJoined('and') : this.#parseAtom(this.#tokens[this.#at - 1]);
    const parts = [operand()];
    while (this.#take(op) !== undefined) parts.push(operand());
    return join(op, parts);
  }

  /** One term or bracket with the negations before it; `before` is what it belongs to, should it be missing. */
  #parseAtom(before: Token | undefined): QueryNode | undefined {
    let negated = false;
    let owner = before;
    for (let not = this.#take('not'); not !== undefined; not = this.#take('not')) {
      negated = !negated;
      owner = not;
    }
    const node = this.#parsePlain(owner);
    return negated && node !== undefined ? { op: 'not', part: node } : node;
  }

  #parsePlain(owner: Token | undefined): QueryNode | undefined {
    const token = this.#peek();
    if (token?.kind === 'term') {
      this.#at++;
      return this.#readTerm(token);
    }
    const open = this.#take('open');
    if (open !== undefined) return this.#parseBracket(open);
    // An operator that starts where a term should stand is passed over, or the loop would never end.
    if (token !== undefined && token.kind !== 'close') this.#at++;
    const range = owner ?? token;
    if (range !== undefined) this.#leave(range, 'missing-term');
    return undefined;
  }

  #parseBracket(open: Token): QueryNode | undefined {
    if (++this.#depth > DEEPEST) {
      this.#complain(open, 'too-deep');
      this.#at = this.#tokens.length;
    }
    const empty = this.#peek() === undefined || this.#peek()?.kind === 'close';
    const node = this.#parseSequence();
    const close = this.#take('close');
    if (empty) this.#leave({ from: open.from, to: close?.to ?? open.to }, 'missing-term');
    this.#depth--;
    return node;
  }

  #readTerm(token: TermToken): QueryNode | undefined {
    const { keyword, value, quoted } = token;
    if (!token.closed && !this.#under(token)) {
      this.#complain(token, 'open-quote');
      return undefined;
    }
    if (keyword !== undefined) return this.#readKeyword(token, keyword);
    if (!quoted) return this.#readWord(token);
    if (value.trim() !== '') return { op: 'words', text: value, exact: true };
    return this.#leave(token, 'missing-term');
  }

  #readWord(token: TermToken): QueryNode | undefined {
    const last = this.#at === this.#tokens.length && this.#at > 1;
    if (last && this.#under(token) && /^(?:or|and|not)$/i.test(token.value)) {
      // Most likely the space after it is still to come.
      this.unfinished = true;
      return undefined;
    }
    const [, keyword = ''] = NO_COLON.exec(token.value) ?? [];
    if (VALUE_WORDS.get(keyword.toLowerCase())?.kind === 'number') {
      this.#complain(token, 'unknown-keyword');
      return undefined;
    }
    return { op: 'words', text: token.value, exact: false };
  }

  #readKeyword(token: TermToken, keyword: string): QueryNode | undefined {
    const meaning = readTerm(keyword, token.value);
    if (meaning.kind === 'test') {
      const node: QueryNode = { op: 'test', test: meaning.test };
      return keyword === 'not' ? { op: 'not', part: node } : node;
    }
    if (meaning.unfinished) this.#leave(token, meaning.problem);
    else this.#complain(token, meaning.problem);
    return undefined;
  }

  /** Leaves out what is incomplete: kindly while the caret is in it, with a complaint after that. */
  #leave(range: TextRange, kind: ProblemKind): undefined {
    if (this.#under(range)) this.unfinished = true;
    else this.#complain(range, kind);
    return undefined;
  }

  #complain({ from, to }: TextRange, kind: ProblemKind): void {
    if (this.problem !== undefined && this.problem.from <= from) return;
    this.problem = { kind, from, to, typed: this.#text.slice(from, to).trim() };
  }

  #under({ from, to }: TextRange): boolean {
    return this.#caret !== undefined && this.#caret >= from && this.#caret <= to;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #take(kind: Token['kind']): Token | undefined {
    const token = this.#tokens[this.#at];
    if (token?.kind !== kind) return undefined;
    this.#at++;
    return token;
  }
}

/** Parts under one operator, equal ones inside it taken up; plain words of one `and` are searched for as one name. */
function join(op: 'and' | 'or', parts: readonly (QueryNode | undefined)[]): QueryNode | undefined {
  const flat = parts.flatMap((part) => (part === undefined ? [] : part.op === op ? part.parts : [part]));
  const joined = op === 'and' ? oneName(flat) : flat;
  return joined.length > 1 ? { op, parts: joined } : joined[0];
}

function oneName(parts: readonly QueryNode[]): QueryNode[] {
  const plain = parts.filter((part) => part.op === 'words' && !part.exact);
  const [first] = plain;
  if (first === undefined || plain.length === 1) return [...parts];
  const text = plain.map((part) => (part.op === 'words' ? part.text : '')).join(' ');
  return parts.flatMap((part) => {
    if (part === first) return [{ op: 'words' as const, text, exact: false }];
    return part.op === 'words' && !part.exact ? [] : [part];
  });
}
