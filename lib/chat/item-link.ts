import { type Hash, isHash } from '../base/ids';

const HOSTS = new Set(['light.gg', 'www.light.gg']);
const PATH = /^\/db\/(?:[a-z-]{2,6}\/)?items\/(\d{1,10})(?:\/|$)/;

/** The item that a link to light.gg is about: its address names the hash, so nobody has to be asked. */
export function itemOfLink(href: string): Hash | undefined {
  if (!href.includes('light.gg/db/')) return undefined;
  let url: URL;
  try {
    url = new URL(href);
  } catch {
    return undefined;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  const hash = HOSTS.has(url.hostname) ? Number(PATH.exec(url.pathname)?.[1]) : Number.NaN;
  return isHash(hash) && hash > 0 ? hash : undefined;
}
