import { say, sayCount } from '../../lib/base/words';
import type { InGameLoadout } from '../../lib/inventory/loadouts/loadout';
import { iconUrl } from '../../lib/items/icon-url';
import { Button } from '../ui/Button';

export interface InGameListProps {
  loadouts: readonly InGameLoadout[];
  heldOf(loadout: InGameLoadout): number;
  onApply(loadout: InGameLoadout): void;
}

/** The loadouts the game keeps: their things are brought first, then the game puts them on with their mods. */
export function InGameList({ loadouts, heldOf, onApply }: InGameListProps) {
  return (
    <section aria-label={say('loadouts_in_game')}>
      <h2 class="section-head">
        {say('loadouts_in_game')} <small>{loadouts.length}</small>
      </h2>
      <ul class="loadout-list">
        {loadouts.map((loadout) => {
          const name =
            loadout.name === '' ? say('loadouts_numbered', { number: loadout.index + 1 }) : loadout.name;
          const icon = iconUrl(loadout.icon);
          return (
            <li class="loadout" key={`${loadout.characterId}:${loadout.index}`}>
              <div class="loadout-head">
                <span class="loadout-icon" aria-hidden="true">
                  {icon === undefined ? loadout.index + 1 : <img src={icon} alt="" loading="lazy" />}
                </span>
                <div>
                  <b>{name}</b>
                  <p>{partsInWords(loadout.items.length, heldOf(loadout))}</p>
                </div>
                <Button onPress={() => onApply(loadout)} label={say('loadouts_put_on_label', { name })}>
                  {say('loadouts_put_on')}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function partsInWords(all: number, held: number): string {
  const items = sayCount('loadouts_items', all);
  return held === all ? items : say('loadouts_items_gone', { items, gone: all - held });
}
