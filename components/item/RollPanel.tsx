import { besideText } from '../../lib/base/local-forms';
import { say, sayCount } from '../../lib/base/words';
import type { CardPlug, ItemRoll } from '../../lib/items/card-model';
import { iconUrl } from '../../lib/items/icon-url';
import { dropPicture } from './draw-tile';

/** What one item has in its sockets: perks with what they do, mods, masterwork and kills. */
export function RollPanel({ roll }: { roll: ItemRoll }) {
  const { groups, masterwork, tracker, gearTier } = roll;
  const facts = [
    gearTier === undefined ? undefined : say('card_roll_tier', { tier: gearTier }),
    masterwork?.name,
    tracker === undefined ? undefined : sayCount('card_roll_kills', tracker.kills),
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
      {!roll.live && <p class="roll-facts">{say('card_roll_old')}</p>}
    </div>
  );
}

function Plug({ plug }: { plug: CardPlug }) {
  const source = iconUrl(plug.icon);
  const others = plug.others && besideText(plug.others.map((one) => one.name));
  return (
    <li class={plug.off === true ? 'plug plug-off' : 'plug'}>
      <span class="plug-icon" aria-hidden="true">
        {source !== undefined && <img src={source} alt="" width={24} height={24} onError={dropPicture} />}
      </span>
      <div>
        <b>{plug.name}</b>
        {plug.off === true && <small> {say('card_plug_off')}</small>}
        {plug.description !== '' && <p>{plug.description}</p>}
        {others !== undefined && <p>{say('card_plug_or', { perks: others })}</p>}
      </div>
    </li>
  );
}
