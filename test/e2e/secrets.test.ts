import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../lib/messages/contract';
import { type EitherBrowser, openEither } from './either-browser';

/*
 * Known secrets planted into a real browser, which then does all it can with them, failures included. Afterwards every place
 * where one could have ended up is searched (reliability-security.md R6, R9).
 */

/** Listens to everything that reaches this page, and keeps it in the page. */
const LISTEN = `
  const { runtime } = globalThis.browser ?? chrome;
  const heard = document.createElement('template');
  heard.id = 'heard';
  document.head.append(heard);
  runtime.onMessage.addListener((message) => { heard.dataset.all = (heard.dataset.all ?? '') + JSON.stringify(message); });`;

const HEARD = `return document.getElementById('heard')?.dataset.all ?? ''`;

/** Everything the extension stores, by name of the store. */
const READ_STORES = `
  const api = globalThis.browser ?? chrome;
  const asked = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const stores = { localStorage: JSON.stringify({ ...localStorage }), sessionStorage: JSON.stringify({ ...sessionStorage }) };
  for (const { name } of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      if (store === 'pages' || store === 'worlds') continue;
      const reading = database.transaction(store).objectStore(store);
      stores[name + '/' + store] = JSON.stringify([await asked(reading.getAllKeys()), await asked(reading.getAll())]);
    }
    database.close();
  }
  for (const area of ['local', 'session', 'sync']) {
    stores['storage.' + area] = JSON.stringify((await api.storage[area]?.get(null)) ?? {});
  }
  stores.caches = JSON.stringify(await caches.keys());
  stores.badge = location.href + document.cookie;
  return stores;`;

const TAB = (name: string): string =>
  `const tab = [...document.querySelectorAll('.tab')].find((one) => one.innerText.includes(${JSON.stringify(name)})); tab?.click(); return tab !== undefined;`;

/** Keeps what the settings page would save to a file, instead of saving it. */
const CATCH_FILES = `
  window.caught = [];
  URL.createObjectURL = (blob) => { void blob.text().then((text) => window.caught.push(text)); return 'blob:caught'; };
  HTMLAnchorElement.prototype.click = () => undefined;`;

const PRESS = (label: string): string =>
  `const found = [...document.querySelectorAll('button')].find((one) => one.innerText.trim() === ${JSON.stringify(label)}); found?.click(); return found !== undefined;`;

