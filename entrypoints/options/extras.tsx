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
import type { Loadout } from '@/lib/inventory/loadouts/loadout';
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
  backups: readonly Backup[];
  events: readonly DiagnosticEvent[];
  nowMs: number;
  health: Health | undefined | null;
  commands: readonly { name: string; does: string; keys: string }[];
  look(): void;
}

const copy = (text: string): Promise<void> => navigator.clipboard.writeText(text);

/** Neither browser lets a page link to it. */
const WHERE_SET = import.meta.env.FIREFOX
  ? 'about:addons, under the cog, “Manage Extension Shortcuts”'
  : 'chrome://extensions/shortcuts';

/** Where problems are reported; told at build time, because forks have their own place. */
const ISSUES: unknown = import.meta.env.WXT_ISSUES_URL;

/** Everything on the page besides the settings themselves. */
export function extrasFor(input: ExtrasInput): ExtraSection[] {
  const { views, loadouts, backups, events, nowMs, health } = input;
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
      title: 'Account and Bungie keys',
      words: 'sign in out login api key client id secret oauth redirect url',
      content: fenced(
        'The account section',
        'settings',
        <>
          <AccountPanel
            session={views.session}
            onSignIn={(chooseAccount) => void send('session.signIn', { chooseAccount })}
            onSignOut={() => void send('session.signOut', {})}
            onChoose={(membershipId) => void send('session.choose', { membershipId })}
          />
          <h3>Bungie keys</h3>
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
      title: 'Login key',
      words: 'chat destiny.gg password developer token',
      group: 'chat',
      content: fenced(
        'The login key',
        'settings',
        <LoginKey setAtMs={views.keys.chatKeySetAtMs} onUse={(key) => send('chat.useKey', { key })} />,
      ),
    },
    {
      id: 'forget-whispers',
      title: 'Forget all whispers',
      words: 'delete clear messages privacy',
      group: 'whispers',
      content: fenced(
        'Forgetting whispers',
        'settings',
        <>
          <p class="quiet">Deletes all whispers kept in this browser. The site keeps its own.</p>
          <ConfirmButton
            label="Forget all whispers…"
            sure="Yes, forget them all"
            onPress={() => void send('whispers.forget', {})}
          />
        </>,
      ),
    },
    {
      id: 'item-list',
      title: 'Item list',
      words: 'manifest database definitions check rebuild read anew',
      group: 'items',
      content: fenced(
        'The item list',
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
      title: 'Import, export and backups',
      words: 'file json restore settings loadouts nicknames save',
      content: fenced(
        'Import and export',
        'settings',
        <BackupPanel
          settings={views.settings}
          loadouts={loadouts}
          backups={backups}
          nowMs={nowMs}
          onExport={() =>
            saveJson(fileName('settings', Date.now()), makeBackup(views.settings, loadouts, Date.now()))
          }
          onBring={(backup) => send('backup.bring', { backup })}
        />,
      ),
    },
    {
      id: 'keyboard',
      title: 'Keyboard',
      words: 'keys shortcuts commands omnibox',
      content: fenced(
        'The list of keys',
        'settings',
        <>
          <BrowserKeys commands={input.commands} whereSet={WHERE_SET} />
          <KeyTable />
        </>,
      ),
    },
    {
      id: 'news',
      title: 'What’s new',
      words: 'changelog version changes',
      content: fenced('What’s new', 'settings', <News changelog={changelog} />),
    },
    {
      id: 'health',
      title: 'Diagnostics',
      words: 'health report problem issue bug events alarms permissions storage socket worker',
      content: fenced(
        'Diagnostics',
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
      title: 'Licences',
      words: 'open source libraries licenses copyright mit',
      content: fenced('The licences', 'settings', <Licences />),
    },
  ];
}
