import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import {
  browserName,
  type DiagnosticEvent,
  issueUrl,
  KEPT_EVENTS,
  makeReport,
  readEvent,
} from '../../../lib/messages/diagnostics';
import { INITIAL_SETTINGS } from '../../../lib/messages/settings';
import { eventStore } from '../../../lib/storage/event-store';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
const EDGE = `${CHROME} Edg/156.0.3000.1`;

describe('an event', () => {
  it('keeps its name, its failure and how long it took', () => {
    const event: DiagnosticEvent = {
      atMs: 5,
      kind: 'message',
      what: 'moves.ask',
      code: 'vault-full',
      tookMs: 12.4,
    };
    expect(readEvent(event)).toEqual({ ...event, tookMs: 12 });
  });

  it('loses whatever else it carries', () => {
    const carried = {
      atMs: 5,
      kind: 'message',
      what: 'moves.ask',
      nick: 'Cayde',
      text: 'meet me',
      token: 't',
    };
    expect(readEvent(carried as DiagnosticEvent)).toEqual({ atMs: 5, kind: 'message', what: 'moves.ask' });
  });

  it.each([
    '4611686018429000001',
    'a text with blanks',
    'CO3yARKGAgAgtoken+/=',
    '',
  ])('is not kept when its name could be something else: %j', (what) => {
    expect(readEvent({ atMs: 5, kind: 'message', what })).toBeUndefined();
  });

  it('does not keep a failure that is not on the list', () => {
    const event = { atMs: 5, kind: 'message', what: 'x', code: 'secret-4611' } as unknown as DiagnosticEvent;
    expect(readEvent(event)).toEqual({ atMs: 5, kind: 'message', what: 'x' });
  });
});

describe('the ring of events', () => {
  it('holds the newest few hundred, oldest first', async () => {
    for (let at = 0; at < KEPT_EVENTS + 50; at += 1)
      await eventStore.add({ atMs: at, kind: 'alarm', what: 'tick' });
    const kept = await eventStore.list();
    expect(kept).toHaveLength(KEPT_EVENTS);
    expect(kept[0]?.atMs).toBe(50);
    expect(kept.at(-1)?.atMs).toBe(KEPT_EVENTS + 49);
  });
});

describe('a report', () => {
  const settings = {
    ...INITIAL_SETTINGS,
    mutedNicks: ['Cayde', 'Zavala'],
    notItems: ['my private word'],
    connectAs: 'key' as const,
  };
  const events: DiagnosticEvent[] = [
    { atMs: 1, kind: 'message', what: 'moves.ask' },
    { atMs: 2, kind: 'message', what: 'session.signIn', code: 'sign-in-mismatch' },
  ];
  const report = makeReport({
    version: '1.2.3',
    userAgent: FIREFOX,
    settings,
    health: undefined,
    events,
    nowMs: 9,
  });

  it('tells how many nicks are muted, never whose', () => {
    expect(report.settings).toEqual({ mutedNicks: '2 entries', notItems: '1 entries', connectAs: 'key' });
    expect(JSON.stringify(report)).not.toMatch(/Cayde|Zavala|private/);
  });

  it.each([
    [FIREFOX, 'Firefox 153 on Linux'],
    [CHROME, 'Chrome 156 on Windows'],
    [EDGE, 'Edg 156 on Windows'],
    ['something else', 'Browser ? on another system'],
  ])('names the browser no finer than needed: %s', (userAgent, name) => {
    expect(browserName(userAgent)).toBe(name);
  });

  it('fills an issue form with version, browser and failures', () => {
    const url = new URL(issueUrl('https://example.org/new?labels=bug', report));
    expect(url.origin + url.pathname).toBe('https://example.org/new');
    expect(url.searchParams.get('labels')).toBe('bug');
    const body = url.searchParams.get('body') ?? '';
    expect(body).toContain('Vault Courier 1.2.3, Firefox 153 on Linux');
    expect(body).toContain('session.signIn: sign-in-mismatch');
    expect(body).not.toContain('moves.ask');
  });
});
