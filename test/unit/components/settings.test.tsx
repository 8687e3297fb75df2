// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { BungieKeys } from '@/components/session/BungieKeys';
import { BackupPanel } from '@/components/settings/BackupPanel';
import { ConfirmButton } from '@/components/settings/ConfirmButton';
import { findSettings } from '@/components/settings/find-settings';
import { HealthPanel } from '@/components/settings/HealthPanel';
import { LoginKey } from '@/components/settings/LoginKey';
import { readChangelog } from '@/components/settings/read-changelog';
import { SettingsPage } from '@/components/settings/SettingsPage';
import { settingInWords } from '@/components/settings/setting-words';
import { Fence } from '@/components/ui/Fence';
import { fail, ok } from '@/lib/base/outcome';
import { makeBackup } from '@/lib/messages/backup';
import type { Health } from '@/lib/messages/diagnostics';
import { INITIAL_SETTINGS, SETTINGS, type SettingGroup, type SettingName } from '@/lib/messages/settings';
import { button, mount, words } from './mount';

const names = Object.keys(SETTINGS) as SettingName[];
const page = (settings = INITIAL_SETTINGS, onChange = vi.fn()) => {
  const root = mount(<SettingsPage settings={settings} extras={[]} note={undefined} onChange={onChange} />);
  return { root, onChange };
};
const type = (field: Element | null, text: string): void => {
  if (!(field instanceof HTMLInputElement)) throw new Error('no field there');
  void act(() => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
};
const submit = (root: Element): void =>
  void act(() => {
    root.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  });

describe('the settings page', () => {
  it.each(names)('has a control for %s, with its name and its help', (name) => {
    const { root } = page();
    const control = root.querySelector(`#setting-${name}`);
    expect(control).not.toBeNull();
    expect(words(root.querySelector(`label[for=setting-${name}]`))).toBe(settingInWords(name).label);
    const [help] = (control?.getAttribute('aria-describedby') ?? '').split(' ');
    expect(words(root.querySelector(`#${help}`))).toBe(settingInWords(name).help);
  });

  it('shows no other settings than those that are searched for', () => {
    const { root } = page();
    type(root.querySelector('input[type=search]'), 'quiet');
    expect(
      [...root.querySelectorAll('[data-setting]')].map((one) => one.getAttribute('data-setting')),
    ).toEqual(['quietHours']);
    type(root.querySelector('input[type=search]'), 'zzz');
    expect(words(root)).toContain('No setting about “zzz”');
  });

  it('finds a setting by the words of its choices and without accents', () => {
    const groups = [...new Set(names.map((name) => SETTINGS[name].group))] as SettingGroup[];
    const found = (typed: string) => groups.flatMap((group) => findSettings(group, typed));
    expect(found('francais')).toEqual(['manifestLanguage']);
    expect(found('login key')).toContain('connectAs');
    expect(found('')).toHaveLength(names.length);
  });

  it('resets what was changed in one group and nothing else', () => {
    const { root, onChange } = page({ ...INITIAL_SETTINGS, hideText: true, badge: false, spotMode: 'off' });
    const reset = [...root.querySelectorAll('#notices button')].find((one) => words(one).startsWith('Reset'));
    (reset as HTMLButtonElement).click();
    expect(onChange).toHaveBeenCalledWith({ hideText: false, badge: true });
  });

  it('switches, chooses and counts', () => {
    const { root, onChange } = page();
    (root.querySelector('#setting-hideText') as HTMLInputElement).click();
    expect(onChange).toHaveBeenLastCalledWith({ hideText: true });
    const select = root.querySelector('#setting-spotMode') as HTMLSelectElement;
    select.value = 'strict';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    expect(onChange).toHaveBeenLastCalledWith({ spotMode: 'strict' });
    type(root.querySelector('#setting-keepDays'), '30');
    expect(onChange).toHaveBeenLastCalledWith({ keepDays: 30 });
  });

  it('does not take a number out of its range, and says so', () => {
    const { root, onChange } = page();
    type(root.querySelector('#setting-keepDays'), '-4');
    expect(onChange).not.toHaveBeenCalled();
    expect(words(root.querySelector('#setting-keepDays-wrong'))).toContain('from 0 to 3,650');
  });

  it('keeps a number that is being typed while the page is drawn anew, and shows what is stored in the end', () => {
    const { root, onChange } = page();
    const drawn = (settings = INITIAL_SETTINGS): void =>
      void act(() =>
        render(<SettingsPage settings={settings} extras={[]} note={undefined} onChange={onChange} />, root),
      );
    const field = root.querySelector<HTMLInputElement>('#setting-keepDays')!;
    void act(() => {
      field.value = '3';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    drawn();
    expect(field.value).toBe('3');
    type(field, '30');
    drawn({ ...INITIAL_SETTINGS, keepDays: 30 });
    drawn({ ...INITIAL_SETTINGS, keepDays: 7 });
    expect(field.value).toBe('7');
  });

  it('changes both ends of the quiet hours although the first is still on its way to the store', () => {
    const { root, onChange } = page({ ...INITIAL_SETTINGS, quietHours: { fromMinute: 60, toMinute: 120 } });
    const [from, to] = root.querySelectorAll('[data-setting=quietHours] input[type=time]');
    type(from ?? null, '02:30');
    type(to ?? null, '03:00');
    expect(onChange).toHaveBeenLastCalledWith({ quietHours: { fromMinute: 150, toMinute: 180 } });
  });

  it('takes nicks as the chat writes them, once each, and gives them back', () => {
    const { root, onChange } = page({ ...INITIAL_SETTINGS, mutedNicks: ['Cayde'] });
    const row = root.querySelector('[data-setting=mutedNicks]')!;
    type(row.querySelector('#setting-mutedNicks'), 'not a nick');
    submit(row);
    expect(onChange).not.toHaveBeenCalled();
    expect(words(row)).toContain('3 to 20 letters');
    type(row.querySelector('#setting-mutedNicks'), 'cayde');
    submit(row);
    expect(onChange).not.toHaveBeenCalled();
    type(row.querySelector('#setting-mutedNicks'), 'Zavala');
    submit(row);
    expect(onChange).toHaveBeenLastCalledWith({ mutedNicks: ['Cayde', 'Zavala'] });
    (row.querySelector('[aria-label="Remove Cayde"]') as HTMLButtonElement).click();
    expect(onChange).toHaveBeenLastCalledWith({ mutedNicks: [] });
  });

  it('replaces what a nickname stood for', () => {
    const { root, onChange } = page({ ...INITIAL_SETTINGS, nicknames: [['ghorn', 'Thorn']] });
    const row = root.querySelector('[data-setting=nicknames]')!;
    const [word, name] = [...row.querySelectorAll('input')];
    type(word ?? null, 'GHORN');
    type(name ?? null, 'Gjallarhorn');
    submit(row);
    expect(onChange).toHaveBeenLastCalledWith({ nicknames: [['GHORN', 'Gjallarhorn']] });
  });

  it('begins quiet hours with a night and takes other times', () => {
    const { root, onChange } = page();
    (root.querySelector('#setting-quietHours') as HTMLInputElement).click();
    expect(onChange).toHaveBeenLastCalledWith({ quietHours: { fromMinute: 1320, toMinute: 420 } });
    const night = page({ ...INITIAL_SETTINGS, quietHours: { fromMinute: 1320, toMinute: 420 } });
    type(night.root.querySelector('.hours input'), '23:15');
    expect(night.onChange).toHaveBeenLastCalledWith({ quietHours: { fromMinute: 1395, toMinute: 420 } });
  });
});

describe('what goes in and never comes out', () => {
  const wires = {
    redirectUrl: 'https://abc.chromiumapp.org/',
    onCopy: async () => undefined,
    onForget: async () => ok(null),
  };

  it('keys are tested after they were saved, and the form is empty', async () => {
    const onUse = vi.fn(async () => ok(null));
    const onTest = vi.fn(async () => fail('key-refused'));
    const root = mount(<BungieKeys keys={{ builtIn: false }} {...wires} onUse={onUse} onTest={onTest} />);
    type(root.querySelector('#key-apiKey'), 'my-api-key');
    type(root.querySelector('#key-clientId'), '41001');
    await act(async () => {
      submit(root);
      await new Promise((resolve) => setTimeout(resolve, 20));
    });
    expect(onUse).toHaveBeenCalledWith({ apiKey: 'my-api-key', clientId: '41001', clientSecret: '' });
    expect(words(root)).toContain('does not know this API key');
    expect((root.querySelector('#key-apiKey') as HTMLInputElement).value).toBe('');
  });

  it('keys that are set are told by their day, with ways to replace and remove them', () => {
    const keys = { builtIn: true, own: { setAtMs: new Date(2026, 10, 28).getTime(), withSecret: true } };
    const root = mount(<BungieKeys keys={keys} {...wires} onUse={vi.fn()} onTest={vi.fn()} />);
    expect(words(root)).toMatch(/set on (28 Nov|Nov 28)/);
    expect(root.querySelector('input')).toBeNull();
    button(root, 'Replace them');
    button(root, 'Remove them');
  });

  it('a login key is told by its day, and removed by an empty one', () => {
    const onUse = vi.fn(async () => ok(null));
    const root = mount(<LoginKey setAtMs={new Date(2026, 10, 28).getTime()} onUse={onUse} />);
    expect(words(root)).toMatch(/Set on (28 Nov|Nov 28)/);
    button(root, 'Remove the key').click();
    expect(onUse).toHaveBeenCalledWith('');
  });
});

describe('what cannot be taken back', () => {
  it('asks once more in its place, with the way out under the focus', () => {
    const onPress = vi.fn();
    const root = mount(<ConfirmButton label="Forget all" sure="Yes, forget" onPress={onPress} />);
    void act(() => button(root, 'Forget all').click());
    expect(document.activeElement).toBe(button(root, 'No'));
    void act(() => button(root, 'No').click());
    expect(onPress).not.toHaveBeenCalled();
    void act(() => button(root, 'Forget all').click());
    void act(() => button(root, 'Yes, forget').click());
    expect(onPress).toHaveBeenCalledOnce();
  });
});

describe('importing', () => {
  const settings = INITIAL_SETTINGS;
  const file = (content: string, name = 'mine.json') => new File([content], name);
  async function choose(chosen: File) {
    const onBring = vi.fn(async () => ok(null));
    const root = mount(
      <BackupPanel
        settings={settings}
        loadouts={[]}
        marks={[]}
        backups={[]}
        nowMs={0}
        onExport={vi.fn()}
        onBring={onBring}
      />,
    );
    const input = root.querySelector('input[type=file]') as HTMLInputElement;
    Object.defineProperty(input, 'files', { value: [chosen], configurable: true });
    await act(async () => {
      input.dispatchEvent(new Event('change', { bubbles: true }));
      await new Promise((resolve) => setTimeout(resolve, 20));
    });
    return { root, onBring };
  }

  it('shows what would change before anything does', async () => {
    const text = JSON.stringify(
      makeBackup({ settings: { ...settings, keepDays: 7 }, loadouts: [], marks: [] }, 1),
    );
    const { root, onBring } = await choose(file(text));
    expect(words(root)).toContain('1 change from mine.json');
    expect(words(root)).toContain('Keep whispers for (days): 7');
    expect(onBring).not.toHaveBeenCalled();
    await act(async () => button(root, 'Take it in').click());
    expect(onBring).toHaveBeenCalledOnce();
  });

  it.each([
    ['broken', '{"app":"vault-cou', /not a whole export/],
    ['newer', '{"app":"vault-courier","version":9}', /newer Vault Courier/],
    ['secret-bearing', '{"app":"vault-courier","version":1,"apiKey":"x"}', /holds a key/],
  ])('refuses a %s file in words', async (_what, text, sentence) => {
    const { root } = await choose(file(text));
    expect(words(root)).toMatch(sentence);
    expect([...root.querySelectorAll('button')].some((one) => words(one) === 'Take it in')).toBe(false);
  });

  it('refuses a file of 50 MB without reading it', async () => {
    const huge = file('x');
    Object.defineProperty(huge, 'size', { value: 50_000_000 });
    const read = vi.spyOn(huge, 'text');
    const { root } = await choose(huge);
    expect(words(root)).toContain('far larger than any export');
    expect(read).not.toHaveBeenCalled();
  });
});

describe('diagnostics', () => {
  const health: Health = {
    background: { startedAtMs: 1 },
    offscreen: 'open',
    chat: { state: 'stopped', problem: 'chat-stopped', guest: false },
    session: { state: 'signed-in' },
    manifest: { items: 36_680, working: false },
    journal: { stopped: 1, done: 4 },
    backups: 2,
    alarms: [{ name: 'chat-check', dueAtMs: 5 }],
    hosts: [
      { origin: 'https://www.bungie.net/*', granted: true },
      { origin: 'https://www.destiny.gg/*', granted: false },
    ],
  };
  const panel = (told: Health | null | undefined, issueUrl?: string) => {
    const calls = { onLook: vi.fn(), onExport: vi.fn(), onAskForHosts: vi.fn() };
    const root = mount(<HealthPanel health={told} events={[]} nowMs={9} issueUrl={issueUrl} {...calls} />);
    return { root, ...calls };
  };

  it('tell what is not well, in words, and offer to allow what the browser withholds', () => {
    const { root, onAskForHosts } = panel(health);
    expect([...root.querySelectorAll('.health-bad dt')].map(words)).toEqual([
      'Chat',
      'Moves',
      'Allowed hosts',
    ]);
    expect(words(root)).toContain('36,680 items');
    button(root, 'Allow the hosts again').click();
    expect(onAskForHosts).toHaveBeenCalledWith(['https://www.destiny.gg/*']);
  });

  it('say so when the background does not answer', () => {
    expect(words(panel(null).root)).toContain('The background does not answer');
  });

  it('offer a filled-in report only where the build names a place for it', () => {
    expect(panel(health).root.querySelector('a')).toBeNull();
    expect(panel(health, 'https://example.org/new?body=x').root.querySelector('a')?.href).toBe(
      'https://example.org/new?body=x',
    );
  });
});

describe('a feature that breaks', () => {
  it('says so alone, and its details carry nothing of what it worked on', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const onCopy = vi.fn(async (_text: string) => undefined);
    const onBroken = vi.fn();
    const Broken = (): never => {
      throw new TypeError('cannot read whisper "meet me at the tower"');
    };
    const root = mount(
      <div>
        <p>the rest</p>
        <Fence name="The list" about={() => 'Vault Courier 1'} onBroken={onBroken} onCopy={onCopy}>
          <Broken />
        </Fence>
      </div>,
    );
    await act(async () => undefined);
    expect(words(root)).toContain('the rest');
    expect(words(root)).toContain('The list broke');
    expect(onBroken).toHaveBeenCalledOnce();
    await act(async () => button(root, 'Copy details').click());
    const [copied = ''] = onCopy.mock.calls[0] ?? [];
    expect(copied).toContain('The list broke: TypeError');
    expect(copied).not.toContain('tower');
  });
});

describe('the changelog', () => {
  it('is read version by version, entries of several lines put together', () => {
    expect(
      readChangelog(
        '# Changelog\n\nFor you.\n\n## Next\n\nThe first.\n\n- One `thing`\n  goes on.\n- Two.\n\n## 0.1\n- Old.',
      ),
    ).toEqual([
      { title: 'Next', intro: 'The first.', changes: ['One thing goes on.', 'Two.'] },
      { title: '0.1', intro: '', changes: ['Old.'] },
    ]);
  });
});
