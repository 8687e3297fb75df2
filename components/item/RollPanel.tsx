import type { CardPlug, ItemRoll } from '../../lib/items/card-model';
import { iconUrl } from '../../lib/items/icon-url';
import { dropPicture } from './draw-tile';

/** What one item has in its sockets: perks with what they do, mods, masterwork and kills. */
export function RollPanel({ roll }: { roll: ItemRoll }) {
  const { groups, masterwork, tracker, gearTier } = roll;
  const facts = [
    gearTier === undefined ? undefined : `Tier ${gearTier}`,
    masterwork?.name,
    tracker === undefined ? undefined : `${tracker.kills.toLocaleString()} kills`,
  ].filter((fact) => fact !== undefined);
  return (
    <div class="roll">
      {facts.length > 0 && <p class="roll-facts">{facts.join(' · ')}</p>}
      {groups.map(({ name, plugs }) => (
        <section key={name}>
          {name !== '' && <h3>{name}</h3>}
          <ul>
            {plugs.map((plug, at) => (
              <Plug key={`${plug.hash}:${at}`} plug={plug} />
            ))}
          </ul>
        </section>
      ))}
      {!roll.live && <p class="roll-facts">As of your last profile: Bungie could not be asked just now.</p>}
    </div>
  );
}

function Plug({ plug }: { plug: CardPlug }) {
  const source = iconUrl(plug.icon);
  const others = plug.others?.map((one) => one.name).join(', ');
  return (
    <li class={plug.off === true ? 'plug plug-off' : 'plug'}>
      <span class="plug-icon" aria-hidden="true">
        {source !== undefined && <img src={source} alt="" width={24} height={24} onError={dropPicture} />}
      </span>
      <div>
        <b>{plug.name}</b>
        {plug.off === true && <small> no effect now</small>}
        {plug.description !== '' && <p>{plug.description}</p>}
        {others !== undefined && <p>or {others}</p>}
      </div>
    </li>
  );
}
