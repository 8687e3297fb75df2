export interface Built {
  chrome: string;
  firefox: string;
  publicChrome: string;
}
export function ensureBuilt(): Promise<Built>;
