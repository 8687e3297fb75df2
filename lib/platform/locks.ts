/** Runs `work` while no other context of the extension holds the same lock. The browser frees it if we die. */
export function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(`vault-courier:${name}`, work) as Promise<T>;
}
