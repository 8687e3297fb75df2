// @vitest-environment happy-dom

import { render } from 'preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ChatCard } from '@/components/item/ChatCard';
import { type CardAsk, type CardState, CardTalk, type CardTopic } from '@/components/item/card-talk';
import { fail, ok } from '@/lib/base/outcome';
import type { CardModel } from '@/lib/items/card-model';
import type { OwnedAnswer, SendReport } from '@/lib/messages/chat-cards';
import type { JobId } from '@/lib/messages/jobs';

const SUNSHOT: CardModel = {
  hash: 1,
  name: 'Sunshot',
  typeName: 'Hand Cannon',
  tier: 6,
  tierName: 'Exotic',
  itemType: 3,
  damageType: 3,
  ammoType: 1,
  classType: 3,
  description: '',
  flavor: '',
  stats: [{ name: 'Impact', value: 80, bar: 0.8 }],
};
const THORN: CardModel = {
  ...SUNSHOT,
  hash: 2,
  name: 'Thorn',
  stats: [{ name: 'Impact', value: 90, bar: 0.9 }],
};
const OWNED: OwnedAnswer = {
  state: 'known',
  count: 1,
  readAtMs: 0,
  refreshing: false,
  copies: [
    {
      copy: 'c1',
      place: 'Titan',
      equipped: true,
      locked: true,
      masterwork: false,
      power: 405,
      quantity: 1,
      perks: ['Rampage'],
      targets: [{ to: 'vault', label: 'Vault' }],
    },
  ],
};
const TOPIC: CardTopic = {
  asked: { name: 'Sunshot' },
  said: 'Sunshot',
  perks: [],
  others: ['Sunshot', 'Thorn'],
  certain: false,
};

afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

/** All words of it, those drawn from attributes too. */
function wordsOf(node: Node): string {
  if (node instanceof HTMLElement && node.dataset.told !== undefined) return node.dataset.told;
  if (node instanceof Text) return node.data;
  return [...node.childNodes].map(wordsOf).join('');
}

function open(change: Partial<CardAsk> = {}, topic: CardTopic = TOPIC) {
  const box = document.createElement('div');
  document.body.append(box);
  const ask: CardAsk = {
    card: async (asked) => ok('name' in asked && asked.name === 'Thorn' ? THORN : SUNSHOT),
    own: async () => ok(OWNED),
    send: async () => ok({ job: 'j1' as JobId }),
    sent: async () => ok({ state: 'done', text: 'Sunshot is in the vault', undo: true }),
    back: async () => ok({ job: 'j2' as JobId }),
    wrong: async () => ok(null),
    put: async (text) => `${text} is there`,
    ...change,
  };
  const talk: CardTalk = new CardTalk(topic, ask, draw);
  function draw(state: CardState): void {
    const deeds = {
      choose: (hash: number) => void talk.choose(hash),
      takeMeant: (name: string) => void talk.takeMeant(name),
      compare: (name: string | undefined) => void talk.compare(name),
      showPicture: () => talk.showPicture(),
      send: (copy: string, to: string) => void talk.send(copy, to),
      back: () => void talk.back(),
      teach: (wrong: boolean) => void talk.teach(wrong),
      put: (text: string) => void talk.put(text),
      close: () => undefined,
    };
    render(<ChatCard state={state} deeds={deeds} nowMs={0} />, box);
  }
  draw(talk.state);
  const button = (label: string): HTMLButtonElement | undefined =>
    [...box.querySelectorAll('button')].find((one) =>
      (one.getAttribute('aria-label') ?? wordsOf(one)).startsWith(label),
    );
  const press = async (label: string): Promise<void> => {
    const found = button(label);
    if (found === undefined) throw new Error(`no button ${label} in: ${box.textContent}`);
    found.click();
    await vi.waitFor(() => undefined);
  };
  return { talk, box, text: () => wordsOf(box), button, press };
}

