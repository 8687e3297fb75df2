import { lexQuery, type TermToken, type Token } from './lex-query';
import type { TextRange } from './problem';

/** True when the text asks for the term as one of the things that must all hold: not under `or`, `-` or a bracket. */
export function hasTerm(text: string, term: string): boolean {
  return findTerm(text, term, false) !== undefined;
}

/**
 * The text with the term put before it, or taken out when it is there. Before, because what stands half-typed at the
 * end stays under the caret and cannot swallow the term. A negated one is replaced: who presses "Exotic" wants exotics.
 */
export function toggleTerm(text: string, term: string): string {
  const found = findTerm(text, term, false);
  if (found !== undefined) return cut(text, found);
  const negated = findTerm(text, term, true);
  const rest = negated === undefined ? text.trimStart() : cut(text, negated);
  // A first word `or` would join the term to the second.
  return `${term} ${rest.replace(LEADING_JOINS, '')}`.trimEnd();
}

const LEADING_JOINS = /^(?:(?:or|and)(?:\s+|$|(?=\()))+/i;

/** Where the term stands by itself. Beside a written `and` or `or` it belongs to its neighbour, and is left alone. */
function findTerm(text: string, term: string, negated: boolean): TextRange | undefined {
  const [wanted] = lexQuery(term);
  if (wanted?.kind !== 'term') return undefined;
  const tokens = lexQuery(text);
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'open') depth++;
    if (token.kind === 'close' && depth > 0) depth--;
    if (token.kind !== 'term' || depth > 0 || meaning(token) !== meaning(wanted)) continue;
    const first = negated ? at - 1 : at;
    const start = tokens[first];
    if (start === undefined || (negated && start.kind !== 'not')) continue;
    if (alone(tokens[first - 1]) && alone(tokens[at + 1])) return { from: start.from, to: token.to };
  }
  return undefined;
}

function alone(neighbour: Token | undefined): boolean {
  return neighbour === undefined || !['and', 'or', 'not'].includes(neighbour.kind);
}

function meaning({ keyword, value }: TermToken): string {
  return `${keyword}:${value.toLowerCase()}`;
}

function cut(text: string, { from, to }: TextRange): string {
  return `${text.slice(0, from).trimEnd()} ${text.slice(to).trimStart()}`.trim();
}
