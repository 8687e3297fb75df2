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
    <section aria-label="Saved in the game">
      <h2 class="section-head">
        Saved in the game <small>{loadouts.length}</small>
      </h2>
      <ul class="loadout-list">
        {loadouts.map((loadout) => {
          const name = loadout.name === '' ? `Loadout ${loadout.index + 1}` : loadout.name;
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
                <Button onPress={() => onApply(loadout)} label={`Put on ${name}`}>
                  Put on
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
  const things = all === 1 ? '1 item' : `${all} items`;
  return held === all ? things : `${things}, ${all - held} gone`;
}
