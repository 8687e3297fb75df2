import chatCardCss from '@/components/item/chat-card.css?inline';
import cardCss from '@/components/item/item-card.css?inline';
import replyCss from '@/components/whispers/reply.css?inline';
import noticeCss from '@/components/whispers/whisper-notice.css?inline';
import { language } from '@/lib/base/words';
import layerCss from './layer.css?inline';

const TAG = 'vault-courier';
const NOTE_MS = 12_000;

/** Our floating layer in the chat page: out of reach of its scripts, above its menus, below its sign-in screen. */
export interface Layer {
  cards: HTMLElement;
  notices: HTMLElement;
  /** Tells screen readers, and nobody else. */
  speak(text: string): void;
  /** One sentence to everybody, for a while. */
  say(text: string): void;
  /** Puts the layer back where the page had taken it from. */
  ensure(): void;
  remove(): void;
}

/** Opens the one closed shadow root of the page (reliability-security.md R16). One that another script left goes. */
export function openLayer(): Layer {
  for (const left of document.querySelectorAll(TAG)) left.remove();
  const host = document.createElement(TAG);
  const root = host.attachShadow({ mode: 'closed' });
  const style = document.createElement('style');
  style.textContent = `${layerCss}\n${cardCss}\n${chatCardCss}\n${replyCss}\n${noticeCss}`;
  const cards = part('cards');
  const notices = part('notices');
  const spoken = part('spoken');
  const said = part('said');
  // Regions that are there before their words: only then do screen readers speak what comes into them.
  for (const region of [notices, spoken, said]) region.setAttribute('aria-live', 'polite');
  root.append(style, cards, notices, said, spoken);
  document.body.append(host);
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    cards,
    notices,
    speak(text) {
      spoken.textContent = text;
    },
    say(text) {
      clearTimeout(timer);
      said.textContent = text;
      timer = setTimeout(() => said.replaceChildren(), NOTE_MS);
    },
    ensure() {
      if (host.parentNode !== document.body) document.body.append(host);
    },
    remove() {
      clearTimeout(timer);
      host.remove();
    },
  };
}

function part(name: string): HTMLElement {
  const made = document.createElement('div');
  made.className = name;
  made.lang = language();
  return made;
}
