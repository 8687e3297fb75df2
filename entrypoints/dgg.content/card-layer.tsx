import { autoPlacement, computePosition, offset, shift } from '@floating-ui/dom';
import { render } from 'preact';
import { ItemCard } from '@/components/item/ItemCard';
import { failureText } from '@/components/ui/failure-text';
import type { Outcome } from '@/lib/base/outcome';
import type { CardModel } from '@/lib/items/card-model';
import type { Layer } from './layer';
import { ThreeStrikes } from './three-strikes';

const OPEN_MS = 120;
const CLOSE_MS = 180;
/** An answer that takes longer than this gets a word of waiting. */
const WAITING_MS = 150;
const KEPT = 60;

/** One floating card over the page: opened by hover, focus or click, closed by leaving, Escape or a lost anchor. */
export class CardLayer {
  readonly #layer: Layer;
  readonly #ask: (name: string) => Promise<Outcome<CardModel>>;
  readonly #models = new Map<string, CardModel>();
  readonly #stops = new AbortController();
  readonly #strikes = new ThreeStrikes('item cards', () => this.stop());
  #sight: IntersectionObserver | undefined;
  #anchor: HTMLElement | undefined;
  #box: HTMLElement | undefined;
  #pinned = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(layer: Layer, ask: (name: string) => Promise<Outcome<CardModel>>) {
    this.#layer = layer;
    this.#ask = ask;
    const { signal } = this.#stops;
    // In the capture phase: the page's own Escape would close its menus and focus instead.
    document.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || this.#anchor === undefined) return;
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

  /** Listens on a line list; one set of listeners serves every mark in it. */
  attach(lines: HTMLElement): void {
    const { signal } = this.#stops;
    const on = (type: string, react: (mark: HTMLElement, event: Event) => unknown): void =>
      lines.addEventListener(
        type,
        (event) => {
          const mark = event.target instanceof Element ? event.target.closest<HTMLElement>('.vc-item') : null;
          if (mark !== null) this.#strikes.run(() => react(mark, event));
        },
        { signal },
      );
    on('mouseover', (mark) => {
      // A pinned card stays until it is closed: the pointer only passes by.
      if (!this.#pinned) this.#soon(() => this.open(mark), OPEN_MS);
    });
    on('mouseout', () => this.#leave());
    on('focusin', (mark) => this.open(mark));
    on('focusout', () => this.#leave());
    on('click', (mark, event) => {
      event.stopPropagation();
      return this.open(mark, true);
    });
    on('keydown', (mark, event) => {
      if (!(event instanceof KeyboardEvent) || (event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
      event.stopPropagation();
      return this.open(mark, true);
    });
    // The page focuses its input after a press anywhere in the chat (dgg-chat.md 11.6).
    for (const type of ['mousedown', 'mouseup']) on(type, (_mark, event) => event.stopPropagation());
    lines.addEventListener('scroll', () => this.follow(), { passive: true, signal });
  }

  async open(mark: HTMLElement, pin = false): Promise<void> {
    clearTimeout(this.#timer);
    const name = mark.dataset.vcName ?? '';
    if (this.#anchor === mark) {
      if (pin) this.#setPinned(true);
      return;
    }
    this.close();
    this.#anchor = mark;
    this.#box = this.#makeBox(name);
    this.#setPinned(pin);
    this.#watchSight(mark);
    const known = this.#models.get(name);
    if (known !== undefined) return this.#draw(known);
    const waiting = setTimeout(() => this.#anchor === mark && this.#say(`Looking up ${name}…`), WAITING_MS);
    const answer = await this.#ask(name);
    clearTimeout(waiting);
    if (this.#anchor !== mark) return;
    if (!answer.ok) return this.#say(failureText(answer.failure));
    this.#models.set(name, answer.value);
    if (this.#models.size > KEPT) this.#models.delete(this.#models.keys().next().value ?? '');
    this.#draw(answer.value);
  }

  close(): void {
    clearTimeout(this.#timer);
    if (this.#box !== undefined) {
      render(null, this.#box);
      this.#box.remove();
    }
    this.#sight?.disconnect();
    this.#sight = undefined;
    this.#box = undefined;
    this.#anchor = undefined;
    this.#pinned = false;
  }

  /** Censored, ignored or scrolled away: the name is gone from sight although its node may still be there. */
  #watchSight(mark: HTMLElement): void {
    this.#sight = new IntersectionObserver((seen) => {
      if (this.#anchor === mark && seen.at(-1)?.isIntersecting === false) this.close();
    });
    this.#sight.observe(mark);
  }

  /** Lines moved: the card goes along, or closes when its name left the sight. */
  follow(): void {
    const anchor = this.#anchor;
    if (anchor === undefined) return;
    const lines = anchor.closest('.chat-lines')?.getBoundingClientRect();
    const at = anchor.getBoundingClientRect();
    const inSight = lines !== undefined && at.width > 0 && at.bottom > lines.top && at.top < lines.bottom;
    if (!anchor.isConnected || !inSight) this.close();
    else this.#strikes.run(() => this.#place());
  }

  stop(): void {
    this.close();
    this.#stops.abort();
  }

  #makeBox(name: string): HTMLElement {
    const box = document.createElement('div');
    box.className = 'float';
    box.setAttribute('role', 'dialog');
    box.setAttribute('aria-label', name);
    box.addEventListener('mouseenter', () => clearTimeout(this.#timer));
    box.addEventListener('mouseleave', () => this.#leave());
    this.#layer.cards.append(box);
    return box;
  }

  #setPinned(pinned: boolean): void {
    this.#pinned = pinned;
    this.#box?.classList.toggle('pinned', pinned);
  }

  #draw(model: CardModel): void {
    if (this.#box === undefined) return;
    render(<ItemCard model={model} />, this.#box);
    this.#strikes.run(() => this.#place());
  }

  #say(text: string): void {
    if (this.#box === undefined) return;
    render(<p class="quiet">{text}</p>, this.#box);
    this.#strikes.run(() => this.#place());
  }

  async #place(): Promise<void> {
    const anchor = this.#anchor;
    const box = this.#box;
    if (anchor === undefined || box === undefined) return;
    const { x, y } = await computePosition(anchor, box, {
      strategy: 'fixed',
      middleware: [
        offset(6),
        autoPlacement({ allowedPlacements: ['top', 'bottom'], padding: 6 }),
        // In a low window the card may lie over its name rather than outside.
        shift({ padding: 6, crossAxis: true }),
      ],
    });
    box.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }

  #leave(): void {
    if (!this.#pinned) this.#soon(() => this.close(), CLOSE_MS);
  }

  #soon(run: () => unknown, ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#strikes.run(run), ms);
  }

  #onPressOutside(event: Event): void {
    if (!this.#pinned || event.composedPath().includes(this.#layer.cards.getRootNode())) return;
    const host = this.#layer.cards.getRootNode();
    if (host instanceof ShadowRoot && event.target === host.host) return;
    if (event.target instanceof Element && event.target.closest('.vc-item') !== null) return;
    this.close();
  }
}
