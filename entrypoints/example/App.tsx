import { useEffect, useRef, useState } from 'preact/hooks';
import { ItemCard } from '@/components/item/ItemCard';
import { Button } from '@/components/ui/Button';
import { failureText } from '@/components/ui/failure-text';
import type { Outcome } from '@/lib/base/outcome';
import { say } from '@/lib/base/words';
import { type Mention, makeListener } from '@/lib/chat/spot-names';
import type { CardModel } from '@/lib/items/card-model';
import { send } from '@/lib/platform/send';

/** Invented lines, with names as people write them. The chat is English in every language of ours. */
const LINES = [
  ['Normie', 'trust me, that boss melts to Sunshot'],
  ['SubSally', 'swap it for Riskrunner next run, the adds are all arc'],
  ['Guardian', '[[Thorn]] still slaps in here'],
  ['Normie', 'anyone up for a quick game later?'],
  ['SubSally', 'ok but who drops ghorn these days'],
] as const;

type Answer = Outcome<CardModel>;

/** A chat of nobody's, in which names become cards as they do in the real one. Nothing is sent anywhere. */
export function App() {
  const [lines, problem, again] = useSpotted();
  const [open, setOpen] = useState<{ name: string; answer: Answer | undefined }>();
  const last = useRef('');
  const look = (name: string): void => {
    if (last.current === name) return;
    last.current = name;
    setOpen({ name, answer: undefined });
    void send('item.card', { name }).then((answer) => last.current === name && setOpen({ name, answer }));
  };
  return (
    <div class="example">
      <header>
        <h1>{say('example_title')}</h1>
        <p>{say('example_help')}</p>
      </header>
      <main>
        <ul class="example-lines" aria-label={say('example_chat')}>
          {LINES.map(([nick, text], at) => (
            <li key={text}>
              <b>{nick}</b>: <Line text={text} mentions={lines[at] ?? []} onLook={look} />
            </li>
          ))}
        </ul>
        {problem !== undefined && (
          <p class="problem" role="status">
            {problem}{' '}
            <Button kind="link" onPress={again}>
              {say('ui_try_again')}
            </Button>
          </p>
        )}
      </main>
      <aside class="example-card" aria-live="polite" aria-label={say('example_card')}>
        {open?.answer === undefined ? (
          <p class="quiet">
            {open === undefined ? say('example_card_here') : say('card_looking_up', { name: open.name })}
          </p>
        ) : open.answer.ok ? (
          <div class="card-frame">
            <ItemCard model={open.answer.value} />
          </div>
        ) : (
          <p class="problem">{failureText(open.answer.failure)}</p>
        )}
      </aside>
    </div>
  );
}

function Line(props: { text: string; mentions: readonly Mention[]; onLook(name: string): void }) {
  const { text, mentions, onLook } = props;
  let end = 0;
  return (
    <>
      {mentions.map(({ start, end: until, name }) => {
        const before = text.slice(end, start);
        end = until;
        return (
          <>
            {before}
            <button
              type="button"
              class="example-name"
              onMouseEnter={() => onLook(name)}
              onFocus={() => onLook(name)}
              onClick={() => onLook(name)}
            >
              {text.slice(start, until)}
            </button>
          </>
        );
      })}
      {text.slice(mentions.at(-1)?.end ?? 0)}
    </>
  );
}

/** The names in each line as soon as the item list is there; until then why not, and a way to ask again. */
function useSpotted(): [Mention[][], string | undefined, () => void] {
  const [lines, setLines] = useState<Mention[][]>([]);
  const [problem, setProblem] = useState<string>();
  const ask = (): void => {
    setProblem(undefined);
    void send('names.index', {}).then((answer) => {
      if (!answer.ok) return setProblem(failureText(answer.failure));
      const { value } = answer;
      if (value.unchanged) return;
      // As in the chat: each line is heard once, in its turn.
      const spot = makeListener(value.index);
      setLines(LINES.map(([, text]) => spot(text).filter((mention) => mention.known)));
    });
  };
  useEffect(ask, []);
  return [lines, problem, ask];
}
