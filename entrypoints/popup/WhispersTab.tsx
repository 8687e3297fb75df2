import { useEffect, useMemo, useState } from 'preact/hooks';
import { ChatState } from '@/components/whispers/ChatState';
import { WhisperInbox } from '@/components/whispers/WhisperInbox';
import { conversationOf, listConversations, type Whisper } from '@/lib/chat/whisper-book';
import { send } from '@/lib/platform/send';
import type { Wires } from './App';
import { OpenThread } from './OpenThread';
import { useLooks } from './use-looks';
import { useSpotter } from './use-spotter';

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
  const spot = useSpotter(views?.settings);
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
          emotes={looks.emotes}
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
          spot={spot}
          state={state}
          whispers={(whispers ?? []).filter(({ who }) => who === conversationOf(open))}
          onBack={() => {
            state.thread.value = undefined;
          }}
        />
      )}
    </main>
  );
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
