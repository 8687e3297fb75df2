export interface Built {
  chrome: string;
  firefox: string;
  publicChrome: string;
  publicFirefox: string;
  keylessChrome: string;
}
export function ensureBuilt(): Promise<Built>;
