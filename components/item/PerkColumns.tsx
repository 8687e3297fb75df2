import { say, sayCount } from '../../lib/base/words';
import type { CardColumn, CardPlug } from '../../lib/items/card-model';
import { foldName } from '../../lib/items/fold-name';
import { iconUrl } from '../../lib/items/icon-url';
import { dropPicture } from './draw-tile';

/** A column with more tells the rest by number, so that a card stays a card. */
const MOST = 8;

/** What an item can come with: the intrinsic with its text, then its columns by icon and name. Wanted perks stand out. */
export function PerkColumns({
  columns,
  wanted,
}: {
  columns: readonly CardColumn[];
  wanted: readonly string[];
}) {
  if (columns.length === 0) return null;
  const folded = new Set(wanted.map(foldName));
  const isWanted = (plug: CardPlug): boolean => folded.has(foldName(plug.name));
  return (
    <div class="card-columns">
      {columns.map(({ name, plugs }, at) => {
        const first = [...plugs.filter(isWanted), ...plugs.filter((plug) => !isWanted(plug))];
        return (
          <ul key={`${name}:${at}`} aria-label={name === '' ? say('card_perks') : name}>
            {first.slice(0, MOST).map((plug) => (
              <Perk key={plug.hash} plug={plug} wanted={isWanted(plug)} alone={plugs.length === 1} />
            ))}
            {first.length > MOST && <li class="perk-more">{sayCount('card_more', first.length - MOST)}</li>}
          </ul>
        );
      })}
    </div>
  );
}

function Perk({ plug, wanted, alone }: { plug: CardPlug; wanted: boolean; alone: boolean }) {
  const source = iconUrl(plug.icon);
  return (
    <li class={wanted ? 'perk perk-wanted' : 'perk'} title={plug.description}>
      <i aria-hidden="true">
        {source !== undefined && (
          <img
            src={source}
            alt=""
            width={18}
            height={18}
            loading="lazy"
            decoding="async"
            onError={dropPicture}
          />
        )}
      </i>
      <span>
        {plug.name}
        {alone && plug.description !== '' && <small> {plug.description}</small>}
      </span>
    </li>
  );
}
