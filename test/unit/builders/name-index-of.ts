import { englishWords } from '../../../build/english-words';
import type { NameIndex } from '../../../lib/items/item-definition';
import { nameKind } from '../../../lib/items/name-kind';
import { NICKNAMES } from '../../../lib/items/nicknames';

let everyday: ReadonlySet<string> | undefined;

/** The index that a page gets of these names: classed by the word list that ships, with the nicknames. */
export function nameIndexOf(gear: readonly string[], others: readonly string[] = []): NameIndex {
  everyday ??= new Set(englishWords().split('\n'));
  const words = everyday;
  const kinds = (names: readonly string[]): string => names.map((name) => nameKind(name, words)).join('');
  return {
    generation: 'test',
    gear: gear.join('\n'),
    others: others.join('\n'),
    gearKinds: kinds(gear),
    otherKinds: kinds(others),
    nicknames: NICKNAMES,
  };
}
