const BASE = 'https://www.bungie.net';
const PREFIXES = ['/common/destiny2_content/', '/img/'];

/** Address of a picture on www.bungie.net, or undefined for a path that is not one of its own (R11). */
export function iconUrl(path: string | undefined): string | undefined {
  if (path === undefined || !path.startsWith('/')) return undefined;
  let url: URL;
  try {
    url = new URL(path, BASE);
  } catch {
    return undefined;
  }
  const ours = url.origin === BASE && PREFIXES.some((prefix) => url.pathname.startsWith(prefix));
  return ours ? url.href : undefined;
}
