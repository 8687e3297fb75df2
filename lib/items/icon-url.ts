const BASE = 'https://www.bungie.net';
const PREFIXES = ['/common/destiny2_content/', '/img/'];

/** Letters that an address keeps as they are, and no step upwards: nearly every path, without parsing it. */
const PLAIN = /^\/(?:common\/destiny2_content|img)(?:\/[\w-][\w.-]*)+$/;

/** Address of a picture on www.bungie.net, or undefined for a path that is not one of its own (R11). */
export function iconUrl(path: string | undefined): string | undefined {
  if (path === undefined || !path.startsWith('/')) return undefined;
  if (PLAIN.test(path)) return BASE + path;
  let url: URL;
  try {
    url = new URL(path, BASE);
  } catch {
    return undefined;
  }
  // As it is written and as it resolves: `/x/../img/y` and `//www.bungie.net/img/y` are nothing that Bungie writes.
  const ours = [path, url.pathname].every((one) => PREFIXES.some((prefix) => one.startsWith(prefix)));
  return ours && url.origin === BASE ? url.href : undefined;
}
