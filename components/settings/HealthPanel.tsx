import { FAILURE_CODES, type FailureCode } from '../../lib/base/failure-codes';
import { besideText, megabytesText, secondsText } from '../../lib/base/local-forms';
import { type PlainWord, say, sayCount } from '../../lib/base/words';
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
const JOB_STATES = ['queued', 'running', 'stopped', 'cancelled', 'done'] as const;
const SIGN_IN: Readonly<Record<string, PlainWord>> = {
  'no-keys': 'health_sign_in_no_keys',
  'signed-out': 'health_sign_in_signed_out',
  'signed-in': 'health_sign_in_signed_in',
};

/** How every part stands, what happened lately, and a report to hand on. */
export function HealthPanel(props: HealthPanelProps) {
  const { health, events, nowMs, issueUrl, onLook, onExport, onAskForHosts } = props;
  const missing = health?.hosts.filter((host) => !host.granted).map((host) => host.origin) ?? [];
  return (
    <>
      <p>{say('health_intro')}</p>
      {health === undefined && <p role="status">{say('health_looking')}</p>}
      {health === null && (
        <p class="problem" role="status">
          {say('health_no_answer')}
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
        <Button onPress={onLook}>{say('ui_look_again')}</Button>
        <Button onPress={onExport}>{say('health_save_report')}</Button>
        {missing.length > 0 && (
          <Button onPress={() => onAskForHosts(missing)}>{say('health_allow_hosts')}</Button>
        )}
        {issueUrl !== undefined && (
          <a class="btn btn-plain" href={issueUrl} target="_blank" rel="noreferrer">
            {say('health_report_problem')}
          </a>
        )}
      </div>
      <details>
        <summary>{say('health_lately')}</summary>
        <ol class="events">
          {events
            .slice(-SHOWN_EVENTS)
            .reverse()
            .map((event, at) => (
              <li key={`${event.atMs} ${at}`}>
                <time dateTime={new Date(event.atMs).toISOString()}>{secondsText(event.atMs)}</time>{' '}
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
  const signIn = SIGN_IN[session.state];
  const chatState = say(`health_chat_${chat.state}`);
  const refused = hosts.filter((host) => !host.granted);
  return [
    line(say('health_background'), say('health_running_since', { time: when(background.startedAtMs) })),
    ...(offscreen === 'unused'
      ? []
      : [
          line(
            say('health_offscreen'),
            say(`health_offscreen_${offscreen}`),
            offscreen === 'open' || chat.state === 'off',
          ),
        ]),
    line(
      say('health_chat'),
      told(chat.guest ? say('health_chat_guest', { state: chatState }) : chatState, chat.problem),
      chat.problem === undefined,
    ),
    line(
      say('health_sign_in'),
      told(signIn === undefined ? session.state : say(signIn), session.problem),
      session.problem === undefined,
    ),
    line(
      say('health_item_list'),
      told(
        manifest.items === undefined
          ? manifest.working
            ? say('health_list_being_read')
            : say('health_list_not_read')
          : listInWords(manifest.items, manifest.importedAtMs, when),
        manifest.problem,
      ),
      manifest.items !== undefined || manifest.working,
    ),
    line(
      say('health_inventory'),
      picture === undefined
        ? say('health_inventory_none')
        : sayCount('health_inventory_of', picture.characters, {
            items: sayCount('health_list_items', picture.items),
            time: when(picture.readAtMs),
          }),
    ),
    line(
      say('health_moves'),
      besideText(JOB_STATES.map((state) => movesInWords(state, journal[state]))) || say('health_moves_none'),
      stopped === 0,
    ),
    line(
      say('health_alarms'),
      besideText(alarms.map(({ name, dueAtMs }) => say('health_alarm_at', { name, time: when(dueAtMs) }))) ||
        say('health_alarms_none'),
      alarms.length > 0,
    ),
    line(
      say('health_hosts'),
      refused.length === 0
        ? besideText(hosts.map(({ origin }) => new URL(origin.replace('/*', '')).host))
        : say('health_hosts_refused', { hosts: besideText(refused.map(({ origin }) => origin)) }),
      refused.length === 0,
    ),
    ...(storage === undefined ? [] : [line(say('health_storage'), roomInWords(storage))]),
  ];
}

function line(name: string, text: string, good = true): Line {
  return { name, text, good };
}

function told(state: string, problem: FailureCode | undefined): string {
  return problem === undefined || !FAILURE_CODES.includes(problem)
    ? state
    : say('health_state_problem', { state, problem: failureText({ code: problem, facts: {} }) });
}

function roomInWords({ usedBytes, roomBytes }: NonNullable<Health['storage']>): string {
  return say('health_storage_used', { used: megabytesText(usedBytes), room: megabytesText(roomBytes) });
}

function listInWords(count: number, readAtMs: number | undefined, when: (atMs: number) => string): string {
  const items = sayCount('health_list_items', count);
  return readAtMs === undefined ? items : say('health_list_items_read', { items, time: when(readAtMs) });
}

function movesInWords(state: (typeof JOB_STATES)[number], count = 0): string {
  return count === 0 ? '' : sayCount(`health_moves_${state}`, count);
}
