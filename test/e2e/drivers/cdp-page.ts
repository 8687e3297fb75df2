import { writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { Cdp } from './cdp';

/** A page driven over raw CDP, for those that Playwright does not see. */
export interface CdpPage {
  targetId: string;
  url: string;
  /** Value of a JavaScript expression, awaited when it is a promise. @throws Error when it throws. */
  evaluate<T = unknown>(expression: string): Promise<T>;
  /** Polls until the expression is truthy. @throws Error after `timeoutMs`. */
  until(expression: string, timeoutMs?: number): Promise<void>;
  navigate(url: string): Promise<void>;
  /** Types text where the focus is. */
  type(text: string): Promise<void>;
  /** Presses and releases a key by its DOM name: `Enter`, `ArrowDown`, `a`. */
  press(key: string): Promise<void>;
  screenshot(path?: string): Promise<Buffer>;
  close(): Promise<void>;
}

interface Evaluated {
  result: { value?: unknown };
  exceptionDetails?: { text: string; exception?: { description?: string } };
}

/** `key` names that carry text or a key code; others are sent by name alone. */
const KEYS: Record<string, { code: number; text?: string }> = {
  Enter: { code: 13, text: '\r' },
  Escape: { code: 27 },
  Tab: { code: 9 },
  Backspace: { code: 8 },
  ArrowLeft: { code: 37 },
  ArrowUp: { code: 38 },
  ArrowRight: { code: 39 },
  ArrowDown: { code: 40 },
};

/** Attaches to a page target. */
export async function attachPage(cdp: Cdp, targetId: string, url: string): Promise<CdpPage> {
  const { sessionId } = await cdp.send<{ sessionId: string }>('Target.attachToTarget', {
    targetId,
    flatten: true,
  });
  await Promise.all([cdp.send('Page.enable', {}, sessionId), cdp.send('Runtime.enable', {}, sessionId)]);

  async function evaluate<T>(expression: string): Promise<T> {
    const asked = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
    const { result, exceptionDetails } = await cdp.send<Evaluated>('Runtime.evaluate', asked, sessionId);
    if (exceptionDetails !== undefined) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value as T;
  }

  return {
    targetId,
    url,
    evaluate,
    async until(expression, timeoutMs = 10_000) {
      const since = Date.now();
      // Navigating away destroys the context of a running evaluation: ask the next one.
      while (!(await evaluate(expression).catch(() => false))) {
        if (Date.now() - since > timeoutMs) throw new Error(`not true after ${timeoutMs} ms: ${expression}`);
        await wait(50);
      }
    },
    async navigate(to) {
      const loaded = new Promise<void>((resolve) => {
        const stop = cdp.watch((event) => {
          if (event.sessionId !== sessionId || event.method !== 'Page.loadEventFired') return;
          stop();
          resolve();
        });
      });
      const { errorText } = await cdp.send<{ errorText?: string }>('Page.navigate', { url: to }, sessionId);
      if (errorText) throw new Error(`${to}: ${errorText}`);
      await loaded;
    },
    type: async (text) => void (await cdp.send('Input.insertText', { text }, sessionId)),
    async press(key) {
      const known =
        KEYS[key] ?? (key.length === 1 ? { code: key.toUpperCase().charCodeAt(0), text: key } : undefined);
      const common = { key, ...(known === undefined ? {} : { windowsVirtualKeyCode: known.code }) };
      const down = { ...common, type: 'keyDown', ...(known?.text === undefined ? {} : { text: known.text }) };
      await cdp.send('Input.dispatchKeyEvent', down, sessionId);
      await cdp.send('Input.dispatchKeyEvent', { ...common, type: 'keyUp' }, sessionId);
    },
    async screenshot(path) {
      const { data } = await cdp.send<{ data: string }>('Page.captureScreenshot', {}, sessionId);
      const image = Buffer.from(data, 'base64');
      if (path !== undefined) await writeFile(path, image);
      return image;
    },
    close: async () => void (await cdp.send('Target.closeTarget', { targetId })),
  };
}
