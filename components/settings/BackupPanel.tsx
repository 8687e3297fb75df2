import { useState } from 'preact/hooks';
import { besideText } from '../../lib/base/local-forms';
import { fail, type Outcome } from '../../lib/base/outcome';
import { say, sayCount } from '../../lib/base/words';
import type { Loadout } from '../../lib/inventory/loadouts/loadout';
import type { Mark } from '../../lib/inventory/marks';
import {
  type Backup,
  type BackupChange,
  compareBackup,
  countChanges,
  LONGEST_BACKUP,
  type ReadBackup,
  readBackup,
} from '../../lib/messages/backup';
import type { Settings } from '../../lib/messages/settings';
import { timeText } from '../ui/age-text';
import { Button } from '../ui/Button';
import { failureText } from '../ui/failure-text';
import { settingInWords, valueInWords } from './setting-words';

export interface BackupPanelProps {
  settings: Settings;
  loadouts: readonly Loadout[];
  marks: readonly Mark[];
  /** The automatic ones, newest first. */
  backups: readonly Backup[];
  nowMs: number;
  onExport(): void;
  onBring(backup: Backup): Promise<Outcome<null>>;
}

interface Preview extends ReadBackup {
  from: string;
}

/** Settings, loadouts, tags and notes as one file, out and in; what coming in would change is shown first. */
export function BackupPanel(props: BackupPanelProps) {
  const { settings, loadouts, marks, backups, nowMs, onExport, onBring } = props;
  const now = { settings, loadouts, marks };
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
    setSaid(
      done.ok ? { good: true, text: say('backup_done') } : { good: false, text: failureText(done.failure) },
    );
  };

  return (
    <>
      <p>{say('backup_intro')}</p>
      <div class="more-buttons">
        <Button onPress={onExport}>{say('backup_export')}</Button>
        <label class="btn btn-plain file-button">
          {say('backup_import')}
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
          changes={compareBackup(preview.backup, now)}
          onBring={() => void bring(preview.backup)}
          onCancel={() => setPreview(undefined)}
        />
      )}
      <h3>{say('backup_automatic')}</h3>
      <p class="quiet">{say('backup_automatic_help')}</p>
      {backups.length === 0 ? (
        <p>{say('backup_none')}</p>
      ) : (
        <ul class="plain-list" aria-label={say('backup_list')}>
          {backups.map((backup) => (
            <li key={backup.madeAtMs}>
              <span>
                {say('backup_row', {
                  time: timeText(backup.madeAtMs, nowMs),
                  loadouts: besideText([
                    sayCount('backup_loadouts', backup.loadouts.length),
                    backup.marks === undefined ? '' : sayCount('backup_marks', backup.marks.length),
                  ]),
                  differences: sayCount('backup_differences', countChanges(compareBackup(backup, now))),
                })}
              </span>
              <Button
                label={say('backup_look', { time: timeText(backup.madeAtMs, nowMs) })}
                onPress={() => show({ ok: true, value: { backup, leftOut: [] } }, say('backup_the_backup'))}
              >
                {say('backup_restore')}
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
    <section class="preview" aria-label={say('backup_preview')}>
      <h3>
        {changes.length === 0
          ? say('backup_nothing_changes')
          : sayCount('backup_changes', countChanges(changes), { file: preview.from })}
      </h3>
      {changes.length > 0 && <ul>{changes.map(changeInWords)}</ul>}
      {preview.leftOut.length > 0 && (
        <p class="quiet">{say('backup_left_out', { names: besideText(preview.leftOut) })}</p>
      )}
      <div class="more-buttons">
        {changes.length > 0 && (
          <Button kind="primary" onPress={onBring}>
            {say('backup_take_in')}
          </Button>
        )}
        <Button onPress={onCancel}>{changes.length > 0 ? say('backup_leave') : say('ui_close')}</Button>
      </div>
    </section>
  );
}

function changeInWords(change: BackupChange) {
  if ('count' in change) {
    const { kind, count } = change;
    return <li key={`${kind} ${change.change}`}>{sayCount(`backup_${kind}_${change.change}`, count)}</li>;
  }
  if (change.kind === 'loadout') {
    return (
      <li key={`loadout ${change.name}`}>
        {say('backup_loadout')} <b>{change.name}</b>:{' '}
        {change.change === 'new' ? say('backup_loadout_added') : say('backup_loadout_replaced')}
      </li>
    );
  }
  return (
    <li key={change.name}>
      {settingInWords(change.name).label}: <b>{valueInWords(change.name, change.to)}</b>
    </li>
  );
}
