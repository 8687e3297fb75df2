import { render } from 'preact';
import { ChatCard, type ChatCardDeeds } from '@/components/item/ChatCard';
import {
  type CardAsk,
  type CardState,
  CardTalk,
  type CardTopic,
  type Sending,
} from '@/components/item/card-talk';
import { cardInWords } from '@/components/item/item-words';
import type { Hash } from '@/lib/base/ids';
import { say } from '@/lib/base/words';
import { itemOfLink } from '@/lib/chat/item-link';
import { placeCard } from '@/lib/chat/place-card';
import type { CardSettings } from '@/lib/messages/card-settings';
import type { Layer } from './layer';
import { meaningOf, namesBeside } from './mark-line';
import { PressGuard } from './press-guard';
import { ThreeStrikes } from './three-strikes';

const OPEN_MS = 120;
const CLOSE_MS = 180;
/** An answer that takes longer than this gets a word of waiting. */
const WAITING_MS = 150;
const ANCHORS = '.vc-item, a.externallink';

/** Newer than the types. */
interface Notifying extends HTMLElement {
  ariaNotify?(text: string): void;
}

interface Open {
  anchor: HTMLElement;
  box: HTMLElement;
  talk: CardTalk;
  guard: PressGuard;
  sight: IntersectionObserver;
  pinned: boolean;
  /** What the reader owns was drawn. */
  told: boolean;
  /** The end that screen readers were told of. */
  spoken?: Sending;
  /** Opened by a key: the focus goes into the card, and back when it closes. */
  byKey: boolean;
}

