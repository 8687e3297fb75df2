import { useState } from 'preact/hooks';
import { say } from '../../lib/base/words';
import type { Loadout, LoadoutItem } from '../../lib/inventory/loadouts/loadout';
import { withoutItem, withWorn } from '../../lib/inventory/loadouts/make-loadout';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';

export interface LoadoutRowProps {
  loadout: Loadout;
  missing: readonly LoadoutItem[];
  characterName: string;
  onApply(): void;
  onChange(loadout: Loadout): void;
  onDrop(): void;
  onCopy(): Promise<boolean>;
}

/** One saved loadout: put it on, or open it to rename, thin out, copy or delete. */
export function LoadoutRow(props: LoadoutRowProps) {
  const { loadout, missing, characterName, onApply } = props;
  const [open, setOpen] = useState(false);
  const worn = loadout.items.filter((item) => item.equip).length;
  const parts = { worn, carried: loadout.items.length - worn };
  return (
    <li class="loadout" data-loadout={loadout.id}>
      <div class="loadout-head">
        <div>
          <b>{loadout.name}</b>
          <p>
            {missing.length === 0
              ? say('loadouts_parts', parts)
              : say('loadouts_parts_gone', { ...parts, gone: missing.length })}
          </p>
        </div>
        <Button kind="primary" onPress={onApply} disabled={missing.length === loadout.items.length}>
          {say('deed_to', { character: characterName })}
        </Button>
        <Button
          label={say('loadouts_change_label', { name: loadout.name })}
          expanded={open}
          onPress={() => setOpen(!open)}
        >
          <Icon name="more" size={14} />
        </Button>
      </div>
      {open && <LoadoutEditor {...props} />}
    </li>
  );
}

function LoadoutEditor({ loadout, missing, onChange, onDrop, onCopy }: LoadoutRowProps) {
  const [name, setName] = useState(loadout.name);
  const [sure, setSure] = useState(false);
  const [copied, setCopied] = useState<boolean>();
  const rename = (): void => {
    const trimmed = name.trim();
    if (trimmed === '') setName(loadout.name);
    else if (trimmed !== loadout.name) onChange({ ...loadout, name: trimmed });
  };
  return (
    <div class="loadout-editor">
      <input
        type="text"
        aria-label={say('loadouts_name_label')}
        maxLength={80}
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
        onBlur={rename}
        onKeyDown={(event) => {
          if (event.key === 'Enter') rename();
        }}
      />
      <ul>
        {loadout.items.map((item, at) => (
          <li key={`${item.instanceId ?? item.hash}`} class={missing.includes(item) ? 'loadout-gone' : ''}>
            <span>{itemInWords(item, missing.includes(item))}</span>
            {item.instanceId !== undefined && (
              <label>
                <input
                  type="checkbox"
                  checked={item.equip}
                  onChange={() => onChange(withWorn(loadout, at, !item.equip))}
                />
                {say('loadouts_worn')}
              </label>
            )}
            <Button
              kind="link"
              label={say('loadouts_take_out', { name: item.name })}
              onPress={() => onChange(withoutItem(loadout, at))}
            >
              <Icon name="clear" size={12} />
            </Button>
          </li>
        ))}
      </ul>
      <div class="loadout-buttons">
        <Button
          onPress={() => {
            void onCopy().then(setCopied);
          }}
        >
          {copied === true ? say('ui_copied') : say('loadouts_copy_text')}
        </Button>
        {sure ? (
          <>
            <Button kind="primary" onPress={onDrop}>
              {say('loadouts_delete_sure')}
            </Button>
            <Button onPress={() => setSure(false)}>{say('loadouts_keep')}</Button>
          </>
        ) : (
          <Button onPress={() => setSure(true)}>{say('loadouts_delete')}</Button>
        )}
      </div>
      <p class="quiet" role="status">
        {copied === false && say('loadouts_copy_refused')}
      </p>
    </div>
  );
}

function itemInWords({ amount, name }: LoadoutItem, gone: boolean): string {
  const named = amount > 1 ? say('loadouts_pieces_of', { pieces: amount, name }) : name;
  return gone ? say('loadouts_name_gone', { name: named }) : named;
}
