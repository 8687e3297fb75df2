import type { ComponentChildren } from 'preact';
import type { Face } from '@/components/session/choose-face';
import type { CardModel } from '@/lib/items/card-model';
import type { PopupDeeds } from './deeds';
import { Footer } from './Footer';
import { Header } from './Header';
import { ItemsTab } from './ItemsTab';
import { MoreTab } from './MoreTab';
import type { PopupState } from './popup-state';

/** What every part of the popup is wired to. */
export interface Wires {
  state: PopupState;
  deeds: PopupDeeds;
  /** The redirect URL to register at Bungie. */
  redirectUrl: string;
  /** Draws the card inside open details; without it no card is asked for. */
  showCard?: (model: CardModel) => ComponentChildren;
  /** Where the list was scrolled to when the popup was closed. */
  scroll: number;
  rememberScroll(top: number): void;
}

const WITHOUT_ITEMS: ReadonlySet<Face> = new Set<Face>(['no-keys', 'sign-in']);

/** The popup: search, list, and the line that tells what happens. */
export function App(wires: Wires) {
  const items = wires.state.tab.value === 'items';
  // Without an account there is nobody to choose and nothing to search.
  const header = items && !WITHOUT_ITEMS.has(wires.state.face.value);
  return (
    <>
      <header>
        <h1 class="sr-only">Vault Courier</h1>
        {header && <Header {...wires} />}
      </header>
      {items ? <ItemsTab {...wires} /> : <MoreTab {...wires} />}
      <Footer {...wires} />
    </>
  );
}
