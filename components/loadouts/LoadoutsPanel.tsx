import { useState } from 'preact/hooks';
import { say, sayCount } from '../../lib/base/words';
import type { InGameLoadout, Loadout, LoadoutItem } from '../../lib/inventory/loadouts/loadout';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { ImportBox, type ImportReport } from './ImportBox';
import { InGameList } from './InGameList';
import { LoadoutRow } from './LoadoutRow';

export interface LoadoutsPanelProps {
  /** `Titan`: whose loadouts these are. */
  characterName: string;
  /** Of the character's class or of any, newest first. */
  loadouts: readonly Loadout[];
  inGame: readonly InGameLoadout[];
  /** How many things are selected in the items list. */
  selected: number;
  /** What of a loadout the account does not hold any more. */
  missingOf(loadout: Loadout): readonly LoadoutItem[];
  /** How many of a game loadout's things the account holds. */
  heldOf(loadout: InGameLoadout): number;
  onSaveWorn(name: string): void;
  onSaveSelected(name: string): void;
  onApply(loadout: Loadout): void;
  onApplyInGame(loadout: InGameLoadout): void;
  /** Saves the loadout as it is given, with the time of the change set. */
  onChange(loadout: Loadout): void;
  onDrop(loadout: Loadout): void;
  /** Puts the loadout's text where it can be pasted; tells whether that worked. */
  onCopy(loadout: Loadout): Promise<boolean>;
  /** Reads a text and saves what it means; tells what it could not understand. */
  onImport(text: string): ImportReport;
}

/** The loadouts of one character: save, put on, mend, pass on. */
export function LoadoutsPanel(props: LoadoutsPanelProps) {
  const { characterName, loadouts, inGame, selected, missingOf } = props;
  const [name, setName] = useState('');
  const [importing, setImporting] = useState(false);
  const given = name.trim() || say('loadouts_worn_by', { character: characterName });
  const save = (run: (name: string) => void) => (): void => {
    run(given);
    setName('');
  };
  return (
    <div class="loadouts">
      <form
        class="loadout-new"
        onSubmit={(event) => {
          event.preventDefault();
          save(props.onSaveWorn)();
        }}
      >
        <input
          type="text"
          aria-label={say('loadouts_new_label')}
          placeholder={say('loadouts_new_placeholder', { character: characterName })}
          maxLength={80}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <div class="loadout-buttons">
          <Button kind="primary" onPress={save(props.onSaveWorn)}>
            {say('loadouts_save_worn')}
          </Button>
          {selected > 0 && (
            <Button onPress={save(props.onSaveSelected)}>
              {sayCount('loadouts_save_selected', selected)}
            </Button>
          )}
          <Button expanded={importing} onPress={() => setImporting(!importing)}>
            {say('loadouts_from_text')}
          </Button>
        </div>
      </form>
      {importing && <ImportBox onImport={props.onImport} onDone={() => setImporting(false)} />}
      <h2 class="section-head">
        {say('loadouts_of', { character: characterName })} <small>{loadouts.length}</small>
      </h2>
      {loadouts.length === 0 ? (
        <EmptyState icon="items" title={say('loadouts_none')}>
          <p>{say('loadouts_none_help')}</p>
        </EmptyState>
      ) : (
        <ul class="loadout-list">
          {loadouts.map((loadout) => (
            <LoadoutRow
              key={loadout.id}
              loadout={loadout}
              missing={missingOf(loadout)}
              characterName={characterName}
              onApply={() => props.onApply(loadout)}
              onChange={props.onChange}
              onDrop={() => props.onDrop(loadout)}
              onCopy={() => props.onCopy(loadout)}
            />
          ))}
        </ul>
      )}
      {inGame.length > 0 && (
        <InGameList loadouts={inGame} heldOf={props.heldOf} onApply={props.onApplyInGame} />
      )}
    </div>
  );
}