describe.each(['Chromium', 'Firefox'] as const)('in %s', (browser) => {
  let me: EitherBrowser;
  let key = '';
  const found = new Map<string, string>();
  const see = (place: string, text: string): void => {
    found.set(place, (found.get(place) ?? '') + text);
  };

  beforeAll(async () => {
    me = await openEither(browser);
    // Asking for the connection again and again closes it while it is being made, which the browsers remark on.
    me.allowProblems(/Failed to load resource|net::ERR|wss:\/\/chat\.destiny\.gg\/ws/);
    key = me.stage.dgg.users.addKey('Guardian');
    await me.run(LISTEN);
    await useEverything();
  });
  afterAll(() => me?.close());

  async function useEverything(): Promise<void> {
    const { bungie, dgg } = me.stage;
    expect(await me.signIn()).toBe('ok');
    expect(await me.signIn({ chooseAccount: true, as: 'Zavala' })).toBe('ok');
    const ikora = bungie.world.main('Ikora').membershipId;
    expect(await me.ask('session.choose', { membershipId: ikora })).toBe('ok');
    expect(await me.ask('settings.change', { connectAs: 'key' })).toBe('ok');
    expect(await me.ask('chat.useKey', { key })).toBe('ok');
    await me.openChat('Guardian');
    await me.stage.untilConnected('Guardian', 2);
    dgg.room.whisper('SubSally', 'Guardian', 'seen in the page');
    await wait(1_500);
    see('the chat page', await me.chatPage());
    await me.closeChat();
    dgg.room.whisper('SubSally', 'Guardian', 'told by the system');

    // Everything that can go wrong around tokens, with servers that repeat in their errors what they were sent.
    const echo = bungie.oauth.secrets().join(' ');
    for (const fault of [
      { name: 'token-error', with: { error: 'invalid_request', description: `no good: ${echo}` } },
      {
        name: 'token-error',
        with: { error: 'invalid_grant', description: `what is ${echo} sim-client-secret` },
      },
      { name: 'token-drop' },
      { name: 'token-html' },
      { name: 'token-system-disabled' },
    ]) {
      bungie.faults.arm({ name: 'expired-99', path: '/Profile/4611' });
      bungie.faults.arm(fault);
      await me.ask('profile.refresh');
      see('the popup in trouble', await me.run('return document.documentElement.outerHTML'));
      bungie.faults.disarm();
    }
    for (const name of ['drop', 'cut-body', 'html-200', 'bare-401']) {
      bungie.faults.arm({ name, path: '/Platform/Destiny2/' });
      await me.ask('profile.refresh');
      bungie.faults.disarm();
    }

    // What every message that a page may send gives back; this covers whatever is exported or told, now and later.
    for (const [name, letter] of Object.entries(contract)) {
      if (
        !(letter.from as readonly string[]).includes('page') ||
        /signIn|signOut|useKey|keys\.(use|forget)|forget$/.test(name)
      )
        continue;
      for (const asks of [{}, { membershipId: ikora }, { item: '1' }, { hash: 1 }, { nick: 'SubSally' }]) {
        see(
          `the answer of ${name}`,
          await me.run(`const { runtime } = globalThis.browser ?? chrome;
            return JSON.stringify(await runtime.sendMessage({ id: 1, type: ${JSON.stringify(name)}, data: ${JSON.stringify(asks)}, timestamp: 0 }));`),
        );
      }
    }
    for (const tab of ['Loadouts', 'More', 'Items']) {
      await me.until(TAB(tab), `no tab ${tab}`);
      await wait(300);
      see(`the ${tab} tab`, await me.run('return document.documentElement.outerHTML'));
    }
    see('messages to pages', await me.run(HEARD));
    await me.openPopup('options.html');
    await me.run(CATCH_FILES);
    for (const [at, label] of ['Export to a file', 'Save a report'].entries()) {
      await me.until(PRESS(label), `no button “${label}”`);
      await me.until(`return window.caught.length > ${at}`, `“${label}” gave no file`);
    }
    see('the exports', (await me.run<string[]>('return window.caught')).join('\n'));
    see('the settings page', await me.run('return document.documentElement.outerHTML'));
    await me.openPopup();
    see('system notifications', (await me.notices()).join('\n'));
    // One line of our own proves that consoles are heard; whether others say something is theirs.
    await me.run("console.info('heard from the popup')");
    await wait(300);
    see('the consoles', (await me.consoleLines()).join('\n'));
    const stores = await me.run<Record<string, string>>(READ_STORES);
    for (const [name, text] of Object.entries(stores)) see(`the store ${name}`, text);
  }

  /** Everything nobody else may see; all of it an invention of the simulators. */
  function secrets(): string[] {
    const { bungie, dgg } = me.stage;
    const cookies = dgg.log
      .all()
      .flatMap((one) => [...(one.cookie ?? '').matchAll(/(?:sid|rememberme)=(\w+)/g)]);
    const known = [...bungie.oauth.secrets(), ...cookies.map((match) => match[1] ?? ''), key];
    return [...new Set([...known, 'sim-client-secret', 'sim-api-key'])].filter((one) => one.length > 8);
  }

  it('searches well: it finds each kind in the secrets database', () => {
    const kept = found.get('the store vault-courier-secrets/secrets') ?? '';
    const inside = secrets().filter((secret) => kept.includes(secret));
    // Two people's access and refresh tokens, and the login key.
    expect(inside.length).toBeGreaterThanOrEqual(5);
    expect(inside).toContain(key);
    expect(secrets().length).toBeGreaterThan(8);
  });

  it('searches everywhere', () => {
    const places = [...found].filter(([, text]) => text.length > 0).map(([place]) => place);
    expect(places).toEqual(
      expect.arrayContaining([
        'the chat page',
        'the popup in trouble',
        'the answer of profile.refresh',
        'the More tab',
        'the settings page',
        'the store vault-courier-state/views',
        'the store vault-courier-state/pictures',
        'the store vault-courier-state/whispers',
        'the store storage.session',
      ]),
    );
    expect(found.get('the chat page')).toContain('seen in the page');
    expect(found.get('the exports')).toContain('"app": "vault-courier"');
    if (browser === 'Chromium') {
      expect(found.get('system notifications')).toContain('told by the system');
      expect(found.get('messages to pages')).toContain('socket.want');
      expect(found.get('the consoles')).toContain('heard from the popup');
    }
  });

  it('finds no secret anywhere outside the secrets database', () => {
    const leaks = [...found].flatMap(([place, text]) =>
      place === 'the store vault-courier-secrets/secrets'
        ? []
        : secrets().flatMap((secret) =>
            text.includes(secret) ? [`${secret.slice(0, 4)}… in ${place}`] : [],
          ),
    );
    expect(leaks).toEqual([]);
  });

  it('sends each secret to the one server it is for, and never in an address', () => {
    const { bungie, dgg } = me.stage;
    const ofBungie = [...bungie.oauth.secrets(), 'sim-client-secret', 'sim-api-key'];
    const sent = (one: object): string => JSON.stringify(one);
    expect(dgg.log.all().filter((one) => ofBungie.some((secret) => sent(one).includes(secret)))).toEqual([]);
    expect(bungie.log.all().filter((one) => sent(one).includes(key))).toEqual([]);
    const inAddress = [...bungie.log.all(), ...dgg.log.all()].filter((one) =>
      secrets().some((secret) => `${one.path}?${one.query}`.includes(secret)),
    );
    expect(inAddress).toEqual([]);
    const outside = bungie.log.all().filter((one) => !one.path.startsWith('/Platform/'));
    expect(outside.filter((one) => one.headers.authorization ?? one.headers['x-api-key'])).toEqual([]);
  });

  it('has no error on any console', () => me.expectNoProblems());
});