/** One floating card over the page: opened by hover, focus or click, closed by leaving, Escape or a lost anchor. */
export class CardLayer {
  readonly #layer: Layer;
  readonly #ask: CardAsk;
  readonly #stops = new AbortController();
  readonly #strikes: ThreeStrikes;
  #opens: CardSettings['opens'] = 'hover';
  #open: Open | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(layer: Layer, ask: CardAsk) {
    this.#layer = layer;
    this.#ask = ask;
    this.#strikes = new ThreeStrikes('item cards', () => {
      this.stop();
      layer.say(say('page_cards_out'));
    });
    const { signal } = this.#stops;
    // In the capture phase: the page's own Escape would close its menus and focus instead.
    document.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || this.#open === undefined) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        this.close();
      },
      { capture: true, signal },
    );
    document.addEventListener('pointerdown', (event) => this.#onPressOutside(event), {
      capture: true,
      signal,
    });
    window.addEventListener('resize', () => this.follow(), { signal });
    document.addEventListener('visibilitychange', () => document.hidden && this.close(), { signal });
  }

  /** How cards open from now on. */
  use(opens: CardSettings['opens']): void {
    this.#opens = opens;
    if (opens === 'off') this.close();
  }

  /** Listens on a line list; one set of listeners serves every mark in it. */
  attach(lines: HTMLElement): void {
    const { signal } = this.#stops;
    const on = (type: string, react: (anchor: HTMLElement, event: Event) => unknown): void =>
      lines.addEventListener(
        type,
        (event) => {
          const anchor = event.target instanceof Element ? event.target.closest<HTMLElement>(ANCHORS) : null;
          if (anchor === null || this.#opens === 'off' || !isAbout(anchor)) return;
          this.#strikes.run(() => react(anchor, event));
        },
        { signal },
      );
    const onMark = (type: string, react: (mark: HTMLElement, event: Event) => unknown): void =>
      on(type, (anchor, event) => meaningOf(anchor) !== undefined && react(anchor, event));
    on('mouseover', (anchor) => {
      // A pinned card stays until it is closed: the pointer only passes by.
      if (this.#opens === 'hover' && this.#open?.pinned !== true)
        this.#soon(() => this.open(anchor), OPEN_MS);
    });
    on('mouseout', () => this.#leave());
    on('focusin', (anchor) => this.#opens === 'hover' && this.open(anchor));
    on('focusout', () => this.#leave());
    onMark('click', (mark, event) => {
      event.stopPropagation();
      this.open(mark, { pin: true });
    });
    onMark('keydown', (mark, event) => {
      if (!(event instanceof KeyboardEvent) || (event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) this.open(mark, { pin: true, byKey: true });
    });
    // The page focuses its input after a press anywhere in the chat (dgg-chat.md 11.6).
    for (const type of ['mousedown', 'mouseup']) onMark(type, (_mark, event) => event.stopPropagation());
    lines.addEventListener('scroll', () => this.follow(), { passive: true, signal });
  }

  open(anchor: HTMLElement, { pin = false, byKey = false } = {}): void {
    clearTimeout(this.#timer);
    if (this.#open?.anchor !== anchor) {
      const topic = topicOf(anchor);
      if (topic === undefined) return;
      this.close();
      this.#start(anchor, topic);
    }
    const open = this.#open;
    if (open === undefined || !pin) return;
    open.pinned = true;
    open.byKey = byKey;
    open.box.classList.add('pinned');
    if (byKey) open.box.focus({ preventScroll: true });
  }

  close(): void {
    clearTimeout(this.#timer);
    const open = this.#open;
    if (open === undefined) return;
    this.#open = undefined;
    open.talk.stop();
    open.guard.stop();
    open.sight.disconnect();
    render(null, open.box);
    open.box.remove();
    this.#layer.speak('');
    if (open.byKey && open.anchor.isConnected) {
      // Back to where the reader was, without opening the card again.
      const opens = this.#opens;
      this.#opens = 'click';
      open.anchor.focus({ preventScroll: true });
      this.#opens = opens;
    }
  }

  /** Lines moved: the card goes along, or closes when its name left the sight. */
  follow(): void {
    const open = this.#open;
    // What was just called no item has lost its mark, and the card holds the way back.
    if (open === undefined || open.talk.state.taught) return;
    const lines = open.anchor.closest('.chat-lines')?.getBoundingClientRect();
    const at = open.anchor.getBoundingClientRect();
    const inSight = lines !== undefined && at.width > 0 && at.bottom > lines.top && at.top < lines.bottom;
    if (!open.anchor.isConnected || !inSight) this.close();
    else this.#strikes.run(() => this.#place(open));
  }

  stop(): void {
    this.close();
    this.#stops.abort();
  }

  #start(anchor: HTMLElement, topic: CardTopic): void {
    this.#layer.ensure();
    const box = document.createElement('div');
    box.className = 'float';
    box.tabIndex = -1;
    box.setAttribute('role', 'dialog');
    box.setAttribute('aria-label', topic.said);
    this.#listenIn(box);
    this.#layer.cards.append(box);
    const talk = new CardTalk(topic, this.#ask, (state) => this.#strikes.run(() => this.#draw(state)));
    const sight = new IntersectionObserver((seen) => {
      // Censored, ignored or scrolled away: the name is gone from sight although its node may still be there.
      const gone = this.#open?.anchor === anchor && seen.at(-1)?.isIntersecting === false;
      if (gone && !talk.state.taught) this.close();
    });
    sight.observe(anchor);
    const guard = new PressGuard(box);
    this.#open = { anchor, box, talk, guard, sight, pinned: false, told: false, byKey: false };
    const waiting = setTimeout(() => this.#draw(talk.state), WAITING_MS);
    this.#strikes.run(() => talk.start().finally(() => clearTimeout(waiting)));
  }

  /** Only real presses count, a held key is one press, and nothing that is done here is the page's business. */
  #listenIn(box: HTMLElement): void {
    // Without the signal of our end: it would hold every box there ever was.
    for (const type of [
      'click',
      'keydown',
      'keyup',
      'keypress',
      'mousedown',
      'mouseup',
      'pointerup',
      'focusin',
    ]) {
      box.addEventListener(
        type,
        (event) => {
          const held = event instanceof KeyboardEvent && event.repeat && event.key !== 'Tab';
          if (event.isTrusted && !held) return;
          event.preventDefault();
          event.stopImmediatePropagation();
        },
        { capture: true },
      );
      box.addEventListener(type, (event) => event.stopPropagation());
    }
    box.addEventListener('mouseenter', () => clearTimeout(this.#timer));
    box.addEventListener('mouseleave', () => this.#leave());
    // Whoever works in the card wants it to stay.
    box.addEventListener('pointerdown', () => {
      if (this.#open?.box === box) this.open(this.#open.anchor, { pin: true, byKey: this.#open.byKey });
    });
  }

  #draw(state: CardState): void {
    const open = this.#open;
    if (open?.talk.state !== state) return;
    const first = open.box.childElementCount === 0;
    render(<ChatCard state={state} deeds={this.#deeds(open)} nowMs={Date.now()} />, open.box);
    // Nothing can be focused while it is empty.
    if (first && open.byKey) open.box.focus({ preventScroll: true });
    // Its buttons have just come: what was pressed a moment before was meant for something else.
    if (!open.told && state.own.state === 'known') open.guard.restart();
    open.told ||= state.own.state === 'known';
    if (first && state.face.kind === 'card') this.#layer.speak(cardInWords(state.face.model));
    if (state.sending?.over === true && state.sending !== open.spoken) {
      open.spoken = state.sending;
      // Said without standing anywhere, where the browser can.
      (open.box as Notifying).ariaNotify?.(state.sending.text);
    }
    this.#place(open);
  }

  #deeds({ talk, guard }: Open): ChatCardDeeds {
    const run = (part: () => unknown): void => this.#strikes.run(part);
    const guarded = (part: () => unknown): void => {
      const refusal = guard.refusal();
      if (refusal === undefined) run(part);
      else talk.say(refusal);
    };
    return {
      choose: (hash) => run(() => talk.choose(hash)),
      takeMeant: (name) => run(() => talk.takeMeant(name)),
      compare: (name) => run(() => talk.compare(name)),
      showPicture: () => run(() => talk.showPicture()),
      send: (copy, to) => guarded(() => talk.send(copy, to)),
      back: () => guarded(() => talk.back()),
      teach: (wrong) => run(() => talk.teach(wrong)),
      put: (text) => run(() => talk.put(text)),
      close: () => this.close(),
    };
  }

  #place({ anchor, box }: Open): void {
    if (!anchor.isConnected) return;
    const { width, height } = box.getBoundingClientRect();
    const frame = { width: window.innerWidth, height: window.innerHeight };
    const { x, y } = placeCard(anchor.getBoundingClientRect(), { width, height }, frame);
    box.style.transform = `translate(${x}px, ${y}px)`;
  }

  #leave(): void {
    if (this.#open?.pinned !== true) this.#soon(() => this.close(), CLOSE_MS);
  }

  #soon(run: () => unknown, ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#strikes.run(run), ms);
  }

  #onPressOutside(event: Event): void {
    if (this.#open?.pinned !== true) return;
    const root = this.#layer.cards.getRootNode();
    if (root instanceof ShadowRoot && event.target === root.host) return;
    if (event.target instanceof Element && meaningOf(event.target.closest('.vc-item') ?? event.target))
      return;
    this.close();
  }
}

/** True for our marks and for links whose address names an item. */
function isAbout(anchor: HTMLElement): boolean {
  return meaningOf(anchor) !== undefined || itemOf(anchor) !== undefined;
}

function itemOf(anchor: HTMLElement): Hash | undefined {
  return anchor instanceof HTMLAnchorElement ? itemOfLink(anchor.href) : undefined;
}

/** What a mark, or a link whose address names an item, is about. */
function topicOf(anchor: HTMLElement): CardTopic | undefined {
  const mention = meaningOf(anchor);
  if (mention !== undefined) {
    const { name, said, perks, bracketed } = mention;
    return { asked: { name }, said, perks, others: namesBeside(anchor), certain: bracketed };
  }
  const hash = itemOf(anchor);
  if (hash === undefined) return undefined;
  return { asked: { hash }, said: say('card_this_item'), perks: [], others: [], certain: true };
}
