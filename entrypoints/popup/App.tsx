import type { Face } from '@/components/session/choose-face';
import { Fence } from '@/components/ui/Fence';
import { say } from '@/lib/base/words';
import { aboutUs, copy, noteBroken } from './broken';
import type { PopupDeeds } from './deeds';
import { Footer } from './Footer';
import { Header } from './Header';
import { ItemsTab } from './ItemsTab';
import { useLoaded } from './lazy';
import { MoreTab } from './MoreTab';
import type { PopupState } from './popup-state';

/** What every part of the popup is wired to. */
export interface Wires {
  state: PopupState;
  deeds: PopupDeeds;
  /** Where the list was scrolled to when the popup was closed. */
  scroll: number;
  rememberScroll(top: number): void;
}

const WITHOUT_ITEMS: ReadonlySet<Face> = new Set<Face>(['no-keys', 'sign-in', 'no-character']);

/** The popup: search, list, and the line that tells what happens. */
export function App(wires: Wires) {
  const tab = wires.state.tab.value;
  const Loadouts = useLoaded(() => import('./LoadoutsTab'), tab === 'loadouts');
  const Whispers = useLoaded(() => import('./WhispersTab'), tab === 'whispers');
  const Sheet = useLoaded(() => import('@/components/ui/KeySheet'), wires.state.keySheet.value);
  const closeSheet = (): void => {
    wires.state.keySheet.value = false;
  };
  // Without an account there is nobody to choose and nothing to search.
  const header = (tab === 'items' || tab === 'loadouts') && !WITHOUT_ITEMS.has(wires.state.face.value);
  return (
    <>
      <header>
        <h1 class="sr-only">{say('extension_name')}</h1>
        {header && <Header {...wires} search={tab === 'items'} />}
      </header>
      <Fence
        key={tab}
        name={say(`broken_part_${tab}`)}
        about={aboutUs}
        onBroken={() => noteBroken(tab)}
        onCopy={copy}
      >
        {tab === 'items' && <ItemsTab {...wires} />}
        {tab === 'loadouts' && <main class="body">{Loadouts && <Loadouts.LoadoutsTab {...wires} />}</main>}
        {tab === 'whispers' &&
          (Whispers ? <Whispers.WhispersTab {...wires} /> : <main class="body" aria-busy="true" />)}
        {tab === 'more' && <MoreTab {...wires} />}
      </Fence>
      {wires.state.keySheet.value && Sheet && <Sheet.KeySheet onClose={closeSheet} />}
      <Footer {...wires} />
    </>
  );
}
