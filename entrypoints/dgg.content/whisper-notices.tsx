import { render } from 'preact';
import { type NoticeModel, WhisperNotice } from '@/components/whispers/WhisperNotice';
import type { WhisperPush, WhisperPushAnswer } from '@/lib/messages/contract';
import type { Layer } from './layer';
import { pageAlreadyShows, readPageSettings } from './page-settings';

const SHOWN_MS = 12_000;
const MOST = 3;

/** Whisper notices of this page: one a conversation, newest text, a count when there are more. */
export class WhisperNotices {
  readonly #layer: Layer;
  #notices: (NoticeModel & { goesAtMs: number })[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #held = false;

  constructor(layer: Layer) {
    this.#layer = layer;
    layer.notices.addEventListener('mouseenter', () => this.#hold(true));
    layer.notices.addEventListener('mouseleave', () => this.#hold(false));
    layer.notices.addEventListener('focusin', () => this.#hold(true));
    layer.notices.addEventListener('focusout', () => this.#hold(false));
  }

  /** Shows it unless the page does so itself or the reader ignores the sender; tells which. */
  show(push: WhisperPush): WhisperPushAnswer {
    const visible = !document.hidden;
    const settings = readPageSettings(localStorage);
    // Ignored here means ignored everywhere: the reader has decided.
    if (settings.ignored.has(push.nick.toLowerCase())) return { visible: true, shown: true };
    if (visible && pageAlreadyShows(push.nick, settings)) return { visible, shown: true };
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
  }

  stop(): void {
    clearTimeout(this.#timer);
    render(null, this.#layer.notices);
  }

  #dismiss(nick: string): void {
    this.#notices = this.#notices.filter((notice) => notice.nick !== nick);
    this.#draw();
  }

  #hold(held: boolean): void {
    this.#held = held;
    if (held) return;
    for (const notice of this.#notices)
      notice.goesAtMs = Math.max(notice.goesAtMs, Date.now() + SHOWN_MS / 3);
    this.#wait();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const next = Math.min(...this.#notices.map((notice) => notice.goesAtMs));
    if (!Number.isFinite(next)) return;
    this.#timer = setTimeout(
      () => {
        // A hidden page keeps its notices until somebody can have seen them.
        if (!this.#held && !document.hidden) {
          this.#notices = this.#notices.filter((notice) => notice.goesAtMs > Date.now());
          this.#draw();
        }
        this.#wait();
      },
      Math.max(250, next - Date.now()),
    );
  }

  #draw(): void {
    render(
      this.#notices.map((notice) => (
        <WhisperNotice key={notice.nick} notice={notice} onDismiss={() => this.#dismiss(notice.nick)} />
      )),
      this.#layer.notices,
    );
  }
}
