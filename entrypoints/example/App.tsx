import { useEffect, useRef, useState } from 'preact/hooks';
import { ItemCard } from '@/components/item/ItemCard';
import { Button } from '@/components/ui/Button';
import { failureText } from '@/components/ui/failure-text';
import type { Outcome } from '@/lib/base/outcome';
import { makeSpotter, type Spotter } from '@/lib/chat/spot-names';
import type { CardModel } from '@/lib/items/card-model';
import { send } from '@/lib/platform/send';

/** Invented lines, with names as people write them. */
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
  const [spot, problem, again] = useSpotter();
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
        <h1>An example chat</h1>
        <p>Underlined names open their cards: point at one, or go to it with Tab.</p>
      </header>
      <main>
        <ul class="example-lines" aria-label="Chat">
          {LINES.map(([nick, text]) => (
            <li key={text}>
              <b>{nick}</b>: {spot === undefined ? text : <Line text={text} spot={spot} onLook={look} />}
            </li>
          ))}
        </ul>
        {problem !== undefined && (
          <p class="problem" role="status">
            {problem}{' '}
            <Button kind="link" onPress={again}>
              Try again
            </Button>
          </p>
        )}
      </main>
      <aside class="example-card" aria-live="polite" aria-label="Card">
        {open?.answer === undefined ? (
          <p class="quiet">{open === undefined ? 'The card shows here.' : `Looking up ${open.name}…`}</p>
        ) : open.answer.ok ? (
          <ItemCard model={open.answer.value} />
        ) : (
          <p class="problem">{failureText(open.answer.failure)}</p>
        )}
      </aside>
    </div>
  );
}

function Line({ text, spot, onLook }: { text: string; spot: Spotter; onLook(name: string): void }) {
  const mentions = spot(text).filter((mention) => mention.known);
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

/** Spots names as soon as the item list is there; until then why not, and a way to ask again. */
function useSpotter(): [Spotter | undefined, string | undefined, () => void] {
  const [spot, setSpot] = useState<Spotter>();
  const [problem, setProblem] = useState<string>();
  const ask = (): void => {
    setProblem(undefined);
    void send('names.index', {}).then((answer) => {
      if (!answer.ok) return setProblem(failureText(answer.failure));
      const { value } = answer;
      if (!value.unchanged) setSpot(() => makeSpotter(value.index));
    });
  };
  useEffect(ask, []);
  return [spot, problem, ask];
}
