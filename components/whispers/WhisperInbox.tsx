import { say, sayCount } from '../../lib/base/words';
import type { Emote } from '../../lib/chat/looks';
import type { Conversation, Whisper } from '../../lib/chat/whisper-book';
import { EmptyState } from '../ui/EmptyState';
import { ConversationList } from './ConversationList';

export interface WhisperInboxProps {
  /** Undefined until they were read. */
  rows: readonly Conversation[] | undefined;
  whispers: readonly Whisper[];
  query: string;
  nowMs: number;
  emotes: ReadonlyMap<string, Emote>;
  colourOf(nick: string): string | undefined;
  onQuery(query: string): void;
  onOpen(nick: string): void;
  onMarkRead(nick: string): void;
}

/** All conversations, found by name or by what was said. */
export function WhisperInbox(props: WhisperInboxProps) {
  const { rows, whispers, query, onQuery } = props;
  if (rows === undefined) return <div class="conversations" aria-busy="true" />;
  if (rows.length === 0)
    return (
      <EmptyState icon="whispers" title={say('whispers_none')}>
        <p>{say('whispers_none_help')}</p>
      </EmptyState>
    );
  const found = search(rows, whispers, query);
  return (
    <>
      <input
        type="text"
        class="whisper-search"
        value={query}
        aria-label={say('whispers_search_label')}
        placeholder={say('whispers_search')}
        onInput={(event) => onQuery(event.currentTarget.value)}
      />
      <p class="sr-only" role="status">
        {query === '' ? '' : sayCount('whispers_found', found.length)}
      </p>
      {found.length === 0 ? (
        <p class="quiet whisper-none">{say('whispers_none_found')}</p>
      ) : (
        <ConversationList {...props} rows={found} />
      )}
    </>
  );
}

/** Those whose name or stored words hold every word of the query. */
export function search(
  rows: readonly Conversation[],
  whispers: readonly Whisper[],
  query: string,
): Conversation[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...rows];
  const holds = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
  const said = new Set(whispers.filter(({ text }) => holds(text)).map(({ who }) => who));
  return rows.filter(({ nick, who }) => holds(nick) || said.has(who));
}
