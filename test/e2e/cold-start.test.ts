import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EitherBrowser, openEither } from './either-browser';
import { openStage, type Stage } from './stage';
import { READ_PICTURE } from './stored-picture';

/*
 * A browser that was closed and comes back with everything volatile gone: alarms, session storage, header rules, cookies
 * (reliability-security.md 4). Starting is the one wake there is.
 */

/** What the browser holds for us besides databases. */
const HELD = `
  const alarms = await (globalThis.browser ?? chrome).alarms.getAll();
  const rules = await (globalThis.browser ?? chrome).declarativeNetRequest.getSessionRules();
  return { alarms: alarms.map((one) => one.name).sort(), rules: rules.map((one) => one.id).sort() };`;

/** Takes all of it away, as a restart may. */
const WIPE = `
  const api = globalThis.browser ?? chrome;
  await api.alarms.clearAll();
  await api.storage.session.clear();
  await api.declarativeNetRequest.updateSessionRules({ removeRuleIds: [1, 2] });
  return true;`;

const EVERYTHING = { alarms: expect.arrayContaining(['chat-check', 'manifest-check']), rules: [1, 2] };
const SHOWN = `return document.querySelectorAll('.slot-section [data-key]').length > 0`;
const NAMED = `return document.querySelector('[aria-label^="Ace of Spades"]') !== null`;

describe.each(['Chromium', 'Firefox'] as const)('%s', (browser) => {
  let stage: Stage;
  let me: EitherBrowser | undefined;
  let profileDir: string;

  beforeAll(async () => {
    stage = await openStage({ real: false });
    profileDir = stage.profile();
    me = await openEither(browser, { stage, profileDir });
    expect(await me.signIn()).toBe('ok');
    await me.until(NAMED, 'no names came');
    // As whom to chat must outlive cookies, or their loss would hide what the header rule does.
    expect(await me.ask('settings.change', { connectAs: 'key' })).toBe('ok');
    expect(await me.ask('chat.useKey', { key: stage.dgg.users.addKey('Guardian') })).toBe('ok');
    await stage.untilConnected('Guardian', 1);
    expect(await me.run(HELD)).toEqual(EVERYTHING);
  });
  afterAll(async () => {
    await me?.close();
    await stage?.close();
  });

  it('has everything back after a restart, before anybody opens a page of ours', async () => {
    await me?.run(WIPE);
    await me?.close();
    for (let tries = 0; stage.dgg.room.of('Guardian').length > 0 && tries < 100; tries += 1) await wait(100);
    expect(stage.dgg.room.of('Guardian')).toEqual([]);
    stage.bungie.log.clear();
    me = await openEither(browser, { stage, profileDir, popup: false });
    // The socket is only let in with the header rule: as the site's own page, and as the holder of the key.
    await stage.untilConnected('Guardian', 1);
    expect(stage.dgg.room.of('Guardian').map((one) => one.origin)).toEqual(['https://www.destiny.gg']);
    expect(stage.bungie.log.matching('/OAuth/Authorize')).toEqual([]);
  });

  it('shows the items and their names at once, and reads them anew without a sign-in', async () => {
    if (me === undefined) throw new Error('no browser');
    stage.bungie.faults.arm({ name: 'stall', path: '/Profile/4611', times: 1 });
    await me.openPopup();
    await me.until(SHOWN, 'no items');
    await me.until(NAMED, 'no names');
    stage.bungie.faults.disarm();
    expect(await me.run(HELD)).toEqual(EVERYTHING);
    const refreshes = stage.bungie.oauth.refreshes;
    stage.bungie.oauth.expireAccess();
    await me.kill();
    await me.openPopup();
    expect(await me.ask('profile.refresh')).toBe('ok');
    expect(stage.bungie.oauth.refreshes - refreshes).toBe(1);
    expect(await me.run<{ items: unknown[] }>(`return ${READ_PICTURE}`)).toMatchObject({
      mintedAtMs: expect.any(Number),
    });
  });

  it('has everything back after a death in which it was all lost, with the first thing somebody asks', async () => {
    if (me === undefined) throw new Error('no browser');
    await me.run(WIPE);
    await me.kill();
    await me.openPopup();
    expect(await me.ask('profile.refresh')).toBe('ok');
    let held: unknown;
    for (let tries = 0; tries < 50; tries += 1) {
      held = await me.run(HELD);
      if (JSON.stringify(held).includes('chat-check') && JSON.stringify(held).includes('[1,2]')) break;
      await wait(100);
    }
    expect(held).toEqual(EVERYTHING);
    await stage.untilConnected('Guardian', 1);
    me.allowProblems(/Failed to load resource|net::ERR/);
    await me.expectNoProblems();
  });
});
