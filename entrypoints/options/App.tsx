import { useEffect, useState } from 'preact/hooks';
import { SettingsPage } from '@/components/settings/SettingsPage';
import { settingInWords } from '@/components/settings/setting-words';
import { failureText } from '@/components/ui/failure-text';
import { say, sayCount } from '@/lib/base/words';
import { NO_MARKS } from '@/lib/inventory/marks';
import type { Health } from '@/lib/messages/diagnostics';
import type { SettingName, Settings } from '@/lib/messages/settings';
import { listCommands } from '@/lib/platform/commands';
import { send } from '@/lib/platform/send';
import { watchLoadouts, watchMarks } from '@/lib/storage/journal-reader';
import { watchBackups, watchEvents } from '@/lib/storage/records-reader';
import { watchViews } from '@/lib/storage/view-reader';
import { extrasFor } from './extras';
import { useLive, useNowMs } from './use-live';

const NOTE_MS = 4_000;

/** The settings page, wired: what is stored comes in live, every change goes to the background. */
export function App() {
  const views = useLive(watchViews);
  const loadouts = useLive(watchLoadouts) ?? [];
  const marks = [...(useLive(watchMarks) ?? NO_MARKS).values()];
  const backups = useLive(watchBackups) ?? [];
  const events = useLive(watchEvents) ?? [];
  const nowMs = useNowMs();
  const [health, look] = useHealth();
  const commands = useCommands();
  const [note, setNote] = useState<{ good: boolean; text: string }>();

  useEffect(() => {
    // What failed stays until something else happens.
    if (note?.good !== true) return;
    const timer = setTimeout(() => setNote(undefined), NOTE_MS);
    return () => clearTimeout(timer);
  }, [note]);

  const change = async (wanted: Partial<Settings>): Promise<void> => {
    const done = await send('settings.change', wanted);
    setNote(
      done.ok
        ? { good: true, text: say('settings_saved', { what: namesOf(wanted) }) }
        : { good: false, text: say('settings_not_saved', { failure: failureText(done.failure) }) },
    );
  };

  return (
    <SettingsPage
      settings={views?.settings}
      extras={
        views === undefined
          ? []
          : extrasFor({ views, loadouts, marks, backups, events, nowMs, health, commands, look })
      }
      note={note}
      onChange={(wanted) => void change(wanted)}
    />
  );
}

function namesOf(change: Partial<Settings>): string {
  const names = Object.keys(change) as SettingName[];
  const [only] = names;
  return names.length === 1 && only !== undefined
    ? settingInWords(only).label
    : sayCount('settings_saved_several', names.length);
}

/** The keys the browser has for us, read when the page opens. */
function useCommands(): Awaited<ReturnType<typeof listCommands>> {
  const [commands, setCommands] = useState<Awaited<ReturnType<typeof listCommands>>>([]);
  useEffect(() => void listCommands().then(setCommands), []);
  return commands;
}

/** The health of the background, asked for at once and on a press. */
function useHealth(): [Health | undefined | null, () => void] {
  const [health, setHealth] = useState<Health | undefined | null>();
  const look = (): void => {
    setHealth(undefined);
    void send('health.look', {}).then((answer) => setHealth(answer.ok ? answer.value : null));
  };
  useEffect(look, []);
  return [health, look];
}
