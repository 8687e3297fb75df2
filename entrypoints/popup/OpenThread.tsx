import { useEffect, useState } from 'preact/hooks';
import { failureText } from '@/components/ui/failure-text';
import { Thread } from '@/components/whispers/Thread';
import { WhisperItem } from '@/components/whispers/WhisperItem';
import { WhisperWords } from '@/components/whispers/WhisperWords';
import { cleanText } from '@/lib/base/clean-text';
import type { Hash } from '@/lib/base/ids';
import type { Failure, Outcome } from '@/lib/base/outcome';
import { shareText } from '@/lib/chat/share-text';
import type { Mention, Spotter } from '@/lib/chat/spot-names';
import type { Whisper } from '@/lib/chat/whisper-book';
import { whisperParts } from '@/lib/chat/whisper-parts';
import { type Owned, ownedCopies } from '@/lib/inventory/owned';
import { NO_PERKS } from '@/lib/inventory/perks';
import type { Picture } from '@/lib/inventory/picture';
import type { CardModel } from '@/lib/items/card-model';
import { askReply } from '@/lib/messages/ask-reply';
import { drawNumber } from '@/lib/platform/draw-number';
import { send } from '@/lib/platform/send';
import type { Wires } from './App';
import type { Looks } from './use-looks';

/** A line of chat is no longer (dgg-chat.md 7). */
const LINE = 512;

interface OpenThreadProps {
  nick: string;
  looks: Looks;
  spot: Spotter | undefined;
  state: Wires['state'];
  whispers: readonly Whisper[];
  onBack(): void;
}

/** A thread its reader opened: fetched, which marks it read, and followed. */
export function OpenThread({ nick, looks, spot, state, whispers, onBack }: OpenThreadProps) {
  const [problem, setProblem] = useState<Failure>();
  const [loading, setLoading] = useState(true);
  const [draft, setDraft] = useState<{ text: string }>();
  const [asked, setAsked] = useState<Mention>();
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
      extras={
        asked && (
          <ItemOf
            key={asked.name}
            item={asked}
            state={state}
            onRoll={(text) => {
              setAsked(undefined);
              setDraft({ text });
            }}
            onClose={() => setAsked(undefined)}
          />
        )
      }
      wordsOf={(text) => (
        <WhisperWords
          parts={whisperParts(cleanText(text, LINE), looks.emotes, spot)}
          onItem={(item) => setAsked(asked?.name === item.name ? undefined : item)}
        />
      )}
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

interface ItemOfProps {
  item: Mention;
  state: Wires['state'];
  onRoll(text: string): void;
  onClose(): void;
}

/** The card of an item in a whisper; what its reader has of it comes from the picture that the popup shows. */
function ItemOf({ item, state, onRoll, onClose }: ItemOfProps) {
  const [model, setModel] = useState<CardModel>();
  const [problem, setProblem] = useState<Failure>();
  useEffect(() => {
    void send('item.card', { name: item.name }).then((answer) => {
      if (answer.ok) setModel(answer.value);
      else setProblem(answer.failure);
    });
  }, [item.name]);
  const picture = state.shown.value;
  const perks = state.perks.value ?? NO_PERKS;
  const owned =
    model &&
    picture &&
    ownedCopies(picture, { ...model, bucket: bucketOf(picture, model) }, item.perks, perks);
  const rollOf = ({ item: held }: Owned): string => {
    const hashes = held.instanceId === undefined ? [] : (perks.byItem[held.instanceId] ?? []);
    return shareText(
      held.name,
      hashes.flatMap((hash) => perks.plugs[hash]?.name ?? []),
    );
  };
  return (
    <WhisperItem
      model={model}
      problem={problem && failureText(problem)}
      owned={owned}
      onRoll={(copy) => onRoll(rollOf(copy))}
      onClose={onClose}
    />
  );
}

/** The slot of that item as a held copy tells it; without one nothing is held. */
function bucketOf({ items }: Picture, { hash, name }: CardModel): Hash {
  return (items.find((one) => one.hash === hash) ?? items.find((one) => one.name === name))?.bucket ?? 0;
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
