import { FAILURE_CODES, type FailureCode } from '../base/failure-codes';
import { INITIAL_SETTINGS, SETTINGS, type SettingName, type Settings } from './settings';
import type { ChatView } from './views';

/*
 * What may be told of a misbehaving extension: what happened when, in words of closed lists. No message body, name,
 * id, key or token has a field to stand in.
 */

/** Parts that can break by themselves, as their error boundaries call them. */
export const PARTS = [
  'popup',
  'items',
  'loadouts',
  'whispers',
  'more',
  'settings',
  'welcome',
  'example',
  'card',
] as const;
export type Part = (typeof PARTS)[number];

export interface DiagnosticEvent {
  atMs: number;
  kind: 'start' | 'message' | 'alarm' | 'chat' | 'broken' | 'command' | 'omnibox' | 'backup';
  /** Name of the message, alarm, command or part; from lists of ours, never from outside. */
  what: string;
  /** How it failed, if it did. */
  code?: FailureCode;
  /** How long it took, in milliseconds. */
  tookMs?: number;
  chat?: ChatView['state'];
}

/** Events that are kept; about 30 kB. */
export const KEPT_EVENTS = 400;

const WHAT = /^[a-z][a-zA-Z.-]{0,39}$/;
const CODES: ReadonlySet<string> = new Set(FAILURE_CODES);

/** The event with nothing in it but what it may tell; undefined when its name is none of ours. */
export function readEvent(event: DiagnosticEvent): DiagnosticEvent | undefined {
  const { atMs, kind, what, code, tookMs, chat } = event;
  if (!WHAT.test(what)) return undefined;
  return {
    atMs,
    kind,
    what,
    ...(code !== undefined && CODES.has(code) ? { code } : {}),
    ...(tookMs === undefined ? {} : { tookMs: Math.min(9_999_999, Math.round(tookMs)) }),
    ...(chat === undefined ? {} : { chat }),
  };
}

/** How the parts of the extension stand; times in milliseconds since 1970. */
export interface Health {
  background: { startedAtMs: number };
  /** Chromium's document that holds the socket; `unused` in Firefox. */
  offscreen: 'open' | 'closed' | 'unused';
  chat: { state: ChatView['state']; problem?: FailureCode; guest: boolean };
  session: { state: string; problem?: FailureCode };
  manifest: {
    items?: number;
    importedAtMs?: number;
    checkedAtMs?: number;
    working: boolean;
    problem?: FailureCode;
  };
  picture?: { readAtMs: number; items: number; characters: number };
  /** Moves in the journal by state. */
  journal: Record<string, number>;
  backups: number;
  alarms: { name: string; dueAtMs: number; everyMinutes?: number }[];
  /** Hosts the extension needs, and whether the browser lets it reach them. */
  hosts: { origin: string; granted: boolean }[];
  /** Bytes, as the browser estimates them. */
  storage?: { usedBytes: number; roomBytes: number };
}

export interface Report {
  app: 'vault-courier';
  version: string;
  browser: string;
  madeAtMs: number;
  settings: Record<string, unknown>;
  health?: Health;
  events: DiagnosticEvent[];
}

/** What a reader may hand on: settings other than the first, lists by their length alone. */
export function makeReport(parts: {
  version: string;
  userAgent: string;
  settings: Settings;
  health: Health | undefined;
  events: readonly DiagnosticEvent[];
  nowMs: number;
}): Report {
  const { settings, health } = parts;
  const names = Object.keys(SETTINGS) as SettingName[];
  const changed = names.filter(
    (name) => JSON.stringify(settings[name]) !== JSON.stringify(INITIAL_SETTINGS[name]),
  );
  return {
    app: 'vault-courier',
    version: parts.version,
    browser: browserName(parts.userAgent),
    madeAtMs: parts.nowMs,
    settings: Object.fromEntries(
      changed.map((name) => {
        const value: unknown = settings[name];
        return [name, Array.isArray(value) ? `${value.length} entries` : value];
      }),
    ),
    ...(health === undefined ? {} : { health }),
    events: parts.events.flatMap((event) => readEvent(event) ?? []),
  };
}

/** `Firefox 153 on Linux`; nothing finer, which would tell machines apart. */
export function browserName(userAgent: string): string {
  const [, name = 'Browser', version = '?'] =
    /(Firefox|Edg|OPR)\/(\d+)/.exec(userAgent) ?? /(Chrome)\/(\d+)/.exec(userAgent) ?? [];
  const system = /Windows|Mac OS|Android|CrOS|Linux/.exec(userAgent)?.[0] ?? 'another system';
  return `${name} ${version} on ${system}`;
}

/** A filled-in issue form: version, browser and the last failures; the report itself is for the reader to attach. */
export function issueUrl(base: string, report: Report): string {
  const failures = report.events
    .filter((event) => event.code !== undefined || event.kind === 'broken')
    .slice(-8)
    .map((event) => `- ${event.kind} ${event.what}${event.code === undefined ? '' : `: ${event.code}`}`);
  const body = [
    'What did you do, what did you expect, what happened instead?',
    '',
    '',
    `Vault Courier ${report.version}, ${report.browser}`,
    ...(failures.length === 0 ? [] : ['', 'Last failures:', ...failures]),
  ].join('\n');
  const url = new URL(base);
  url.searchParams.set('body', body);
  return url.href;
}
