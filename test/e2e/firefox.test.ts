import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Firefox, openFirefox } from './drivers/firefox';
import { signInFirefox } from './signed-in-firefox';
import { openStage, type Stage } from './stage';

let stage: Stage;
let firefox: Firefox;

beforeAll(async () => {
  stage = await openStage({ real: false });
  firefox = await openFirefox({ hosts: stage.hosts });
});
afterAll(async () => {
  await firefox?.close();
  await stage?.close();
});

const shown = (selector: string): string =>
  `return document.querySelector(${JSON.stringify(selector)}) !== null`;
const says = (text: string): string =>
  `return document.querySelector('footer [role=status]')?.innerText.includes(${JSON.stringify(text)}) === true`;
it('signs in with Bungie in Firefox, and shows the inventory in the popup page', async () => {
  await signInFirefox(firefox);
  await firefox.until(`return document.querySelector('[aria-label^="Ace of Spades"]') !== null`, 30_000);
});

it('moves one item by typing and Enter', async () => {
  const before = stage.heldIds();
  await firefox.type('.search-input', 'Sunshot');
  await firefox.until(shown('[data-hit]'));
  await firefox.press('Enter');
  await firefox.until(says('Sunshot is on your Warlock'), 15_000);
  expect(stage.bungie.world.find('Ikora', 'Sunshot')[0]?.owner).not.toBe('profile');
  expect(stage.heldIds()).toEqual(before);
  // Bungie never sees the random address of a Firefox extension.
  const posts = stage.bungie.log.matching('POST www.bungie.net/Platform/Destiny2/Actions/');
  expect(posts.map((request) => request.origin)).toEqual([undefined]);
});

it('shows a card in the chat page, while its own socket passes the Origin check', async () => {
  await firefox.newTab('https://www.destiny.gg/login/sim?nick=Guardian&then=/embed/chat');
  await firefox.until(shown('.chat-lines .msg-chat'), 15_000);
  await stage.untilConnected('Guardian', 2);
  const origins = stage.dgg.room.of('Guardian').map((connection) => connection.origin);
  expect(origins).toEqual(['https://www.destiny.gg', 'https://www.destiny.gg']);

  stage.dgg.room.say('Normie', 'or take Thorn, its perks still slap');
  await firefox.until(shown('.vc-item'), 15_000);
  await firefox.evaluate(`document.querySelector('.vc-item').focus(); return true`);
  const card = `return document.querySelector('vault-courier')?.openOrClosedShadowRoot?.querySelector('.cards')?.textContent ?? ''`;
  let text = '';
  for (let tries = 0; tries < 100 && !text.includes('Hand Cannon'); tries += 1) {
    text = await firefox.evaluatePrivileged<string>(card);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(text).toContain('Thorn');
  expect(text).toContain('Exotic');
});

it('shows a whisper in the page', async () => {
  stage.dgg.room.whisper('SubSally', 'Guardian', 'you running the raid tonight?');
  const notice = `return document.querySelector('vault-courier')?.openOrClosedShadowRoot?.querySelector('.notices')?.textContent ?? ''`;
  let text = '';
  for (let tries = 0; tries < 100 && text === ''; tries += 1) {
    text = await firefox.evaluatePrivileged<string>(notice);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(text).toContain('you running the raid tonight?');
});

it('leaves no error on any console', () => firefox.expectNoProblems());
