import { render } from 'preact';
import { ChatCard, type ChatCardDeeds } from '@/components/item/ChatCard';
import { type CardAsk, type CardState, CardTalk, type CardTopic } from '@/components/item/card-talk';
import { dressPage } from '@/components/ui/dress-page';
import { say } from '@/lib/base/words';
import { type Mention, makeSpotter } from '@/lib/chat/spot-names';
import { send } from '@/lib/platform/send';
import { plugInWords } from '@/lib/platform/words';
import { share } from './share';

/*
 * One item's card in a page of its own: by `?hash=` or `?name=`, as the address bar asks, or by `?q=`, some text that
 * somebody selected in any page, of which the whole counts if it is a name, else the first name in it.
 */

plugInWords();

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

function topicOf(asked: URLSearchParams): CardTopic | Promise<CardTopic> {
  const hash = Number(asked.get('hash') ?? Number.NaN);
  const name = asked.get('name')?.slice(0, 120) ?? '';
  const plain = { perks: [], others: [], certain: true };
  if (Number.isInteger(hash) && hash >= 0)
    return { asked: { hash }, said: name || say('card_this_item'), ...plain };
  if (name !== '') return { asked: { name }, said: name, ...plain };
  return topicIn((asked.get('q') ?? '').trim().slice(0, LONGEST) || '?');
}

async function topicIn(text: string): Promise<CardTopic> {
  const name = text.slice(0, 120);
  const whole = { asked: { name }, said: name, perks: [], others: [], certain: true };
  const names = await send('names.index', {});
  if (!names.ok || names.value.unchanged) return whole;
  const spot = makeSpotter(names.value.index, { others: true });
  const [exact] = spot(`[[${text}]]`);
  const inside = spot(text);
  const found: Mention | undefined = exact?.known === true ? exact : inside[0];
  if (found === undefined) return whole;
  const others = [...new Set(inside.map((mention) => mention.name))];
  return { asked: { name: found.name }, said: found.name, perks: found.perks, others, certain: true };
}

async function open(): Promise<void> {
  const box = document.getElementById('app');
  if (box === null) throw new Error('card: no #app in index.html');
  box.className = 'float';
  dressPage('card_page_title');
  const topic = await topicOf(new URLSearchParams(location.search));
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
    if (state.face.kind === 'card') document.title = state.face.model.name;
    if (box !== null) render(<ChatCard state={state} deeds={deeds} nowMs={Date.now()} />, box);
  }
  draw(talk.state);
  await talk.start();
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') window.close();
});
void open();
