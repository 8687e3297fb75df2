import { useEffect, useState } from 'preact/hooks';
import { LoadoutsPanel } from '@/components/loadouts/LoadoutsPanel';
import { EmptyState } from '@/components/ui/EmptyState';
import { say } from '@/lib/base/words';
import { findLoadout, goalsForLoadout, inGameLoadoutsOf } from '@/lib/inventory/loadouts/apply-loadout';
import type { InGameLoadout, Loadout } from '@/lib/inventory/loadouts/loadout';
import { readLoadoutText, writeLoadout } from '@/lib/inventory/loadouts/loadout-text';
import { loadoutOfItems, loadoutOfWorn } from '@/lib/inventory/loadouts/make-loadout';
import { characterName } from '@/lib/inventory/rules';
import { ANY_CLASS } from '@/lib/items/game-words';
import type { Wires } from './App';

/** The loadouts of the chosen character, wired. Loaded when the tab is first opened. */
export function LoadoutsTab({ state, deeds }: Wires) {
  const loadouts = useLoadouts();
  const picture = state.shown.value;
  const character = state.character.value;
  if (picture === undefined || character === undefined) {
    return (
      <EmptyState icon="items" title={say('popup_no_character')}>
        <p>{say('loadouts_no_character')}</p>
      </EmptyState>
    );
  }
  const { characterId, classType } = character;
  const fresh = (name: string) => ({ id: crypto.randomUUID(), name, nowMs: Date.now() });
  const save = (loadout: Loadout): void => void deeds.saveLoadout({ ...loadout, changedAtMs: Date.now() });
  return (
    <LoadoutsPanel
      characterName={characterName(picture, characterId)}
      loadouts={loadouts.filter((one) => one.classType === classType || one.classType === ANY_CLASS)}
      inGame={inGameLoadoutsOf(picture, characterId)}
      selected={state.marked.value.size}
      missingOf={(loadout) => findLoadout(picture, loadout, characterId).missing}
      heldOf={({ items }) =>
        items.filter((id) => picture.items.some((item) => item.instanceId === id)).length
      }
      onSaveWorn={(name) => save(loadoutOfWorn(picture, characterId, fresh(name)))}
      onSaveSelected={(name) =>
        save(
          loadoutOfItems(
            picture.items.filter((item) => state.marked.value.has(item.key)),
            classType,
            fresh(name),
          ),
        )
      }
      onApply={(loadout) => {
        const { goals } = goalsForLoadout(picture, loadout, characterId);
        void deeds.run(
          goals,
          { kind: 'loadout', name: loadout.name },
          say('loadouts_putting_on', { name: loadout.name }),
        );
      }}
      onApplyInGame={({ index, name }: InGameLoadout) =>
        void deeds.run(
          [{ kind: 'in-game-loadout', characterId, index }],
          { kind: 'loadout', name: name || say('loadouts_numbered', { number: index + 1 }) },
          say('loadouts_putting_on_in_game'),
        )
      }
      onChange={save}
      onDrop={({ id }) => void deeds.dropLoadout(id)}
      onCopy={(loadout) =>
        navigator.clipboard.writeText(writeLoadout(loadout)).then(
          () => true,
          () => false,
        )
      }
      onImport={(text) => {
        const { loadout, problems } = readLoadoutText(text, picture, fresh(say('loadouts_imported')));
        if (loadout.items.length > 0) save(loadout);
        return { items: loadout.items.length, name: loadout.name, problems };
      }}
    />
  );
}

function useLoadouts(): Loadout[] {
  const [loadouts, setLoadouts] = useState<Loadout[]>([]);
  useEffect(() => {
    let stop: (() => void) | undefined;
    let gone = false;
    void import('./live').then(({ watchLoadouts }) => {
      if (gone) return;
      stop = watchLoadouts(setLoadouts, (error) => console.error('Vault Courier: no loadouts', error));
    });
    return () => {
      gone = true;
      stop?.();
    };
  }, []);
  return loadouts;
}
