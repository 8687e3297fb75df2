import { parseQuery } from './parse-query';
import type { SearchProblem } from './problem';
import { type Hit, type ItemIndex, searchItems } from './search-items';
import type { SearchPlace } from './search-world';

/** What the popup shows for a typed text. */
export interface SearchAnswer {
  /** Best first; empty while there is a problem. */
  hits: Hit[];
  /** Given when the text cannot be searched for. */
  problem?: SearchProblem;
  /** Nothing complete is typed yet (`is:`, an open quote): no hits, and nothing to complain about either. */
  waiting: boolean;
}

/** The hits of a typed text; `caret` undefined takes every word as finished. Total: never throws. */
export function runSearch(
  index: ItemIndex,
  typed: string,
  caret: number | undefined,
  place: SearchPlace,
): SearchAnswer {
  const query = parseQuery(typed, caret);
  if (query.problem !== undefined) return { hits: [], problem: query.problem, waiting: false };
  return {
    hits: searchItems(index, query, place),
    waiting: query.root === undefined && query.unfinished,
  };
}
