import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { say, sayCount } from '../../lib/base/words';
import {
  INITIAL_SETTINGS,
  type SettingGroup,
  type SettingName,
  type Settings,
} from '../../lib/messages/settings';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { findSettings, holdsWords } from './find-settings';
import { SettingControl } from './SettingControl';
import { GROUPS, groupInWords } from './setting-words';

/** A part of the page beside the settings themselves, with what it is found by. */
export interface ExtraSection {
  id: string;
  title: string;
  /** Words it is found by besides its title. */
  words: string;
  /** The group of settings it follows in one section; a section of its own when absent. */
  group?: SettingGroup;
  content: ComponentChildren;
}

export interface SettingsPageProps {
  /** Undefined until they are read. */
  settings: Settings | undefined;
  extras: readonly ExtraSection[];
  /** What just happened: a saved change, or why it was not saved. */
  note: { good: boolean; text: string } | undefined;
  onChange(change: Partial<Settings>): void;
}

interface Section {
  id: string;
  title: string;
  group?: SettingGroup;
  names: SettingName[];
  extras: ExtraSection[];
}

/** Every setting there is, by group, and what belongs beside them; searchable. */
export function SettingsPage({ settings, extras, note, onChange }: SettingsPageProps) {
  const [typed, setTyped] = useState('');
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      search.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  const sections = sectionsFor(extras, typed);
  return (
    <div class="settings-page">
      <header class="settings-head">
        <h1>
          <img src="/icon/32.png" alt="" width="24" height="24" /> {say('settings_title')}
        </h1>
        <div class="settings-search">
          <Icon name="search" />
          <input
            type="search"
            ref={search}
            aria-label={say('settings_search')}
            placeholder={say('settings_search')}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <kbd>/</kbd>
        </div>
      </header>
      <nav class="settings-nav" aria-label={say('settings_sections')}>
        <ul>
          {sections.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      <main aria-busy={settings === undefined}>
        <p class="sr-only" role="status">
          {typed !== '' && sayCount('settings_found', sections.length)}
        </p>
        {sections.length === 0 && (
          <div class="empty">
            <Icon name="search" size={32} />
            <h2>{say('settings_none', { typed })}</h2>
            <Button onPress={() => setTyped('')}>{say('settings_show_all')}</Button>
          </div>
        )}
        {settings !== undefined &&
          sections.map((section) => (
            <SettingsSection key={section.id} section={section} settings={settings} onChange={onChange} />
          ))}
      </main>
      <p class={`settings-note ${note?.good === false ? 'problem' : 'good'}`} role="status">
        {note !== undefined && (
          <>
            <Icon name={note.good ? 'check' : 'warning'} size={14} /> {note.text}
          </>
        )}
      </p>
    </div>
  );
}

function SettingsSection(props: {
  section: Section;
  settings: Settings;
  onChange(change: Partial<Settings>): void;
}) {
  const { section, settings, onChange } = props;
  const { id, title, group, names, extras } = section;
  const all = group === undefined ? [] : findSettings(group, '');
  const changed = all.filter((name) => !same(settings[name], INITIAL_SETTINGS[name]));
  return (
    <section class="settings-section" id={id} aria-labelledby={`${id}-title`}>
      <div class="settings-section-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {changed.length > 0 && (
          <Button
            kind="link"
            name={sayCount('settings_reset_label', changed.length, { section: title })}
            onPress={() =>
              onChange(Object.fromEntries(changed.map((name) => [name, INITIAL_SETTINGS[name]])))
            }
          >
            {sayCount('settings_reset', changed.length)}
          </Button>
        )}
      </div>
      {names.map((name) => (
        <SettingControl
          key={name}
          name={name}
          value={settings[name]}
          onChange={(value) => onChange({ [name]: value })}
        />
      ))}
      {extras.map((extra) => (
        <div key={extra.id} class="settings-extra" data-extra={extra.id}>
          {extra.content}
        </div>
      ))}
    </section>
  );
}

/** Groups with their extras first, then the extras that stand alone; only what the typed words find. */
function sectionsFor(extras: readonly ExtraSection[], typed: string): Section[] {
  const found = (extra: ExtraSection): boolean => holdsWords(`${extra.title} ${extra.words}`, typed);
  const alone = (list: readonly ExtraSection[]): Section[] =>
    list
      .filter((extra) => extra.group === undefined && found(extra))
      .map((extra) => ({ id: extra.id, title: extra.title, names: [], extras: [extra] }));
  const grouped = GROUPS.map((group) => ({
    id: group,
    title: groupInWords(group),
    group,
    names: findSettings(group, typed),
    extras: extras.filter((extra) => extra.group === group && found(extra)),
  }));
  const [first, ...rest] = extras;
  return [
    // The account comes first: nothing works without it.
    ...(first === undefined ? [] : alone([first])),
    ...grouped.filter(({ names, extras: beside }) => names.length + beside.length > 0),
    ...alone(rest),
  ];
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
