import { render } from 'preact';
import { ChatCard, type ChatCardDeeds } from '@/components/item/ChatCard';
import { type CardAsk, type CardState, CardTalk, type CardTopic } from '@/components/item/card-talk';
import { type Mention, makeSpotter } from '@/lib/chat/spot-names';
import { send } from '@/lib/platform/send';
import { share } from './share';

/*
 * The card of what somebody selected in any page and chose to look up: the whole text if it is a name, else the first
 * name in it.
 */

const LONGEST = 300;

const ask: CardAsk = {
  card: (asked) => send('item.card', asked),
  own: (asked) => send('item.own', asked),
  send: (asked) => send('item.send', asked),
  sent: (asked) => send('item.sent', asked),
  back: (asked) => send('item.back', asked),
  wrong: (asked) => send('item.wrong', asked),
  put: share,
};

async function topicOf(text: string): Promise<CardTopic> {
  const whole = { asked: { name: text }, said: text, perks: [], others: [], certain: true };
  const names = await send('names.index', {});
  if (!names.ok || names.value.unchanged) return whole;
  const spot = makeSpotter(names.value.index, { others: true });
  const [exact] = spot(`[[${text}]]`);
  const inside = spot(text);
  const found: Mention | undefined = exact?.known === true ? exact : inside[0];
  if (found === undefined) return whole;
  const others = [...new Set(inside.map(({ name }) => name))];
  return { asked: { name: found.name }, said: found.name, perks: found.perks, others, certain: true };
}

async function open(): Promise<void> {
  const box = document.getElementById('app');
  if (box === null) throw new Error('lookup: no #app in index.html');
  const text = (new URLSearchParams(location.search).get('q') ?? '').trim().slice(0, LONGEST);
  box.className = 'float';
  const topic = await topicOf(text === '' ? ' ' : text);
  document.title = topic.said;
  const talk: CardTalk = new CardTalk(topic, ask, draw);
  const deeds: ChatCardDeeds = {
    choose: (hash) => void talk.choose(hash),
    takeMeant: (name) => void talk.takeMeant(name),
    compare: (name) => void talk.compare(name),
    showPicture: () => talk.showPicture(),
    send: (copy, to) => void talk.send(copy, to),
    back: () => void talk.back(),
    teach: (wrong) => void talk.teach(wrong),
    put: (shared) => void talk.put(shared),
    close: () => window.close(),
  };
  function draw(state: CardState): void {
    if (box !== null) render(<ChatCard state={state} deeds={deeds} nowMs={Date.now()} />, box);
  }
  draw(talk.state);
  await talk.start();
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') window.close();
});
void open();
