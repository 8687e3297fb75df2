import type { ComponentChildren } from 'preact';
import { say } from '../../lib/base/words';
import type { Deeds } from '../../lib/inventory/choose-deeds';
import type { MoveGoal } from '../../lib/inventory/goals';
import type { Tag } from '../../lib/inventory/marks';
import type { MarkRange } from '../../lib/inventory/search/match-names';
import type { Hit } from '../../lib/inventory/search/search-items';
import { elementName } from '../../lib/items/game-words';
import { ItemTile } from '../item/ItemTile';
import { tagName, typeInWords } from '../item/item-words';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { ItemButtons } from './ItemButtons';

export interface ResultRowProps {
  hit: Hit;
  id: string;
  /** `Titan`, `Titan, worn`, `Vault`. */
  place: string;
  pending: boolean;
  tag?: Tag | undefined;
  /** Given for the selected hit alone. */
  selected?:
    | {
        deeds: Deeds;
        expanded: boolean;
        details: ComponentChildren;
        onMove(goal: MoveGoal): void;
        onLock(locked: boolean): void;
        onExpand(): void;
      }
    | undefined;
}

/** One hit: picture, name with the found letters marked, where it is, power; the selected one with its buttons. */
export function ResultRow({ hit, id, place, pending, tag, selected }: ResultRowProps) {
  const { item } = hit;
  const called = tag === undefined ? '' : tagName(tag);
  const kind = [typeInWords(item), elementName(item.damageType), place, called].filter(Boolean).join(' · ');
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a grid whose cells are laid out by CSS, not a table
    <div
      role="row"
      tabIndex={-1}
      class={`hit${selected === undefined ? '' : ' hit-on'}${pending ? ' hit-pending' : ''}`}
      id={id}
      aria-selected={selected !== undefined}
      data-hit={item.key}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the row is what is selected */}
      <div role="gridcell" class="hit-cell">
        <ItemTile item={item} size="row" pending={pending} tag={tag} />
        <div class="hit-text">
          <b class="hit-name">{marked(hit.name, hit.ranges)}</b>
          <p>{kind}</p>
          {selected !== undefined && (
            <div class="hit-buttons">
              <ItemButtons
                deeds={selected.deeds}
                onMove={selected.onMove}
                onLock={selected.onLock}
                which="row"
              />
              <Button label={say('items_more')} expanded={selected.expanded} onPress={selected.onExpand}>
                <Icon name="more" size={14} />
              </Button>
            </div>
          )}
        </div>
        {item.power !== undefined && (
          <span class="power">
            <span class="sr-only">{say('items_power_word')} </span>
            {item.power}
          </span>
        )}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
      {selected?.expanded === true && <div role="gridcell">{selected.details}</div>}
    </div>
  );
}

function marked(name: string, ranges: readonly MarkRange[]) {
  const parts: ComponentChildren[] = [];
  let done = 0;
  for (const [from, to] of ranges) {
    parts.push(name.slice(done, from), <mark key={from}>{name.slice(from, to)}</mark>);
    done = to;
  }
  parts.push(name.slice(done));
  return parts;
}
