import { useState } from 'preact/hooks';
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
  const gone = missing.length === 0 ? '' : ` · ${missing.length} gone`;
  return (
    <li class="loadout" data-loadout={loadout.id}>
      <div class="loadout-head">
        <div>
          <b>{loadout.name}</b>
          <p>
            {worn} worn · {loadout.items.length - worn} carried
            {gone}
          </p>
        </div>
        <Button kind="primary" onPress={onApply} disabled={missing.length === loadout.items.length}>
          To {characterName}
        </Button>
        <Button label={`${loadout.name}: change`} expanded={open} onPress={() => setOpen(!open)}>
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
        aria-label="Name of the loadout"
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
            <span>
              {item.amount > 1 && `${item.amount} × `}
              {item.name}
              {missing.includes(item) && ' (gone)'}
            </span>
            {item.instanceId !== undefined && (
              <label>
                <input
                  type="checkbox"
                  checked={item.equip}
                  onChange={() => onChange(withWorn(loadout, at, !item.equip))}
                />
                worn
              </label>
            )}
            <Button
              kind="link"
              label={`Take ${item.name} out`}
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
          {copied === true ? 'Copied' : 'Copy as text'}
        </Button>
        {sure ? (
          <>
            <Button kind="primary" onPress={onDrop}>
              Delete it
            </Button>
            <Button onPress={() => setSure(false)}>Keep it</Button>
          </>
        ) : (
          <Button onPress={() => setSure(true)}>Delete…</Button>
        )}
      </div>
      <p class="quiet" role="status">
        {copied === false && 'The browser did not allow to copy. Select the text by hand in a tab.'}
      </p>
    </div>
  );
}
