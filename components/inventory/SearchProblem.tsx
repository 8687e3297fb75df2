import { sentences } from '../../lib/base/local-forms';
import { say } from '../../lib/base/words';
import type { SearchProblem as Problem, ProblemKind } from '../../lib/inventory/search/problem';
import { propose } from '../../lib/inventory/search/propose';
import { Button } from '../ui/Button';

export interface SearchProblemProps {
  problem: Problem;
  /** Writes the proposal into the problem's place; see `takeInstead`. */
  onTake(problem: Problem, instead: string): void;
}

const TELLERS: Readonly<Record<ProblemKind, (typed: string) => string>> = {
  'unknown-keyword': (typed) => say('search_problem_unknown', { typed }),
  'unknown-value': (typed) => say('search_problem_unknown', { typed }),
  'not-a-number': (typed) => say('search_problem_number', { typed }),
  'missing-value': (typed) => say('search_problem_value', { typed }),
  'missing-term': (typed) => say('search_problem_term', { typed }),
  'open-quote': (typed) => say('search_problem_quote', { typed }),
  'open-comment': () => say('search_problem_comment'),
  'stray-close': () => say('search_problem_close'),
  'too-deep': () => say('search_problem_deep'),
};

/** Longer things are cut: the sentence is read at a glance, and the text itself stands right above it. */
const TYPED_SHOWN = 40;

/** Why a query cannot be searched for: `is:exotci is not a search word. Did you mean is:exotic?` */
export function problemText(problem: Problem): string {
  const { kind, typed } = problem;
  const instead = propose(problem);
  const shown = typed.length > TYPED_SHOWN ? `${typed.slice(0, TYPED_SHOWN)}…` : typed;
  const sentence = TELLERS[kind](shown);
  if (instead === undefined || instead === '') return sentence;
  return sentences(sentence, say('search_problem_meant', { word: instead }));
}

/** The sentence, and a press that takes the proposal. Reading aloud waits for a pause in the typing. */
export function SearchProblem({ problem, onTake }: SearchProblemProps) {
  const instead = propose(problem);
  return (
    <div class="search-problem" role="status">
      <p>{problemText(problem)}</p>
      {instead !== undefined && (
        <Button onPress={() => onTake(problem, instead)}>
          {instead === '' ? say('search_problem_take_out') : say('search_problem_use', { word: instead })}
        </Button>
      )}
    </div>
  );
}
