import { routeInWords } from '@/components/inventory/move-words';
import { SelectionBar } from '@/components/inventory/SelectionBar';
import { chooseBanner } from '@/components/session/choose-face';
import { Banner } from '@/components/ui/Banner';
import { Icon } from '@/components/ui/Icon';
import { Toast, type ToastNote } from '@/components/ui/Toast';
import { sentences } from '@/lib/base/local-forms';
import { say } from '@/lib/base/words';
import { characterName } from '@/lib/inventory/rules';
import { countUnknown } from '@/lib/inventory/view';
import type { Wires } from './App';
import type { PopupDeeds } from './deeds';
import type { PopupState } from './popup-state';

const TABS = [
  { id: 'items', label: 'popup_tab_items', icon: 'items' },
  { id: 'loadouts', label: 'popup_tab_loadouts', icon: 'crate' },
  { id: 'whispers', label: 'popup_tab_whispers', icon: 'whispers' },
  { id: 'more', label: 'popup_tab_more', icon: 'more' },
] as const;

/** What lasts, what just happened, and the tabs. */
export function Footer({ state, deeds }: Wires) {
  const views = state.views.value;
  const picture = state.base.value;
  const banner =
    views === undefined || !state.pictureRead.value
      ? undefined
      : chooseBanner(views, picture, picture === undefined ? 0 : countUnknown(picture), state.nowMs.value);
  return (
    <footer>
      {banner !== undefined && (
        <Banner
          note={banner}
          onDeed={(deed) => {
            if (deed === 'sign-in') void deeds.signIn(false);
            else if (deed === 'refresh') void deeds.refresh();
            else void deeds.checkManifest(false);
          }}
        />
      )}
      {state.marked.value.size > 0 && (
        <SelectionBar
          count={state.marked.value.size}
          characterName={
            picture && state.character.value && characterName(picture, state.character.value.characterId)
          }
          onPull={() => deeds.sendMarked('character')}
          onVault={() => deeds.sendMarked('vault')}
          onLock={(locked) => deeds.lockMarked(locked)}
          onClear={() => {
            state.marked.value = new Set();
          }}
        />
      )}
      <Toast note={currentNote(state, deeds)} hint={hintFor(state)} />
      <nav class="tabs" aria-label={say('extension_name')}>
        {TABS.map(({ id, label, icon }) => (
          <button
            type="button"
            key={id}
            class={`tab${state.tab.value === id ? ' tab-on' : ''}`}
            aria-current={state.tab.value === id ? 'page' : undefined}
            onClick={() => {
              state.tab.value = id;
            }}
          >
            <Icon name={icon} size={14} /> {say(label)}
            {id === 'whispers' && <Unread count={views?.chat.unread ?? 0} />}
          </button>
        ))}
      </nav>
    </footer>
  );
}

function Unread({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <em>
      {Math.min(count, 99)}
      <i class="sr-only"> {say('popup_unread')}</i>
    </em>
  );
}

function hintFor({ shown, character, tab }: PopupState): string {
  if (tab.value === 'whispers' || shown.value === undefined || character.value === undefined) return '';
  return say('popup_hint', { character: characterName(shown.value, character.value.characterId) });
}

/** A told failure stays until the reader does something; else the route of the move under way is most worth it. */
function currentNote(state: PopupState, deeds: PopupDeeds): ToastNote | undefined {
  const note = state.toast.value;
  const move = state.views.value?.move ?? undefined;
  const job = state.jobs.value.find((one) => one.state === 'running');
  if (job === undefined || (note !== undefined && note.tone !== 'busy')) return note;
  const all = job.goals.length;
  const count = all > 1 ? say('popup_progress', { at: job.results.length + 1, all }) : '';
  const text = move === undefined ? (note?.text ?? say('popup_working')) : routeInWords(move);
  const cancel = { label: say('ui_cancel'), onPress: () => void deeds.cancel(job.id) };
  return {
    tone: 'busy',
    text: sentences(count, text),
    ...(move ? { name: move.itemName } : {}),
    buttons: [cancel],
  };
}
