import type { ComponentChildren } from 'preact';
import type { ItemKey } from '../../lib/base/ids';
import { say, sayCount } from '../../lib/base/words';
import type { Deeds } from '../../lib/inventory/choose-deeds';
import type { MoveGoal } from '../../lib/inventory/goals';
import { type MarkBook, markOf } from '../../lib/inventory/marks';
import type { HeldItem, Picture } from '../../lib/inventory/picture';
import type { Hit } from '../../lib/inventory/search/search-items';
import { EmptyState } from '../ui/EmptyState';
import { useGradually } from '../ui/use-gradually';
import { placeLabel } from './move-words';
import { ResultRow } from './ResultRow';

export interface HitListProps {
  picture: Picture;
  typed: string;
  hits: readonly Hit[];
  selected: Hit | undefined;
  deeds: Deeds;
  expanded: boolean;
  details: ComponentChildren;
  pending: ReadonlySet<ItemKey>;
  /** Tags and notes. */
  book: MarkBook;
  onMove(goal: MoveGoal): void;
  onLock(item: HeldItem, locked: boolean): void;
  onExpand(): void;
}

/** More rows than this nobody reads; a further letter finds faster than scrolling. */
export const HITS_SHOWN = 60;
/** What fits into the popup's height; the others follow. */
const HITS_IN_SIGHT = 12;

/** The hits of a search, best first. */
export function HitList(props: HitListProps) {
  const { picture, typed, hits, selected, deeds, expanded, details, pending, book } = props;
  const drawn = useGradually(HITS_SHOWN, HITS_IN_SIGHT, HITS_IN_SIGHT);
  if (hits.length === 0) {
    return (
      <EmptyState icon="search" title={say('items_none_called', { name: typed.trim() })}>
        <p>{say('items_none_called_help')}</p>
      </EmptyState>
    );
  }
  const more = hits.length - HITS_SHOWN;
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: rows are laid out by CSS, not as a table */}
      <div class="hits" id="hits" role="grid" aria-label={say('items_found')}>
        {hits.slice(0, drawn).map((hit, index) => (
          <ResultRow
            key={hit.item.key}
            id={`hit-${index}`}
            hit={hit}
            place={placeLabel(picture, hit.item)}
            pending={pending.has(hit.item.key)}
            tag={markOf(book, hit.item)?.tag}
            selected={
              hit !== selected
                ? undefined
                : {
                    deeds,
                    expanded,
                    details,
                    onMove: props.onMove,
                    onLock: (locked) => props.onLock(hit.item, locked),
                    onExpand: props.onExpand,
                  }
            }
          />
        ))}
      </div>
      {more > 0 && <p class="quiet hits-more">{sayCount('items_more_hits', more)}</p>}
    </>
  );
}
