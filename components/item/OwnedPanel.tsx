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
 * What the reader has of an item, and where it can go. Always as high whatever it says, and without pictures of its own:
 * a page could otherwise tell from the size of the card, or from what is loaded, who owns what.
 */
export function OwnedPanel({ own, sending, deeds, nowMs }: OwnedPanelProps) {
  return (
    <section class="own" aria-label="Your own, only you see this">
      <p class="own-head">
        <b>{headline(own)}</b>
        <span>Only you see this{own.state === 'known' ? ` · ${ageText(own.readAtMs, nowMs)}` : ''}</span>
      </p>
      {sending !== undefined && <SendLine sending={sending} onBack={deeds.back} />}
      {own.state === 'known' &&
        own.copies.map((copy) => (
          <Copy key={copy.copy} copy={copy} busy={sending?.over === false} onSend={deeds.send} />
        ))}
      {own.state === 'known' && own.count > own.copies.length && (
        <p class="own-more">and {own.count - own.copies.length} more</p>
      )}
    </section>
  );
}

function headline(own: CardState['own']): string {
  switch (own.state) {
    case 'known':
      return own.count === 0 ? 'You have none' : `You own ${own.count}`;
    case 'waiting':
      return 'Looking whether you have it…';
    case 'signed-out':
      return 'Sign in to Bungie in Vault Courier to see yours';
    case 'unread':
      return 'Your items are not read yet';
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
      <span>{text}</span>
      {over && undo && (
        <button type="button" onClick={onBack}>
          Undo
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
    quantity > 1 ? `${quantity} pieces` : undefined,
    locked ? 'locked' : undefined,
    masterwork ? 'masterwork' : undefined,
    perks.length > 0 ? `has ${perks.join(', ')}` : undefined,
  ].filter((fact) => fact !== undefined);
  const where = equipped ? `${place} (equipped)` : place;
  return (
    <div class="own-copy">
      <p>
        <b>{where.charAt(0).toUpperCase() + where.slice(1)}</b>
        {facts.length > 0 && ` · ${facts.join(' · ')}`}
      </p>
      {targets.map(({ to, label }) => (
        <button
          key={to}
          type="button"
          disabled={busy}
          aria-label={`Send the one ${where} ${label === 'Vault' ? 'to the vault' : label.replace('To', 'to')}`}
          onClick={() => onSend(copy.copy, to)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
