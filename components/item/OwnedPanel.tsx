import { besideText, capital } from '../../lib/base/local-forms';
import { say, sayCount } from '../../lib/base/words';
import type { OwnedCopy } from '../../lib/messages/chat-cards';
import { ageText } from '../ui/age-text';
import { Icon } from '../ui/Icon';
import type { ChatCardDeeds } from './ChatCard';
import type { CardState, Sending } from './card-talk';

interface OwnedPanelProps {
  own: CardState['own'];
  sending: Sending | undefined;
  deeds: Pick<ChatCardDeeds, 'send' | 'back'>;
  nowMs: number;
}

/**
 * What the reader has of an item, and where it can go. Always as high whatever it says, without pictures of its own, and
 * without a word that stands in the document: a page can measure a layer it cannot look into, sees what is loaded, and finds
 * text in closed shadow roots by `window.find`.
 */
export function OwnedPanel({ own, sending, deeds, nowMs }: OwnedPanelProps) {
  return (
    <section class="own" aria-label={say('own_label')}>
      <p class="own-head">
        <b>
          <Told text={headline(own)} />
        </b>
        <Told
          text={
            own.state === 'known'
              ? say('own_only_you_aged', { age: ageText(own.readAtMs, nowMs) })
              : say('own_only_you')
          }
        />
      </p>
      {sending !== undefined && <SendLine sending={sending} onBack={deeds.back} />}
      {own.state === 'known' &&
        own.copies.map((copy) => (
          <Copy key={copy.copy} copy={copy} busy={sending?.over === false} onSend={deeds.send} />
        ))}
      {own.state === 'known' && own.count > own.copies.length && (
        <p>
          <Told text={sayCount('card_more', own.count - own.copies.length)} />
        </p>
      )}
    </section>
  );
}

/** Drawn by the style sheet from an attribute: people and screen readers read it, no search or selection reaches it. */
function Told({ text }: { text: string }) {
  return <span class="told" data-told={text} />;
}

function headline(own: CardState['own']): string {
  switch (own.state) {
    case 'known':
      return own.count === 0 ? say('own_none') : sayCount('own_count', own.count);
    case 'waiting':
      return say('own_waiting');
    case 'signed-out':
      return say('own_signed_out');
    case 'unread':
      return say('own_unread');
    case 'failed':
      return own.text;
    case 'off':
      return '';
  }
}

function SendLine({ sending, onBack }: { sending: Sending; onBack(): void }) {
  const { text, over, failed, undo } = sending;
  return (
    <p class={`own-send${failed ? ' own-failed' : ''}`} role="status">
      <Icon name={failed ? 'warning' : over ? 'check' : 'turning'} size={14} />
      <Told text={text} />
      {over && undo && (
        <button type="button" onClick={onBack}>
          <Told text={say('ui_undo')} />
        </button>
      )}
    </p>
  );
}

interface CopyProps {
  copy: OwnedCopy;
  busy: boolean;
  onSend(copy: string, to: string): void;
}

function Copy({ copy, busy, onSend }: CopyProps) {
  const { place, equipped, power, locked, masterwork, quantity, perks, targets } = copy;
  const facts = [
    power,
    quantity > 1 ? sayCount('item_pieces', quantity) : undefined,
    locked ? say('item_locked') : undefined,
    masterwork ? say('item_masterwork') : undefined,
    perks.length > 0 ? say('own_has_perks', { perks: besideText(perks) }) : undefined,
  ].filter((fact) => fact !== undefined);
  const where = equipped ? say('own_place_equipped', { place }) : place;
  return (
    <div class="own-copy">
      <p>
        <b>
          <Told text={capital(where)} />
        </b>
        {facts.length > 0 && <Told text={` · ${facts.join(' · ')}`} />}
      </p>
      {targets.map(({ to, label }) => (
        <button
          key={to}
          type="button"
          disabled={busy}
          aria-label={say('own_send_label', { place: where, target: label })}
          onClick={() => onSend(copy.copy, to)}
        >
          <Told text={label} />
        </button>
      ))}
    </div>
  );
}