describe('a card in chat', () => {
  it('has a face while it waits, when it fails, and when it is there', async () => {
    const card = open({ card: async () => fail('no-definitions') });
    expect(card.text()).toContain('Looking up Sunshot…');
    await card.talk.start();
    expect(card.text()).toContain('item list is not read yet');
    const good = open();
    await good.talk.start();
    expect(good.text()).toContain('You own 1');
    expect(good.text()).toContain('Titan (equipped) · 405 · locked · has Rampage');
  });

  it.each<[string, OwnedAnswer, string]>([
    ['signed out', { state: 'signed-out' }, 'Sign in to Bungie'],
    ['not read', { state: 'unread' }, 'not read yet'],
    ['none', { state: 'known', copies: [], count: 0, readAtMs: 0, refreshing: false }, 'You have none'],
  ])('says so when the reader is or has %s', async (_name, own, words) => {
    const card = open({ own: async () => ok(own) });
    await card.talk.start();
    expect(card.text()).toContain(words);
    expect(card.button('Send')).toBeUndefined();
  });

  it('tells nothing of his own to who switched that off', async () => {
    const card = open({ own: async () => ok({ state: 'off' }) });
    await card.talk.start();
    expect(card.box.querySelector('.own')).toBeNull();
  });

  it('puts no word about him into the document: a page finds text in closed roots too', async () => {
    const card = open();
    await card.talk.start();
    await card.talk.send('c1', 'vault');
    expect(card.text()).toContain('Sunshot is in the vault');
    const panel = card.box.querySelector('.own');
    expect(panel?.textContent).toBe('');
  });

  it('loads no picture that is not the same for everybody: a page sees what is fetched', async () => {
    const model = { ...SUNSHOT, icon: '/common/destiny2_content/icons/1.jpg' };
    const [without, with_] = [
      open({ card: async () => ok(model), own: async () => ok({ state: 'signed-out' }) }),
      open({ card: async () => ok(model) }),
    ];
    await without.talk.start();
    await with_.talk.start();
    const sources = (box: HTMLElement) => [...box.querySelectorAll('img')].map((one) => one.src);
    expect(sources(with_.box)).toEqual(sources(without.box));
    expect(sources(with_.box)).toHaveLength(1);
  });

  it('sends, follows, tells the end, and takes it back', async () => {
    vi.useFakeTimers();
    const reports: SendReport[] = [
      { state: 'waiting', text: 'Sunshot', undo: false },
      { state: 'moving', text: 'Sunshot: Titan → vault', undo: false },
      { state: 'done', text: 'Sunshot is in the vault', undo: true },
      { state: 'done', text: 'Sunshot: taken back', undo: false },
    ];
    const card = open({ sent: async () => ok(reports.shift() as SendReport) });
    await card.talk.start();
    const sending = card.talk.send('c1', 'vault');
    await vi.advanceTimersByTimeAsync(100);
    // No second one while the first is on its way.
    expect(card.button('Send the one')?.disabled).toBe(true);
    await card.talk.send('c1', 'vault');
    await vi.advanceTimersByTimeAsync(2_000);
    await sending;
    expect(card.text()).toContain('Sunshot is in the vault');
    const back = card.talk.back();
    await vi.advanceTimersByTimeAsync(2_000);
    await back;
    expect(card.text()).toContain('taken back');
    expect(card.button('Undo')).toBeUndefined();
    expect(reports).toEqual([]);
  });

  it('says in a sentence why nothing was sent', async () => {
    const card = open({ send: async () => fail('too-fast') });
    await card.talk.start();
    await card.talk.send('c1', 'vault');
    expect(card.text()).toContain('more at once than chat pages may ask for');
    expect(card.button('Send the one')?.disabled).toBe(false);
  });

  it('looks again while an old picture is being renewed, and not for ever', async () => {
    vi.useFakeTimers();
    let asked = 0;
    const own = async () => {
      asked += 1;
      return ok({ ...OWNED, refreshing: true } as OwnedAnswer);
    };
    const card = open({ own });
    await card.talk.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toBe(4);
  });

  it('compares with the other item of its line, and goes back', async () => {
    const card = open();
    await card.talk.start();
    await card.talk.compare('Thorn');
    expect(card.box.querySelector('.better')?.textContent).toBe('90');
    await card.talk.compare(undefined);
    expect(card.box.querySelector('table')).toBeNull();
  });

  it('changes between printings without asking anew what is owned', async () => {
    let owns = 0;
    const printings = [
      { hash: 1, label: 'Season 5' },
      { hash: 3, label: 'Season 20' },
    ];
    const card = open({
      card: async (asked) => ok({ ...SUNSHOT, printings, hash: 'hash' in asked ? asked.hash : 1 }),
      own: async () => {
        owns += 1;
        return ok(OWNED);
      },
    });
    await card.talk.start();
    await card.talk.choose(3);
    const chosen = card.box.querySelector('[aria-selected="true"]');
    expect(chosen?.textContent).toBe('Season 20');
    expect(owns).toBe(1);
  });

  it('can be called no item where somebody only wrote a word, not where it was in brackets', async () => {
    const card = open();
    await card.talk.start();
    expect(card.button('Not an item')).toBeDefined();
    await card.talk.teach(true);
    expect(card.text()).toContain('“Sunshot” is no item in chat from now on.');
    await card.talk.teach(false);
    expect(card.text()).toContain('is an item again');
    const sure = open({}, { ...TOPIC, certain: true });
    await sure.talk.start();
    expect(sure.button('Not an item')).toBeUndefined();
  });

  it('is not drawn any more once it was closed', async () => {
    const card = open();
    card.talk.stop();
    await card.talk.start();
    expect(card.text()).toContain('Looking up');
  });
});
