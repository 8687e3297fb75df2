import { say, sayCount } from '../../lib/base/words';
import { type Emote, splitEmotes } from '../../lib/chat/looks';
import type { Conversation, Whisper } from '../../lib/chat/whisper-book';
import { previewOf } from '../../lib/chat/whisper-book';
import { timeText } from '../ui/age-text';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { EmoteWords } from './EmotePicture';

/** A row stays one line high. */
const EMOTE_PX = 16;

export interface ConversationListProps {
  rows: readonly Conversation[];
  nowMs: number;
  emotes: ReadonlyMap<string, Emote>;
  colourOf(nick: string): string | undefined;
  onOpen(nick: string): void;
  /** The reader has read them elsewhere, or does not want to. */
  onMarkRead(nick: string): void;
}

/** Conversations, unread ones first. */
export function ConversationList(props: ConversationListProps) {
  const { rows, nowMs, emotes, colourOf, onOpen, onMarkRead } = props;
  return (
    <ul class="conversations">
      {rows.map((row) => (
        <li key={row.who} class={row.unread > 0 ? 'conversation conversation-unread' : 'conversation'}>
          <button type="button" class="conversation-open" data-who={row.who} onClick={() => onOpen(row.nick)}>
            <b class="nick-colour" style={{ '--nick': colourOf(row.nick) ?? 'var(--text)' }}>
              {row.nick}
            </b>
            {row.lastAtMs > 0 && <time>{timeText(row.lastAtMs, nowMs)}</time>}
            <span>
              <EmoteWords parts={splitEmotes(lastWords(row), emotes)} most={EMOTE_PX} />
            </span>
            {row.unread > 0 && (
              <em>
                {row.unread}
                <i class="sr-only"> {say('whispers_unread')}</i>
              </em>
            )}
          </button>
          {row.unread > 0 && (
            <Button
              kind="link"
              label={say('whispers_mark_read', { nick: row.nick })}
              onPress={() => onMarkRead(row.nick)}
            >
              <Icon name="check" size={14} />
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What the row says: the newest words, or how many wait unheard. */
function lastWords({ last, missed }: Conversation): string {
  if (last === undefined) return sayCount('whispers_waiting', missed);
  const words = last.way === 'out' ? ownWords(last) : previewOf(last.text);
  return missed > 0 ? sayCount('whispers_more_waiting', missed, { words }) : words;
}

function ownWords({ state, text }: Whisper): string {
  const words = previewOf(text);
  if (state === 'refused') return say('whispers_own_refused', { words });
  return state === 'unsure' ? say('whispers_own_unsure', { words }) : say('whispers_own', { words });
}
