import { render } from 'preact';
import { type NoticeModel, WhisperNotice } from '@/components/whispers/WhisperNotice';
import type { Outcome } from '@/lib/base/outcome';
import type { PageFacts } from '@/lib/chat/notice-policy';
import type { WhisperPush, WhisperPushAnswer } from '@/lib/messages/contract';
import type { Layer } from './layer';
import { openConversation } from './open-conversation';
import { conversationOpen, pageAlreadyShows, readPageSettings } from './page-settings';

const SHOWN_MS = 12_000;
/** After an answer went out there is nothing more to do with it. */
const ANSWERED_MS = 4_000;
/** As long as the page takes to mark a conversation read, and more. */
const OPENED_MS = 1_500;
const MOST = 3;
/** Ids remembered so that a whisper announced anew after a crash is not counted twice. */
const REMEMBERED = 200;
const ABOVE_INPUT_PX = 8;

type Shown = NoticeModel & { goesAtMs: number };

/** Sends a reply once and tells its end. */
export type SendReply = (nick: string, text: string) => Promise<Outcome<null>>;

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
  readonly #reply: SendReply;
  readonly #afterOpen: () => void;
  /** Whose notices hold something written: those stay. */
  readonly #drafts = new Set<string>();
  #notices: Shown[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #held = false;

  /** `afterOpen` is told once the page has had time to mark a conversation read on the site. */
  constructor(layer: Layer, reply: SendReply, afterOpen: () => void) {
    this.#layer = layer;
    this.#reply = reply;
    this.#afterOpen = afterOpen;
    const { signal } = this.#stops;
    const on = (type: string, react: (event: Event) => void): void =>
      layer.notices.addEventListener(type, react, { signal });
    on('mouseenter', () => this.#hold(true));
    on('mouseleave', () => this.#hold(false));
    on('focusin', () => this.#hold(true));
    on('focusout', () => this.#hold(false));
    // What is written here is for nobody's shortcuts.
    for (const type of ['keypress', 'keyup', 'input', 'paste']) on(type, (event) => event.stopPropagation());
    on('keydown', (event) => {
      event.stopPropagation();
      if (!(event instanceof KeyboardEvent) || event.key !== 'Escape') return;
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
    const notice = {
      nick: push.nick,
      text: push.text,
      atMs: push.atMs,
      colour: push.colour,
      emotes: push.emotes,
      count: (before?.count ?? 0) + 1,
      goesAtMs: Date.now() + SHOWN_MS,
    };
    // Where it stands it stays: somebody may be writing in it.
    this.#notices = before
      ? this.#notices.map((one) => (one === before ? notice : one))
      : this.#withRoom([...this.#notices, notice]);
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

  /** The oldest that nobody is writing in make room. */
  #withRoom(notices: Shown[]): Shown[] {
    if (notices.length <= MOST) return notices;
    const goes = notices.find(({ nick }) => !this.#drafts.has(nick));
    return notices.filter((one) => one !== goes);
  }

  #draft(nick: string, written: boolean): void {
    if (written) this.#drafts.add(nick);
    else this.#drafts.delete(nick);
    this.#wait();
  }

  async #send(nick: string, text: string): Promise<Outcome<null>> {
    const end = await this.#reply(nick, text);
    if (!end.ok) return end;
    this.#drafts.delete(nick);
    // The page keeps its input focused; it gets the keys back.
    const root = this.#layer.notices.getRootNode();
    if (root instanceof ShadowRoot && root.activeElement !== null)
      document.getElementById('chat-input-control')?.focus();
    for (const notice of this.#notices) if (notice.nick === nick) notice.goesAtMs = Date.now() + ANSWERED_MS;
    this.#wait();
    return end;
  }

  async #open(nick: string): Promise<void> {
    await openConversation(nick);
    await new Promise((resolve) => setTimeout(resolve, OPENED_MS));
    if (!this.#stops.signal.aborted) this.#afterOpen();
  }

  #dismiss(nick: string): void {
    this.#drafts.delete(nick);
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
    const free = this.#notices.filter(({ nick }) => !this.#drafts.has(nick));
    const next = Math.min(...free.map((notice) => notice.goesAtMs));
    if (this.#held || document.hidden || !Number.isFinite(next)) return;
    this.#timer = setTimeout(
      () => {
        this.#notices = this.#notices.filter(
          ({ nick, goesAtMs }) => this.#drafts.has(nick) || goesAtMs > Date.now(),
        );
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
        <WhisperNotice
          key={notice.nick}
          notice={notice}
          onDismiss={() => this.#dismiss(notice.nick)}
          onOpen={() => {
            this.#dismiss(notice.nick);
            void this.#open(notice.nick);
          }}
          onSend={(text) => this.#send(notice.nick, text)}
          onDraft={(written) => this.#draft(notice.nick, written)}
        />
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
