import type { SearchProblem as Problem, ProblemKind } from '../../lib/inventory/search/problem';
import { propose } from '../../lib/inventory/search/propose';
import { Button } from '../ui/Button';

export interface SearchProblemProps {
  problem: Problem;
  /** Writes the proposal into the problem's place; see `takeInstead`. */
  onTake(problem: Problem, instead: string): void;
}

const TELLERS: Readonly<Record<ProblemKind, (typed: string) => string>> = {
  'unknown-keyword': (typed) => `${typed} is not a search word.`,
  'unknown-value': (typed) => `${typed} is not a search word.`,
  'not-a-number': (typed) => `${typed} needs a number, such as >400 or <=10.`,
  'missing-value': (typed) => `${typed} needs a word after the colon.`,
  'missing-term': (typed) => `Something is missing after “${typed}”.`,
  'open-quote': (typed) => `${typed} has an opening quote without a closing one.`,
  'open-comment': () => 'The comment has no end. A comment is written /* so */.',
  'stray-close': () => 'There is a closing bracket without an opening one.',
  'too-deep': () => 'These are more brackets inside each other than can be searched.',
};

/** Longer things are cut: the sentence is read at a glance, and the text itself stands right above it. */
const TYPED_SHOWN = 40;

/** Why a query cannot be searched for: `is:exotci is not a search word. Did you mean is:exotic?` */
export function problemText(problem: Problem): string {
  const { kind, typed } = problem;
  const instead = propose(problem);
  const shown = typed.length > TYPED_SHOWN ? `${typed.slice(0, TYPED_SHOWN)}…` : typed;
  const sentence = TELLERS[kind](shown);
  return instead === undefined || instead === '' ? sentence : `${sentence} Did you mean ${instead}?`;
}

/** The sentence, and a press that takes the proposal. Reading aloud waits for a pause in the typing. */
export function SearchProblem({ problem, onTake }: SearchProblemProps) {
  const instead = propose(problem);
  return (
    <div class="search-problem" role="status">
      <p>{problemText(problem)}</p>
      {instead !== undefined && (
        <Button onPress={() => onTake(problem, instead)}>
          {instead === '' ? 'Take it out' : `Use ${instead}`}
        </Button>
      )}
    </div>
  );
}
