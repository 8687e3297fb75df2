import cardCss from '@/components/item/item-card.css?inline';
import replyCss from '@/components/whispers/reply.css?inline';
import noticeCss from '@/components/whispers/whisper-notice.css?inline';
import layerCss from './layer.css?inline';

/** Our floating layer in the chat page: out of reach of its scripts, above its menus, below its sign-in screen. */
export interface Layer {
  cards: HTMLElement;
  notices: HTMLElement;
  remove(): void;
}

/** Opens the one closed shadow root of the page (reliability-security.md R16). */
export function openLayer(): Layer {
  const host = document.createElement('vault-courier');
  const root = host.attachShadow({ mode: 'closed' });
  const style = document.createElement('style');
  style.textContent = `${layerCss}\n${cardCss}\n${replyCss}\n${noticeCss}`;
  const cards = document.createElement('div');
  const notices = document.createElement('div');
  cards.className = 'cards';
  notices.className = 'notices';
  // Regions that are there before their words: only then do screen readers speak what comes into them.
  cards.setAttribute('aria-live', 'polite');
  notices.setAttribute('aria-live', 'polite');
  root.append(style, cards, notices);
  document.body.append(host);
  return { cards, notices, remove: () => host.remove() };
}
