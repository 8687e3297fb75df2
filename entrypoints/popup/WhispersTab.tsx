import { useEffect, useMemo, useState } from 'preact/hooks';
import { failureText } from '@/components/ui/failure-text';
import { ChatState } from '@/components/whispers/ChatState';
import { Thread } from '@/components/whispers/Thread';
import { WhisperInbox } from '@/components/whispers/WhisperInbox';
import { WhisperWords } from '@/components/whispers/WhisperWords';
import { cleanText } from '@/lib/base/clean-text';
import type { Failure, Outcome } from '@/lib/base/outcome';
import { splitEmotes } from '@/lib/chat/looks';
import { conversationOf, listConversations, type Whisper } from '@/lib/chat/whisper-book';
import { askReply } from '@/lib/messages/ask-reply';
import { drawNumber } from '@/lib/platform/draw-number';
import { send } from '@/lib/platform/send';
import type { Wires } from './App';
import { type Looks, useLooks } from './use-looks';

/** A line of chat is no longer (dgg-chat.md 7). */
const LINE = 512;

/** The whispers, wired. Loaded when the tab is first opened. */
export function WhispersTab({ state, deeds }: Wires) {
  const whispers = useWhispers();
  const [query, setQuery] = useState('');
  const views = state.views.value;
  const chat = views?.chat;
  const nowMs = state.nowMs.value;
  const open = state.thread.value;
  const rows = useMemo(
    () =>
      whispers === undefined
        ? undefined
        : listConversations(whispers, chat?.waiting ?? [], new Set(chat?.page?.ignored)),
    [whispers, chat?.waiting, chat?.page?.ignored],
  );
  // What was read elsewhere is learnt when somebody looks.
  useEffect(() => {
    const look = (): void => void (document.hidden || send('whispers.refresh', {}));
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  const looks = useLooks(rows);
  useEscape(open !== undefined, () => {
    state.thread.value = undefined;
  });
  if (views === undefined || chat === undefined) return <main class="body" aria-busy="true" />;
  return (
    <main class="body whispers">
      <ChatState
        view={chat}
        connectAs={views.settings.connectAs}
        nowMs={nowMs}
        onConnect={() => void deeds.connectChat()}
        onSwitchOn={() => void deeds.switchChatOn()}
      />
      {open === undefined ? (
        <WhisperInbox
          rows={rows}
          whispers={whispers ?? []}
          query={query}
          nowMs={nowMs}
          colourOf={looks.colourOf}
          onQuery={setQuery}
          onOpen={(nick) => {
            state.thread.value = nick;
          }}
          onMarkRead={(nick) => void deeds.openThread(nick)}
        />
      ) : (
        <OpenThread
          key={conversationOf(open)}
          nick={open}
          looks={looks}
          whispers={(whispers ?? []).filter(({ who }) => who === conversationOf(open))}
          onBack={() => {
            state.thread.value = undefined;
          }}
        />
      )}
    </main>
  );
}

interface OpenThreadProps {
  nick: string;
  looks: Looks;
  whispers: readonly Whisper[];
  onBack(): void;
}

/** A thread its reader opened: fetched, which marks it read, and followed. */
function OpenThread({ nick, looks, whispers, onBack }: OpenThreadProps) {
  const [problem, setProblem] = useState<Failure>();
  const [loading, setLoading] = useState(true);
  const [draft, setDraft] = useState<{ text: string }>();
  const look = async (): Promise<void> => {
    setLoading(true);
    const answer = await send('whispers.open', { nick });
    setProblem(answer.ok ? undefined : answer.failure);
    setLoading(false);
  };
  const unread = whispers.filter(({ state }) => state === 'unread').length;
  // What comes in while it is open and seen is read as well.
  useEffect(() => {
    if (!document.hidden) void look();
  }, [nick, unread > 0]);
  return (
    <Thread
      nick={whispers.at(-1)?.nick ?? nick}
      whispers={whispers}
      colour={looks.colourOf(nick)}
      problem={problem && failureText(problem)}
      loading={loading}
      draft={draft}
      wordsOf={(text) => <WhisperWords parts={splitEmotes(cleanText(text, LINE), looks.emotes)} />}
      onBack={onBack}
      onSend={(text) => sendOnce(nick, text)}
      onTakeUp={({ messageId, text }) => {
        setDraft({ text });
        void send('whispers.drop', { id: -messageId });
      }}
      onForget={({ messageId }) => void send('whispers.drop', { id: -messageId })}
      onLook={() => void look()}
    />
  );
}

async function sendOnce(nick: string, text: string): Promise<Outcome<null>> {
  const wish = { id: drawNumber(), nick, text };
  const deps = {
    ask: (asked: typeof wish) => send('whispers.reply', asked),
    wait: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  };
  let end = await askReply(wish, deps);
  if (!end.ok && end.failure.code === 'whisper-unsure') {
    // The thread is open before its reader: looking into it marks nothing that he does not see.
    await send('whispers.open', { nick });
    end = await askReply(wish, deps);
  }
  // The box has the text; the book need not keep it as well.
  if (!end.ok && end.failure.code !== 'whisper-unsure') void send('whispers.drop', { id: wish.id });
  return end;
}

/** Escape does that instead of what it does elsewhere in the popup. */
function useEscape(wanted: boolean, react: () => void): void {
  useEffect(() => {
    if (!wanted) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      react();
    };
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, [wanted]);
}

function useWhispers(): Whisper[] | undefined {
  const [whispers, setWhispers] = useState<Whisper[]>();
  useEffect(() => {
    let stop: (() => void) | undefined;
    let gone = false;
    void import('./live').then(({ watchWhispers }) => {
      if (gone) return;
      stop = watchWhispers(setWhispers, (error) => console.error('Vault Courier: no whispers', error));
    });
    return () => {
      gone = true;
      stop?.();
    };
  }, []);
  return whispers;
}
