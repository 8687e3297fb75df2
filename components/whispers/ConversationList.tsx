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
                <i class="sr-only"> unread</i>
              </em>
            )}
          </button>
          {row.unread > 0 && (
            <Button
              kind="link"
              label={`Mark whispers from ${row.nick} as read`}
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
  if (last === undefined) return missed === 1 ? 'One waits to be fetched' : `${missed} wait to be fetched`;
  const more = missed > 0 ? ` (${missed} more to be fetched)` : '';
  return `${last.way === 'out' ? ownWords(last) : ''}${previewOf(last.text)}${more}`;
}

function ownWords({ state }: Whisper): string {
  if (state === 'refused') return 'Not sent: ';
  return state === 'unsure' ? 'Unsure whether sent: ' : 'You: ';
}
