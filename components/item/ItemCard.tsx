import type { ComponentChildren } from 'preact';
import type { CardModel, CardStat } from '../../lib/items/card-model';
import { ammoName, className, elementName, ItemType } from '../../lib/items/game-words';
import { iconUrl } from '../../lib/items/icon-url';
import { dropPicture } from './draw-tile';

export interface ItemCardProps {
  model: CardModel;
  /** Numbers of one very item instead of those of its definition. */
  stats?: readonly CardStat[] | undefined;
  /** Stands between the stats and the texts. */
  children?: ComponentChildren;
}

/** The card of one item, the same in popup and chat. All of it is text and numbers; nothing is markup. */
export function ItemCard({ model, stats = model.stats, children }: ItemCardProps) {
  const source = iconUrl(model.icon);
  const kind = [
    model.tierName,
    model.typeName,
    elementName(model.damageType),
    ammoName(model.ammoType),
    model.itemType === ItemType.armor ? className(model.classType) : undefined,
  ].filter((word) => word !== undefined && word !== '');
  return (
    <article class={`card rarity-${model.tier} element-${model.damageType}`}>
      <header class="card-head">
        <span class={`card-tile of-${shape(model)}`}>
          {source !== undefined && (
            <img src={source} alt="" width={44} height={44} decoding="async" onError={dropPicture} />
          )}
        </span>
        <div>
          <h2>{model.name}</h2>
          <p>{kind.join(' · ')}</p>
        </div>
      </header>
      {stats.length > 0 && (
        <dl class="card-stats">
          {stats.map((stat) => (
            <div key={stat.name}>
              <dt>{stat.name}</dt>
              <dd>{stat.value}</dd>
              {stat.bar !== undefined && (
                <span class="card-bar" aria-hidden="true">
                  <i style={{ width: `${Math.round(stat.bar * 100)}%` }} />
                </span>
              )}
            </div>
          ))}
        </dl>
      )}
      {children}
      {model.description !== '' && <p class="card-text">{model.description}</p>}
      {model.flavor !== '' && <p class="card-flavor">{model.flavor}</p>}
    </article>
  );
}

/** What is drawn in the tile until the picture is there, and stays when it never comes. */
function shape({ itemType }: CardModel): string {
  if (itemType === ItemType.weapon) return 'weapon';
  return itemType === ItemType.armor ? 'armor' : 'other';
}
