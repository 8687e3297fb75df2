import { NameKind } from '../../items/name-kind';
import { type ChatLine, standsAlone } from './chat-line';
import { Closeness, closenessOf } from './closeness';
import { type Candidate, findCandidates } from './find-candidates';
import { LineSigns } from './line-signs';
import type { NameTree } from './name-tree';
import { counts } from './spot-policy';

interface Weighed {
  candidate: Candidate;
  closeness: Closeness;
}

/** The names in a line outside brackets, in order and apart: from the left, and of each beginning the longest. */
export function findPlain(line: ChatLine, names: NameTree, mode: 'normal' | 'strict'): Candidate[] {
  const weighed = weigh(line, names);
  const found: Candidate[] = [];
  if (weighed.length === 0) return found;
  const signs = new LineSigns(line, weighed.filter(needsNoSign));
  let after = 0;
  for (const { candidate, closeness } of weighed) {
    if (candidate.start < after || !counts(mode, { line, candidate, closeness, signs })) continue;
    found.push(candidate);
    after = candidate.end;
  }
  return found;
}

/** What might be a name, in the order in which it is to be judged. */
function weigh(line: ChatLine, names: NameTree): Weighed[] {
  const weighed: Weighed[] = [];
  for (let at = 0; at < line.words.length; at += 1) {
    for (const candidate of findCandidates(line, at, names)) {
      if (!standsAlone(line, candidate.start, candidate.end)) continue;
      const closeness = closenessOf(line, candidate);
      if (closeness !== Closeness.none) weighed.push({ candidate, closeness });
    }
  }
  return weighed;
}

function needsNoSign({ candidate: { known } }: Weighed): boolean {
  return known.gear && known.kind === NameKind.coined;
}
