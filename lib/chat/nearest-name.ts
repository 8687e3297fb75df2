import { nearestWord } from '../base/nearest-word';
import { foldName } from '../items/fold-name';
import type { NameIndex } from '../items/item-definition';

/**
 * Answers with the name nearest to what somebody typed, or undefined when none is near. Looks at all of them: for a
 * question of the reader's, not for each line.
 */
export function makeNearestName(
  index: Pick<NameIndex, 'gear' | 'others'>,
): (typed: string) => string | undefined {
  let folded: ReadonlyMap<string, string> | undefined;
  return (typed) => {
    folded ??= foldAll(index);
    const near = nearestWord(foldName(typed), folded.keys());
    return near === undefined ? undefined : folded.get(near);
  };
}

/** Gear last, so that it keeps a name that something else has too. */
function foldAll({ gear, others }: Pick<NameIndex, 'gear' | 'others'>): Map<string, string> {
  const names = [...others.split('\n'), ...gear.split('\n')].filter((name) => name !== '');
  return new Map(names.map((name) => [foldName(name), name]));
}
