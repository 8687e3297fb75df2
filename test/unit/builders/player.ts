import { fail, type Outcome, ok } from '../../../lib/base/outcome';
import { REDIRECT_URLS } from '../../sim/bungie/bungie-sim';

const REDIRECT = REDIRECT_URLS[0] ?? '';

/**
 * The browser part of a sign-in, played in Node: follows redirects of the simulated Bungie with cookies, presses what
 * a player would press, and ends where the browser would hand the final address back.
 */
export function player(fetcher: typeof fetch, named: string) {
  let cookie = '';
  let account = named;
  return {
    /** What the player does at the consent page. */
    answers: 'approve' as 'approve' | 'deny' | 'close-window',
    /** Signs in on bungie.net as somebody else, away from us. */
    async becomes(name: string): Promise<void> {
      account = name;
      const page = 'https://www.bungie.net/en/OAuth/Authorize?client_id=41001&reauth=true';
      const answer = await fetcher(`${page}&sim-sign-in=${name}`, { redirect: 'manual' });
      cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    },
    async launch(address: string, interactive: boolean): Promise<Outcome<string>> {
      let url = address;
      for (let hops = 0; hops < 10; hops += 1) {
        if (url.startsWith(REDIRECT)) return ok(url);
        const response = await fetcher(url, { redirect: 'manual', headers: cookie === '' ? {} : { cookie } });
        cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
        const location = response.headers.get('location');
        if (location !== null) {
          url = new URL(location, url).href;
          continue;
        }
        if (!interactive || this.answers === 'close-window') return fail('sign-in-cancelled');
        const page = await response.text();
        const next = linkOf(page, `sign-in-${account}`) ?? linkOf(page, this.answers);
        if (next === undefined) return fail('offline');
        url = new URL(next, url).href;
      }
      return fail('offline');
    },
  };
}

function linkOf(page: string, id: string): string | undefined {
  return new RegExp(`id="${id}" href="([^"]+)"`).exec(page)?.[1]?.replaceAll('&amp;', '&');
}

export { REDIRECT };
