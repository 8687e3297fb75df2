import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Emote, nickColour } from '@/lib/chat/looks';
import { type Conversation, conversationOf } from '@/lib/chat/whisper-book';
import { send } from '@/lib/platform/send';
import type { LooksRecord } from '@/lib/storage/databases';

/** How the chat's words and people look. */
export interface Looks {
  emotes: ReadonlyMap<string, Emote>;
  colourOf(nick: string): string | undefined;
}

/** What is known of looks; what is missing for these people is asked for. */
export function useLooks(rows: readonly Conversation[] | undefined): Looks {
  const [records, setRecords] = useState<LooksRecord[]>([]);
  useEffect(() => {
    let stop: (() => void) | undefined;
    let gone = false;
    void import('./live').then(({ watchLooks }) => {
      if (gone) return;
      stop = watchLooks(setRecords, (error) => console.error('Vault Courier: no looks', error));
    });
    return () => {
      gone = true;
      stop?.();
    };
  }, []);
  const nicks = (rows ?? []).slice(0, 50).map(({ nick }) => nick);
  useEffect(() => {
    if (nicks.length > 0) void send('whispers.looks', { nicks });
  }, [nicks.join(' ')]);
  return useMemo(() => {
    const lists = records.find(({ id }) => id === 'lists')?.lists;
    const features = new Map(records.map((record) => [record.id, record.features ?? []]));
    return {
      emotes: new Map(lists?.emotes.map((emote) => [emote.prefix, emote])),
      colourOf: (nick) => nickColour(features.get(`@${conversationOf(nick)}`) ?? [], lists?.flairs ?? []),
    };
  }, [records]);
}
