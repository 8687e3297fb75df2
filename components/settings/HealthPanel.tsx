import { FAILURE_CODES, type FailureCode } from '../../lib/base/failure-codes';
import type { DiagnosticEvent, Health } from '../../lib/messages/diagnostics';
import { timeText } from '../ui/age-text';
import { Button } from '../ui/Button';
import { failureText } from '../ui/failure-text';
import { Icon } from '../ui/Icon';

export interface HealthPanelProps {
  /** Undefined while it is asked for; null when the background does not answer. */
  health: Health | undefined | null;
  events: readonly DiagnosticEvent[];
  nowMs: number;
  /** Where problems are reported; undefined when this build names no place. */
  issueUrl: string | undefined;
  onLook(): void;
  onExport(): void;
  onAskForHosts(origins: string[]): void;
}

interface Line {
  name: string;
  text: string;
  good: boolean;
}

const SHOWN_EVENTS = 12;

/** How every part stands, what happened lately, and a report to hand on. */
export function HealthPanel(props: HealthPanelProps) {
  const { health, events, nowMs, issueUrl, onLook, onExport, onAskForHosts } = props;
  const missing = health?.hosts.filter((host) => !host.granted).map((host) => host.origin) ?? [];
  return (
    <>
      <p>
        Nothing leaves this browser unless you hand it on. Reports hold no texts, names, item ids or keys.
      </p>
      {health === undefined && <p role="status">Looking…</p>}
      {health === null && (
        <p class="problem" role="status">
          The background does not answer. Reload the extension if that lasts.
        </p>
      )}
      {health && (
        <dl class="health">
          {linesOf(health, nowMs).map(({ name, text, good }) => (
            <div key={name} class={good ? 'health-good' : 'health-bad'}>
              <dt>
                <Icon name={good ? 'check' : 'warning'} size={14} /> {name}
              </dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
      <div class="more-buttons">
        <Button onPress={onLook}>Look again</Button>
        <Button onPress={onExport}>Save a report</Button>
        {missing.length > 0 && <Button onPress={() => onAskForHosts(missing)}>Allow the hosts again</Button>}
        {issueUrl !== undefined && (
          <a class="btn btn-plain" href={issueUrl} target="_blank" rel="noreferrer">
            Report a problem
          </a>
        )}
      </div>
      <details>
        <summary>What happened lately</summary>
        <ol class="events">
          {events
            .slice(-SHOWN_EVENTS)
            .reverse()
            .map((event, at) => (
              <li key={`${event.atMs} ${at}`}>
                <time dateTime={new Date(event.atMs).toISOString()}>
                  {new Date(event.atMs).toLocaleTimeString()}
                </time>{' '}
                {event.kind} {event.what}
                {event.chat !== undefined && ` ${event.chat}`}
                {event.tookMs !== undefined && ` ${event.tookMs} ms`}
                {event.code !== undefined && <b class="problem"> {event.code}</b>}
              </li>
            ))}
        </ol>
      </details>
    </>
  );
}

function linesOf(health: Health, nowMs: number): Line[] {
  const when = (atMs: number): string => timeText(atMs, nowMs);
  const { background, offscreen, chat, session, manifest, picture, journal, alarms, hosts, storage } = health;
  const stopped = journal.stopped ?? 0;
  const refused = hosts.filter((host) => !host.granted);
  return [
    line('Background', `running since ${when(background.startedAtMs)}`),
    ...(offscreen === 'unused'
      ? []
      : [line('Chat document', offscreen, offscreen === 'open' || chat.state === 'off')]),
    line(
      'Chat',
      told(chat.guest ? `${chat.state}, as a guest` : chat.state, chat.problem),
      chat.problem === undefined,
    ),
    line('Bungie sign-in', told(session.state, session.problem), session.problem === undefined),
    line(
      'Item list',
      told(
        manifest.items === undefined
          ? manifest.working
            ? 'being read'
            : 'not read yet'
          : `${manifest.items.toLocaleString('en-US')} items${
              manifest.importedAtMs === undefined ? '' : `, read ${when(manifest.importedAtMs)}`
            }`,
        manifest.problem,
      ),
      manifest.items !== undefined || manifest.working,
    ),
    line(
      'Inventory',
      picture === undefined
        ? 'none stored'
        : `${picture.items.toLocaleString('en-US')} items of ${picture.characters} characters, read ${when(picture.readAtMs)}`,
    ),
    line(
      'Moves',
      Object.entries(journal)
        .map(([state, count]) => `${count} ${state}`)
        .join(', ') || 'none in the journal',
      stopped === 0,
    ),
    line(
      'Alarms',
      alarms.map(({ name, dueAtMs }) => `${name} at ${when(dueAtMs)}`).join(', ') || 'none set',
      alarms.length > 0,
    ),
    line(
      'Allowed hosts',
      refused.length === 0
        ? hosts.map(({ origin }) => new URL(origin.replace('/*', '')).host).join(', ')
        : `not allowed: ${refused.map(({ origin }) => origin).join(', ')}`,
      refused.length === 0,
    ),
    ...(storage === undefined
      ? []
      : [line('Storage', `${megabytes(storage.usedBytes)} used of ${megabytes(storage.roomBytes)}`)]),
  ];
}

function line(name: string, text: string, good = true): Line {
  return { name, text, good };
}

function told(state: string, problem: FailureCode | undefined): string {
  return problem === undefined || !FAILURE_CODES.includes(problem)
    ? state
    : `${state}. ${failureText({ code: problem, facts: {} })}`;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000).toLocaleString('en-US')} MB`;
}
