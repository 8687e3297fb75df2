import { useState } from 'preact/hooks';
import { fail, type Outcome } from '../../lib/base/outcome';
import type { Loadout } from '../../lib/inventory/loadouts/loadout';
import {
  type Backup,
  type BackupChange,
  compareBackup,
  LONGEST_BACKUP,
  type ReadBackup,
  readBackup,
} from '../../lib/messages/backup';
import type { Settings } from '../../lib/messages/settings';
import { timeText } from '../ui/age-text';
import { Button } from '../ui/Button';
import { failureText } from '../ui/failure-text';
import { SETTING_WORDS, valueInWords } from './setting-words';

export interface BackupPanelProps {
  settings: Settings;
  loadouts: readonly Loadout[];
  /** The automatic ones, newest first. */
  backups: readonly Backup[];
  nowMs: number;
  onExport(): void;
  onBring(backup: Backup): Promise<Outcome<null>>;
}

interface Preview extends ReadBackup {
  from: string;
}

/** Settings and loadouts as one file, out and in; what coming in would change is shown first. */
export function BackupPanel({ settings, loadouts, backups, nowMs, onExport, onBring }: BackupPanelProps) {
  const [preview, setPreview] = useState<Preview>();
  const [said, setSaid] = useState<{ good: boolean; text: string }>();

  const show = (read: Outcome<ReadBackup>, from: string): void => {
    setPreview(read.ok ? { ...read.value, from } : undefined);
    setSaid(read.ok ? undefined : { good: false, text: failureText(read.failure) });
  };
  const choose = async (file: File): Promise<void> => {
    // Bytes are at least as many as characters: a huge file is refused without being read.
    const read = file.size > LONGEST_BACKUP * 4 ? fail('backup-too-large') : readBackup(await file.text());
    show(read, file.name);
  };
  const bring = async (backup: Backup): Promise<void> => {
    const done = await onBring(backup);
    setPreview(undefined);
    setSaid(done.ok ? { good: true, text: 'Taken in.' } : { good: false, text: failureText(done.failure) });
  };

  return (
    <>
      <p>One file with your settings, nicknames and loadouts. No key, token, whisper or item is in it.</p>
      <div class="more-buttons">
        <Button onPress={onExport}>Export to a file</Button>
        <label class="btn btn-plain file-button">
          Import a file…
          <input
            type="file"
            class="sr-only"
            accept="application/json,.json"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file !== undefined) void choose(file);
              // The same file again must be heard of again.
              event.currentTarget.value = '';
            }}
          />
        </label>
      </div>
      <p class={said?.good === false ? 'problem' : 'good'} role="status">
        {said?.text}
      </p>
      {preview !== undefined && (
        <PreviewBox
          preview={preview}
          changes={compareBackup(preview.backup, { settings, loadouts })}
          onBring={() => void bring(preview.backup)}
          onCancel={() => setPreview(undefined)}
        />
      )}
      <h3>Backups made by themselves</h3>
      <p class="quiet">
        Once a day when something changed, and before each import. The last five are kept, in this browser
        alone.
      </p>
      {backups.length === 0 ? (
        <p>None yet.</p>
      ) : (
        <ul class="plain-list" aria-label="Backups">
          {backups.map((backup) => (
            <li key={backup.madeAtMs}>
              <span>
                {timeText(backup.madeAtMs, nowMs)}: {count(backup.loadouts.length, 'loadout')},{' '}
                {count(compareBackup(backup, { settings, loadouts }).length, 'difference')} to now
              </span>
              <Button
                label={`Look at the backup of ${timeText(backup.madeAtMs, nowMs)}`}
                onPress={() => show({ ok: true, value: { backup, leftOut: [] } }, 'the backup')}
              >
                Restore…
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function PreviewBox(props: { preview: Preview; changes: BackupChange[]; onBring(): void; onCancel(): void }) {
  const { preview, changes, onBring, onCancel } = props;
  return (
    <section class="preview" aria-label="What would change">
      <h3>
        {changes.length === 0
          ? 'Nothing would change'
          : `${count(changes.length, 'change')} from ${preview.from}`}
      </h3>
      {changes.length > 0 && <ul>{changes.map(changeInWords)}</ul>}
      {preview.leftOut.length > 0 && (
        <p class="quiet">Left out, because this version does not know it: {preview.leftOut.join(', ')}.</p>
      )}
      <div class="more-buttons">
        {changes.length > 0 && (
          <Button kind="primary" onPress={onBring}>
            Take it in
          </Button>
        )}
        <Button onPress={onCancel}>{changes.length > 0 ? 'Leave everything as it is' : 'Close'}</Button>
      </div>
    </section>
  );
}

function changeInWords(change: BackupChange) {
  if (change.kind === 'loadout') {
    return (
      <li key={`loadout ${change.name}`}>
        Loadout <b>{change.name}</b>: {change.change === 'new' ? 'added' : 'replaced'}
      </li>
    );
  }
  return (
    <li key={change.name}>
      {SETTING_WORDS[change.name].label}: <b>{valueInWords(change.name, change.to)}</b>
    </li>
  );
}

function count(amount: number, what: string): string {
  return `${amount} ${what}${amount === 1 ? '' : 's'}`;
}
