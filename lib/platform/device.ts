/** Gigabytes of memory below which reading a database of 300 MB is asking for trouble. */
const LITTLE_GB = 3;

/**
 * True for machines with little memory, as far as the browser tells: Chromium rounds what there is to a power of two,
 * Firefox says nothing, but on Android it is a phone.
 */
export function isSmallDevice(): boolean {
  const memory = (navigator as { deviceMemory?: number }).deviceMemory;
  return memory === undefined ? /Android/.test(navigator.userAgent) : memory < LITTLE_GB;
}
