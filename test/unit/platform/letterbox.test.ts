import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { ok } from '../../../lib/base/outcome';

type Listener = (message: unknown, sender: object, answer: (value: unknown) => void) => boolean | undefined;

/** The browser's side of messaging, which is outside of us: listeners are called as Chromium calls them. */
const listeners: Listener[] = [];
const event = {
  addListener: (listener: Listener) => void listeners.push(listener),
  removeListener: () => undefined,
  hasListener: () => false,
};
vi.stubGlobal('chrome', {
  runtime: {
    id: 'abc',
    getURL: (path: string) => `chrome-extension://abc/${path}`,
    onMessage: event,
    sendMessage: (_message: unknown, answer: (value: unknown) => void) => answer(undefined),
  },
});

const { serve } = await import('../../../lib/platform/letterbox');
const { send } = await import('../../../lib/platform/send');
const carriedOut: unknown[] = [];
serve('session.signOut', async (asked) => {
  carriedOut.push(asked);
  return ok(null);
});
serve('moves.forgetLater', async () => {
  const cyclic = new Error('secret-token-in-a-message') as Error & { self?: unknown };
  cyclic.self = cyclic;
  throw cyclic;
});

afterAll(() => vi.unstubAllGlobals());
beforeEach(() => {
  carriedOut.length = 0;
});

const POPUP = { id: 'abc', url: 'chrome-extension://abc/popup.html', origin: 'chrome-extension://abc' };
const CHAT = {
  id: 'abc',
  url: 'https://www.destiny.gg/embed/chat',
  origin: 'https://www.destiny.gg',
  tab: {},
  frameId: 0,
};

function deliver(type: unknown, data: unknown, sender: object): Promise<unknown> {
  return new Promise((resolve) => {
    const waits = listeners.some(
      (listener) => listener({ id: 1, type, data, timestamp: 1 }, sender, resolve) === true,
    );
    if (!waits) resolve('nobody');
  });
}

it('carries out what a page may ask', async () => {
  expect(await deliver('session.signOut', {}, POPUP)).toEqual({ res: { ok: true, value: null } });
  expect(carriedOut).toHaveLength(1);
});

it.each([
  ['the chat page', CHAT],
  ['our page framed by a web page', { ...POPUP, tab: {}, frameId: 4 }],
  ['another extension', { ...POPUP, id: 'xyz' }],
])('answers not-allowed to %s, and does nothing', async (_name, sender) => {
  expect(await deliver('session.signOut', {}, sender)).toEqual({
    res: { ok: false, failure: { code: 'not-allowed', facts: {} } },
  });
  expect(carriedOut).toEqual([]);
});

it.each([
  null,
  7,
  'x',
  { item: 1 },
  { item: '../etc' },
  [],
])('answers not-allowed to the shape %j', async (data) => {
  expect(await deliver('moves.forgetLater', data, POPUP)).toEqual({
    res: { ok: false, failure: { code: 'not-allowed', facts: {} } },
  });
});

it('answers internal, and nothing of the error, when a handler breaks', async () => {
  const complained = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const answer = await deliver('moves.forgetLater', { item: '123' }, POPUP);
  expect(answer).toEqual({ res: { ok: false, failure: { code: 'internal', facts: {} } } });
  expect(complained).toHaveBeenCalledOnce();
  complained.mockRestore();
});

it.each([
  'constructor',
  '__proto__',
  'toString',
  '',
  7,
])('runs no handler for a message named %j', async (type) => {
  await deliver(type, {}, CHAT);
  expect(carriedOut).toEqual([]);
});

it('says no-reply when nobody answers', async () => {
  expect(await send('chat.connect', {})).toEqual({ ok: false, failure: { code: 'no-reply', facts: {} } });
});
