/** Hands the reader a JSON file to keep. */
export function saveJson(name: string, value: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken it up by then; kept longer, it would hold the whole text in memory.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** `vault-courier-settings-2026-11-28.json`. */
export function fileName(what: string, nowMs: number): string {
  return `vault-courier-${what}-${new Date(nowMs).toISOString().slice(0, 10)}.json`;
}
