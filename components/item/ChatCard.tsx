import type { Hash } from '../../lib/base/ids';
import { say } from '../../lib/base/words';
import { shareText } from '../../lib/chat/share-text';
import type { CardModel } from '../../lib/items/card-model';
import { iconUrl } from '../../lib/items/icon-url';
import { Icon } from '../ui/Icon';
import { ComparePanel } from './ComparePanel';
import type { CardState } from './card-talk';
import { dropPicture } from './draw-tile';
import { ItemCard } from './ItemCard';
import { OwnedPanel } from './OwnedPanel';
import { PerkColumns } from './PerkColumns';

export interface ChatCardDeeds {
  choose(hash: Hash): void;
  takeMeant(name: string): void;
  compare(name: string | undefined): void;
  showPicture(): void;
  send(copy: string, to: string): void;
  back(): void;
  teach(wrong: boolean): void;
  put(text: string): void;
  close(): void;
}

export interface ChatCardProps {
  state: CardState;
  deeds: ChatCardDeeds;
  /** For the age of what is owned. */
  nowMs: number;
}

/** The whole card over a chat line: the item as everybody sees it, what the reader has of it, and what can be done. */
export function ChatCard({ state, deeds, nowMs }: ChatCardProps) {
  const { face, topic, note } = state;
  return (
    <>
      <button type="button" class="card-close" aria-label={say('ui_close')} onClick={deeds.close}>
        <Icon name="clear" size={14} />
      </button>
      {face.kind === 'card' ? (
        <Known state={state} model={face.model} deeds={deeds} nowMs={nowMs} />
      ) : (
        <div class="quiet">
          <p>{face.kind === 'waiting' ? say('card_looking_up', { name: topic.said }) : face.text}</p>
          {face.kind === 'failed' && face.meant !== undefined && <Meant name={face.meant} deeds={deeds} />}
        </div>
      )}
      <p class="card-note" role="status">
        {note}
        {state.taught && (
          <button type="button" onClick={() => deeds.teach(false)}>
            {say('ui_undo')}
          </button>
        )}
      </p>
    </>
  );
}

function Meant({ name, deeds }: { name: string; deeds: ChatCardDeeds }) {
  return (
    <button type="button" onClick={() => deeds.takeMeant(name)}>
      {say('card_did_you_mean', { name })}
    </button>
  );
}

function Known({ state, model, deeds, nowMs }: ChatCardProps & { model: CardModel }) {
  const { topic, own, sending, other, picture } = state;
  const screenshot = iconUrl(model.screenshot);
  const others = topic.others.filter((name) => name !== model.name);
  return (
    <>
      {model.printings !== undefined && (
        <div class="card-tabs" role="tablist" aria-label={say('card_versions', { name: model.name })}>
          {model.printings.map(({ hash, label }) => (
            <button
              key={hash}
              type="button"
              role="tab"
              aria-selected={hash === model.hash}
              onClick={() => deeds.choose(hash)}
            >
              {label}
            </button>
          ))}
        </div>
      )}
      {other === undefined ? (
        <ItemCard model={model}>
          <PerkColumns columns={model.columns ?? []} wanted={topic.perks} />
        </ItemCard>
      ) : (
        <ComparePanel one={model} other={other} />
      )}
      {picture && screenshot !== undefined && (
        <img
          class="card-picture"
          src={screenshot}
          alt={say('card_picture_of', { name: model.name })}
          onError={dropPicture}
        />
      )}
      {model.source !== undefined && other === undefined && <p class="card-text">{model.source}</p>}
      {own.state !== 'off' && <OwnedPanel own={own} sending={sending} deeds={deeds} nowMs={nowMs} />}
      <div class="card-deeds">
        <button type="button" onClick={() => deeds.put(shareText(model.name, topic.perks))}>
          {say('ui_put_in_chat')}
        </button>
        {other !== undefined && (
          <button type="button" onClick={() => deeds.compare(undefined)}>
            {say('card_one_alone')}
          </button>
        )}
        {other === undefined &&
          others.slice(0, 3).map((name) => (
            <button key={name} type="button" onClick={() => deeds.compare(name)}>
              {say('card_compare_with', { name })}
            </button>
          ))}
        {screenshot !== undefined && !picture && (
          <button type="button" onClick={deeds.showPicture}>
            {say('card_picture')}
          </button>
        )}
        {!topic.certain && !state.taught && (
          <button type="button" onClick={() => deeds.teach(true)}>
            {say('card_not_an_item')}
          </button>
        )}
      </div>
    </>
  );
}
