import { render } from 'preact';
import { type NoticeModel, WhisperNotice } from '@/components/whispers/WhisperNotice';
import type { PageFacts } from '@/lib/chat/notice-policy';
import type { WhisperPush, WhisperPushAnswer } from '@/lib/messages/contract';
import type { Layer } from './layer';
import { conversationOpen, pageAlreadyShows, readPageSettings } from './page-settings';

const SHOWN_MS = 12_000;
const MOST = 3;
/** Ids remembered so that a whisper announced anew after a crash is not counted twice. */
const REMEMBERED = 200;
const ABOVE_INPUT_PX = 8;

/** Whisper notices of this page: one a conversation, newest text, a count when there are more. */
export class WhisperNotices {
  /** How this page stands to whispers of that nick, for the background to choose by. */
  readonly look = (nick: string): PageFacts => {
    const settings = readPageSettings(localStorage);
    const visible = !document.hidden;
    return {
      visible,
      conversationOpen: conversationOpen(nick),
      inlineWhispers: settings.whispersInChat,
      desktopNotices: !visible && settings.desktopWhispers && Notification.permission === 'granted',
      ignored: settings.ignored.has(nick.toLowerCase()),
    };
  };
  readonly #layer: Layer;
  readonly #stops = new AbortController();
  readonly #seen = new Set<number>();
  #notices: (NoticeModel & { goesAtMs: number })[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #held = false;

  constructor(layer: Layer) {
    this.#layer = layer;
    const { signal } = this.#stops;
    const on = (type: string, react: (event: Event) => void): void =>
      layer.notices.addEventListener(type, react, { signal });
    on('mouseenter', () => this.#hold(true));
    on('mouseleave', () => this.#hold(false));
    on('focusin', () => this.#hold(true));
    on('focusout', () => this.#hold(false));
    on('keydown', (event) => {
      if (!(event instanceof KeyboardEvent) || event.key !== 'Escape') return;
      event.stopPropagation();
      const own = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-nick]') : null;
      if (own !== null) this.#dismiss(own.dataset.nick ?? '');
    });
    // Nobody saw what came while the page was hidden: its time begins now.
    document.addEventListener('visibilitychange', () => this.#stay(document.hidden ? 0 : SHOWN_MS), {
      signal,
    });
  }

  /** Shows it unless the page does so itself or the reader ignores the sender; tells which. */
  readonly show = (push: WhisperPush): WhisperPushAnswer => {
    const visible = !document.hidden;
    const settings = readPageSettings(localStorage);
    // Ignored here means ignored everywhere: the reader has decided.
    if (settings.ignored.has(push.nick.toLowerCase())) return { visible: true, shown: true };
    if (visible && pageAlreadyShows(push.nick, settings)) return { visible, shown: true };
    if (!this.#firstTime(push.messageId)) return { visible, shown: true };
    const before = this.#notices.find((notice) => notice.nick === push.nick);
    const rest = this.#notices.filter((notice) => notice !== before);
    const notice = {
      nick: push.nick,
      text: push.text,
      atMs: push.atMs,
      count: (before?.count ?? 0) + 1,
      goesAtMs: Date.now() + SHOWN_MS,
    };
    this.#notices = [...rest, notice].slice(-MOST);
    this.#draw();
    this.#wait();
    return { visible, shown: true };
  };

  stop(): void {
    clearTimeout(this.#timer);
    this.#stops.abort();
    render(null, this.#layer.notices);
  }

  #firstTime(messageId: number): boolean {
    if (this.#seen.has(messageId)) return false;
    this.#seen.add(messageId);
    if (this.#seen.size > REMEMBERED) this.#seen.delete(this.#seen.values().next().value ?? messageId);
    return true;
  }

  #dismiss(nick: string): void {
    this.#notices = this.#notices.filter((notice) => notice.nick !== nick);
    this.#draw();
    // The pointer or focus that held it left with the button, and not every browser says so.
    this.#hold(false);
  }

  #hold(held: boolean): void {
    this.#held = held;
    if (held) clearTimeout(this.#timer);
    else this.#stay(SHOWN_MS / 3);
  }

  #stay(ms: number): void {
    for (const notice of this.#notices) notice.goesAtMs = Math.max(notice.goesAtMs, Date.now() + ms);
    this.#wait();
  }

  /** Sets the timer for the next one to go; none while somebody holds them or nobody can have seen them. */
  #wait(): void {
    clearTimeout(this.#timer);
    const next = Math.min(...this.#notices.map((notice) => notice.goesAtMs));
    if (this.#held || document.hidden || !Number.isFinite(next)) return;
    this.#timer = setTimeout(
      () => {
        this.#notices = this.#notices.filter((notice) => notice.goesAtMs > Date.now());
        this.#draw();
        this.#wait();
      },
      Math.max(0, next - Date.now()) + 10,
    );
  }

  #draw(): void {
    this.#layer.notices.style.bottom = `${bottomPx()}px`;
    render(
      this.#notices.map((notice) => (
        <WhisperNotice key={notice.nick} notice={notice} onDismiss={() => this.#dismiss(notice.nick)} />
      )),
      this.#layer.notices,
    );
  }
}

/** Above the page's input, so that nobody's typing is covered; at the edge where there is none. */
function bottomPx(): number {
  const input = document.getElementById('chat-input-frame')?.getBoundingClientRect();
  const above = input === undefined || input.height === 0 ? 0 : window.innerHeight - input.top;
  return Math.round(Math.min(Math.max(above, 0), window.innerHeight / 2)) + ABOVE_INPUT_PX;
}
