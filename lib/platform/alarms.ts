import { browser } from './browser';

/** Calls `ring` for each alarm. Register synchronously at start, or a woken worker misses the alarm that woke it. */
export function onAlarm(ring: (name: string) => void): void {
  browser.alarms.onAlarm.addListener((alarm) => ring(alarm.name));
}

/** Makes the repeating alarm exist: command-line loaded Chromium and Firefox forget alarms at restart. */
export async function ensureAlarm(name: string, everyMinutes: number): Promise<void> {
  const present = await browser.alarms.get(name);
  if (present?.periodInMinutes === everyMinutes) return;
  browser.alarms.create(name, { periodInMinutes: everyMinutes });
}

/** One ring after about `minutes`; the same name replaces itself. */
export function alarmOnce(name: string, minutes: number): void {
  browser.alarms.create(name, { delayInMinutes: minutes });
}

/** The alarms that are set, with their next ring in milliseconds since 1970. */
export async function listAlarms(): Promise<{ name: string; dueAtMs: number; everyMinutes?: number }[]> {
  return (await browser.alarms.getAll()).map(({ name, scheduledTime, periodInMinutes }) => ({
    name,
    dueAtMs: scheduledTime,
    ...(periodInMinutes === undefined ? {} : { everyMinutes: periodInMinutes }),
  }));
}
