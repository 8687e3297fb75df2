import { AccountPanel } from '@/components/session/AccountPanel';
import { BungieKeys } from '@/components/session/BungieKeys';
import { ManifestState } from '@/components/session/ManifestState';
import { BackupPanel } from '@/components/settings/BackupPanel';
import { BrowserKeys } from '@/components/settings/BrowserKeys';
import { ConfirmButton } from '@/components/settings/ConfirmButton';
import { HealthPanel } from '@/components/settings/HealthPanel';
import { LoginKey } from '@/components/settings/LoginKey';
import { News } from '@/components/settings/News';
import type { ExtraSection } from '@/components/settings/SettingsPage';
import { KeyTable } from '@/components/ui/KeyTable';
import { say } from '@/lib/base/words';
import type { Loadout } from '@/lib/inventory/loadouts/loadout';
import type { Mark } from '@/lib/inventory/marks';
import { type Backup, makeBackup } from '@/lib/messages/backup';
import { type DiagnosticEvent, type Health, issueUrl, makeReport } from '@/lib/messages/diagnostics';
import type { Views } from '@/lib/messages/views';
import { redirectUrl } from '@/lib/platform/identity';
import { askForHosts } from '@/lib/platform/permissions';
import { ownVersion } from '@/lib/platform/self';
import { send } from '@/lib/platform/send';
import changelog from '../../CHANGELOG.md?raw';
import { fenced } from './fenced';
import { Licences } from './Licences';
import { fileName, saveJson } from './save-file';

export interface ExtrasInput {
  views: Views;
  loadouts: readonly Loadout[];
  marks: readonly Mark[];
  backups: readonly Backup[];
  events: readonly DiagnosticEvent[];
  nowMs: number;
  health: Health | undefined | null;
  commands: readonly { name: string; does: string; keys: string }[];
  look(): void;
}

const copy = (text: string): Promise<void> => navigator.clipboard.writeText(text);

/** Neither browser lets a page link to it. */
const whereSet = (): string =>
  import.meta.env.FIREFOX ? say('settings_keys_where_firefox') : 'chrome://extensions/shortcuts';

/** Where problems are reported; told at build time, because forks have their own place. */
const ISSUES: unknown = import.meta.env.WXT_ISSUES_URL;

/** Everything on the page besides the settings themselves. */
export function extrasFor(input: ExtrasInput): ExtraSection[] {
  const { views, loadouts, marks, backups, events, nowMs, health } = input;
  const report = () =>
    makeReport({
      version: ownVersion(),
      userAgent: navigator.userAgent,
      settings: views.settings,
      health: health ?? undefined,
      events,
      nowMs: Date.now(),
    });
  return [
    {
      id: 'account',
      title: say('options_account'),
      words: say('options_find_account'),
      content: fenced(
        say('broken_part_account'),
        'settings',
        <>
          <AccountPanel
            session={views.session}
            onSignIn={(chooseAccount) => void send('session.signIn', { chooseAccount })}
            onSignOut={() => void send('session.signOut', {})}
            onChoose={(membershipId) => void send('session.choose', { membershipId })}
          />
          <h3>{say('options_bungie_keys')}</h3>
          <BungieKeys
            keys={views.keys}
            redirectUrl={redirectUrl()}
            onCopy={copy}
            onUse={(typed) => send('keys.use', typed)}
            onForget={() => send('keys.forget', {})}
            onTest={() => send('keys.test', {})}
          />
        </>,
      ),
    },
    {
      id: 'login-key',
      title: say('options_login_key'),
      words: say('options_find_login_key'),
      group: 'chat',
      content: fenced(
        say('broken_part_login_key'),
        'settings',
        <LoginKey setAtMs={views.keys.chatKeySetAtMs} onUse={(key) => send('chat.useKey', { key })} />,
      ),
    },
    {
      id: 'forget-whispers',
      title: say('options_forget'),
      words: say('options_find_forget'),
      group: 'whispers',
      content: fenced(
        say('broken_part_forgetting'),
        'settings',
        <>
          <p class="quiet">{say('options_forget_help')}</p>
          <ConfirmButton
            label={say('options_forget_button')}
            sure={say('options_forget_sure')}
            onPress={() => void send('whispers.forget', {})}
          />
        </>,
      ),
    },
    {
      id: 'item-list',
      title: say('options_item_list'),
      words: say('options_find_item_list'),
      group: 'items',
      content: fenced(
        say('broken_part_item_list'),
        'settings',
        <ManifestState
          manifest={views.manifest}
          nowMs={nowMs}
          onCheck={(rebuild) => void send('manifest.refresh', { rebuild })}
        />,
      ),
    },
    {
      id: 'files',
      title: say('options_files'),
      words: say('options_find_files'),
      content: fenced(
        say('broken_part_files'),
        'settings',
        <BackupPanel
          settings={views.settings}
          loadouts={loadouts}
          marks={marks}
          backups={backups}
          nowMs={nowMs}
          onExport={() =>
            saveJson(
              fileName('settings', Date.now()),
              makeBackup({ settings: views.settings, loadouts, marks }, Date.now()),
            )
          }
          onBring={(backup) => send('backup.bring', { backup })}
        />,
      ),
    },
    {
      id: 'keyboard',
      title: say('options_keyboard'),
      words: say('options_find_keyboard'),
      content: fenced(
        say('broken_part_keys'),
        'settings',
        <>
          <BrowserKeys commands={input.commands} whereSet={whereSet()} />
          <KeyTable />
        </>,
      ),
    },
    {
      id: 'news',
      title: say('options_news'),
      words: say('options_find_news'),
      content: fenced(say('broken_part_news'), 'settings', <News changelog={changelog} />),
    },
    {
      id: 'health',
      title: say('options_health'),
      words: say('options_find_health'),
      content: fenced(
        say('broken_part_health'),
        'settings',
        <HealthPanel
          health={health}
          events={events}
          nowMs={nowMs}
          issueUrl={typeof ISSUES === 'string' && ISSUES !== '' ? issueUrl(ISSUES, report()) : undefined}
          onLook={input.look}
          onExport={() => saveJson(fileName('report', Date.now()), report())}
          onAskForHosts={(origins) => void askForHosts(origins).then(input.look)}
        />,
      ),
    },
    {
      id: 'licences',
      title: say('options_licences'),
      words: say('options_find_licences'),
      content: fenced(say('broken_part_licences'), 'settings', <Licences />),
    },
  ];
}
