import type { Cdp, CdpEvent } from './cdp';
import type { Problems } from './problems';

interface TargetInfo {
  type: string;
  url: string;
  targetId: string;
}

interface Trace {
  callFrames?: { url: string; lineNumber: number }[];
}

interface ExceptionDetails {
  exceptionId: number;
  text: string;
  url?: string;
  executionContextId?: number;
  stackTrace?: Trace;
  exception?: { description?: string; value?: unknown };
}

interface Said {
  type?: string;
  args?: { value?: unknown; description?: string }[];
  stackTrace?: Trace;
  executionContextId?: number;
}

interface LogEntry {
  source: string;
  level: string;
  text: string;
  url?: string;
  stackTrace?: Trace;
}

/** An attached target as it is now; `kind` is our word for Chromium's type. */
interface Target {
  id: string;
  kind: string;
  url: string;
}

const EXTENSION = 'chrome-extension://';

/** An offscreen document calls itself `other` while it loads, `background_page` later. */
const KINDS: Record<string, string> = {
  background_page: 'offscreen',
  other: 'offscreen',
  service_worker: 'worker',
};

/** What the consoles of all watched contexts say. */
export interface Consoles {
  /** Everything the offscreen document (and workers it started) logged, any level. */
  offscreen: string[];
  /** Everything that was said anywhere, any level, uncaught errors and the browser's own remarks included. */
  lines: string[];
}

/**
 * Listens to consoles over raw CDP. With `everything` that is pages, workers, offscreen documents and what they start;
 * with `pages` the service worker is left alone, because an attached debugger keeps it alive for ever.
 *
 * Errors of extension contexts always count; of web pages, uncaught errors, and what content scripts log.
 */
export async function watchConsoles(
  cdp: Cdp,
  problems: Problems,
  reach: 'everything' | 'pages',
): Promise<Consoles> {
  const targets = new Map<string, Target>();
  const origins = new Map<string, string>();
  const offscreen: string[] = [];
  const lines: string[] = [];

  const attach = (sessionId?: string): Promise<unknown> =>
    cdp.send(
      'Target.setAutoAttach',
      {
        autoAttach: true,
        waitForDebuggerOnStart: false,
        flatten: true,
        filter: filterFor(reach, sessionId !== undefined),
      },
      sessionId,
    );

  async function listen(sessionId: string, parent: string | undefined, info: TargetInfo): Promise<void> {
    // A dedicated worker's console belongs to whoever started it.
    const home = info.type === 'worker' && parent !== undefined ? targets.get(parent) : undefined;
    const kind = home?.kind ?? KINDS[info.type] ?? info.type;
    targets.set(sessionId, { id: info.targetId, kind, url: info.url || (home?.url ?? '') });
    try {
      await Promise.all([
        cdp.send('Runtime.enable', {}, sessionId),
        cdp.send('Log.enable', {}, sessionId),
        ...(reach === 'everything' ? [attach(sessionId)] : []),
      ]);
    } catch {
      // The target closed while we were attaching; a closed page has nothing more to say.
    }
  }

  const ours = (sessionId: string, contextId: number | undefined): boolean =>
    origins.get(`${sessionId} ${contextId}`)?.startsWith(EXTENSION) ?? false;

  function hear({ method, params, sessionId }: CdpEvent): void {
    if (method === 'Target.attachedToTarget') {
      void listen(params.sessionId as string, sessionId, params.targetInfo as TargetInfo);
      return;
    }
    if (method === 'Target.targetInfoChanged') {
      const info = params.targetInfo as TargetInfo;
      for (const target of targets.values()) if (target.id === info.targetId) target.url = info.url;
      return;
    }
    const target = sessionId === undefined ? undefined : targets.get(sessionId);
    // Chromium's own pages have consoles too; they are not ours to judge.
    if (sessionId === undefined || target === undefined || /^(chrome|devtools):/.test(target.url)) return;
    const inExtension = target.url.startsWith(EXTENSION);
    const where = `${target.kind} ${target.url || '(new)'}`;
    switch (method) {
      case 'Runtime.executionContextCreated': {
        const { id, origin, auxData } = params.context as {
          id: number;
          origin: string;
          auxData?: { isDefault?: boolean };
        };
        origins.set(`${sessionId} ${id}`, origin);
        // Attached before it navigates, and news of the target comes late: its main context knows first.
        if (auxData?.isDefault === true && !target.url.startsWith(origin)) target.url = origin;
        return;
      }
      case 'Runtime.exceptionThrown': {
        const details = params.exceptionDetails as ExceptionDetails;
        lines.push(describe(details));
        problems.add(`[${where}] ${describe(details)}`, `${sessionId} ${details.exceptionId}`);
        return;
      }
      case 'Runtime.exceptionRevoked':
        problems.withdraw(`${sessionId} ${params.exceptionId as number}`);
        return;
      case 'Runtime.consoleAPICalled': {
        const said = params as Said;
        const text = spoken(said);
        lines.push(text);
        if (target.kind === 'offscreen') offscreen.push(`${said.type}: ${text}`);
        const counts =
          inExtension || ours(sessionId, said.executionContextId) || fromExtension(said.stackTrace);
        if (counts && (said.type === 'error' || said.type === 'assert')) {
          problems.add(`[${where}] console.${said.type}: ${text}${at(said.stackTrace)}`);
        }
        return;
      }
      case 'Log.entryAdded': {
        const entry = params.entry as LogEntry;
        lines.push(`${entry.text} ${entry.url ?? ''}`);
        const counts = inExtension || entry.url?.startsWith(EXTENSION) || fromExtension(entry.stackTrace);
        if (counts && entry.level === 'error') {
          problems.add(`[${where}] ${entry.source}: ${entry.text} ${entry.url ?? ''}`.trimEnd());
        }
      }
    }
  }

  cdp.watch(hear);
  await cdp.send('Target.setDiscoverTargets', { discover: true });
  await attach();
  return { offscreen, lines };
}

function filterFor(reach: 'everything' | 'pages', nested: boolean): object[] {
  if (reach === 'pages') return [{ type: 'page' }, { exclude: true }];
  // Every page offers the service worker again; the browser's own session already listens to it.
  return nested
    ? [{ type: 'service_worker', exclude: true }, {}]
    : [{ type: 'browser', exclude: true }, { type: 'tab', exclude: true }, {}];
}

function fromExtension(trace: Trace | undefined): boolean {
  return trace?.callFrames?.some((frame) => frame.url.startsWith(EXTENSION)) ?? false;
}

function describe(details: ExceptionDetails): string {
  const what = details.exception?.description ?? String(details.exception?.value ?? '');
  return `${details.text} ${what}${what.includes('\n') ? '' : at(details.stackTrace)}`;
}

function spoken(said: Said): string {
  return (said.args ?? []).map((arg) => arg.description ?? String(arg.value)).join(' ');
}

function at(trace: Trace | undefined): string {
  const frame = trace?.callFrames?.[0];
  return frame === undefined ? '' : ` (${frame.url}:${frame.lineNumber + 1})`;
}
