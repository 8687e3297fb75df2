import type { CDPSession, Page } from 'playwright-core';
import type { Cdp } from '../e2e/drivers/cdp';
import type { Chromium } from '../e2e/drivers/chromium';

/** A task that kept the page from answering for more than 50 ms, as the page's own observer saw it. */
export interface LongTask {
  startMs: number;
  ms: number;
  /** Processor time of all of it: on a busy machine most long tasks did little and waited for their turn. */
  busyMs: number;
  /** Processor time that functions of our content script took in it. */
  oursMs: number;
}

/** What is watched: the long tasks of a page, and all processor time of our content script. */
export interface TaskReport {
  tasks: LongTask[];
  oursMs: number;
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds on the browser's clock. */
  ts: number;
  dur?: number;
  /** The same in processor time: what other programs take of a busy machine is not in it. */
  tdur?: number;
  args: { data?: { url?: string; startTime?: number } };
}

const SCRIPT = 'content-scripts/dgg.js';
const MARK = 'task-watch';
const CALL = 'FunctionCall';
const TASK = 'ThreadControllerImpl::RunTask';
const CATEGORIES = ['devtools.timeline', 'toplevel', 'blink.user_timing'];
const KEPT = new Set([CALL, TASK, MARK]);
const LONG_MS = 50;
const CLOCK_SLACK_US = 500;

/** Notes long tasks from the page's first moment on. Call it before the page navigates. */
export async function noteLongTasks(page: Page): Promise<void> {
  await page.addInitScript(`
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) window.longTasks.push([startTime, duration]);
    }).observe({ type: 'longtask', buffered: true });
  `);
}

/**
 * Traces while `work` runs and tells which long tasks there were since the last call, and how much of each was ours.
 * A long task names its frame and not its script, so our part comes from the browser's trace of function calls.
 */
export async function watchTasks(
  browser: Chromium,
  page: Page,
  work: () => Promise<void>,
): Promise<TaskReport> {
  const stop = await startTrace(browser.cdp);
  await work();
  await page.evaluate(`performance.mark('${MARK}')`);
  const seen = await page.evaluate<[number, number][]>('window.longTasks.splice(0)');
  const events = await stop();
  const mark = events.find((event) => event.name === MARK);
  if (mark?.args.data?.startTime === undefined) throw new Error('the trace has lost the mark of this page');
  const originUs = mark.ts - mark.args.data.startTime * 1000;
  const own = events.filter(({ pid, tid }) => pid === mark.pid && tid === mark.tid);
  const ours = outermost(own.filter(({ name, args }) => name === CALL && args.data?.url?.endsWith(SCRIPT)));
  const all = outermost(own.filter(({ name }) => name === TASK));
  return {
    tasks: seen.map(([startMs, ms]) => {
      // The observer and the trace read their clocks at slightly different moments of the same task.
      const fromUs = originUs + startMs * 1000 - CLOCK_SLACK_US;
      const toUs = originUs + (startMs + ms) * 1000;
      return { startMs, ms, busyMs: spent(all, fromUs, toUs), oursMs: spent(ours, fromUs, toUs) };
    }),
    oursMs: spent(ours, 0, Number.POSITIVE_INFINITY),
  };
}

/** True when the page was kept busy, rather than kept waiting for a processor that others used. */
export function wasBusy({ busyMs }: LongTask): boolean {
  return busyMs > LONG_MS;
}

/** True when a task is long by our doing: more than half of it, or a long task's worth by itself. */
export function isOurDoing({ ms, oursMs }: LongTask): boolean {
  return oursMs > Math.min(LONG_MS, ms / 2);
}

/** Bytes of JavaScript and number of nodes of a page after everything unused was collected. */
export async function measureHeap(page: Page): Promise<{ bytes: number; nodes: number; listeners: number }> {
  const session: CDPSession = await page.context().newCDPSession(page);
  try {
    // What the first round finalizes is free only in the second.
    for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
    return { bytes: usedSize, nodes, listeners: jsEventListeners };
  } finally {
    await session.detach();
  }
}

async function startTrace(cdp: Cdp): Promise<() => Promise<TraceEvent[]>> {
  const events: TraceEvent[] = [];
  let complete = (): void => undefined;
  const whole = new Promise<void>((resolve) => {
    complete = resolve;
  });
  const stopWatching = cdp.watch(({ method, params }) => {
    // Kept is only what is looked at: a trace of thousands of lines has a hundred thousand other events.
    if (method === 'Tracing.dataCollected') {
      const value = params.value as TraceEvent[];
      events.push(...value.filter(({ name }) => KEPT.has(name)));
    }
    if (method === 'Tracing.tracingComplete') complete();
  });
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      recordMode: 'recordUntilFull',
      traceBufferSizeInKb: 400_000,
      includedCategories: CATEGORIES,
      excludedCategories: ['*'],
    },
  });
  return async () => {
    await cdp.send('Tracing.end');
    await whole;
    stopWatching();
    return events;
  };
}

/** Without those inside another one, whose time would count twice. */
function outermost(calls: readonly TraceEvent[]): TraceEvent[] {
  let untilUs = 0;
  return [...calls]
    .sort((one, other) => one.ts - other.ts)
    .filter(({ ts, dur = 0 }) => {
      if (ts < untilUs) return false;
      untilUs = ts + dur;
      return true;
    });
}

function spent(calls: readonly TraceEvent[], fromUs: number, toUs: number): number {
  return calls.reduce((sum, { ts, tdur = 0 }) => (ts >= fromUs && ts < toUs ? sum + tdur / 1000 : sum), 0);
}
