import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../run/build.mjs';
import { ROOT } from '../run/children.mjs';
import { pseudoExtension } from '../run/pseudo';
import { expectNoSideways } from './axe';
import { eventually, openChat } from './chat-page';
import { cutOff } from './cut-off';
import { type Chromium, openChromium } from './drivers/chromium';
import { PopupPage } from './popup-page';
import { allowBungie } from './sign-in';
import { openStage, type Stage } from './stage';

/*
 * Every page in a language that is two fifths longer than English: nothing is cut off, nothing sticks out to the side, and
 * nothing stays English. Pictures of each go to .output/pseudo, for eyes to look at.
 */

const PICTURES = join(ROOT, '.output/pseudo');
mkdirSync(PICTURES, { recursive: true });

let stage: Stage;
let browser: Chromium;
let popup: PopupPage;

beforeAll(async () => {
  const built = await ensureBuilt();
  const extensionDir = pseudoExtension(built.chrome, join(ROOT, '.output/sim-pseudo/chrome-mv3'));
  stage = await openStage({ real: false });
  browser = await openChromium({ extensionDir, hosts: stage.hosts, spki: stage.spki });
  popup = new PopupPage(await browser.openPopup());
});
afterAll(async () => {
  await browser?.close();
  await stage?.close();
});

async function fits(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  expect(await page.evaluate(cutOff), name).toEqual([]);
  await expectNoSideways(page, name);
}

/** Words of our own that are not pseudo: those without an accent, longer than names of keys and sites. */
async function plainWords(page: Page, allowed: RegExp): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const words: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (node.parentElement?.closest('script, style, code, option, textarea') === null)
        words.push((node.textContent ?? '').trim());
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder'])
        words.push((element.getAttribute(name) ?? '').trim());
    return words;
  });
  return [...new Set(texts)].filter(
    (one) => /[A-Za-z]{3}/.test(one) && !/[À-žḀ-ỿƀƒɋɱ]/.test(one) && !allowed.test(one),
  );
}

describe('in a language longer than English', () => {
  it('the popup before anybody is signed in', async () => {
    const { page } = popup;
    await page.locator('main .btn-primary').waitFor();
    await fits(page, 'popup-signed-out');
    expect(await plainWords(page, /^Vault Courier$/)).toEqual([]);
    const window = browser.context.waitForEvent('page');
    await page.locator('main .btn-primary').click();
    await allowBungie(await window, stage.mainAccount);
    await popup.seesItems();
    await popup.waitForNames();
  });

  it('the popup with items, details, hits and a search that is wrong', async () => {
    const { page } = popup;
    await fits(page, 'popup-items');
    await page.locator('.tile-worn[data-key]').first().click();
    await page.locator('.details .card').waitFor();
    await fits(page, 'popup-details');
    await popup.type('sunshot');
    await fits(page, 'popup-hits');
    await popup.search.fill('is:exotci ');
    await page.locator('.search-problem').waitFor();
    await fits(page, 'popup-problem');
    await popup.search.fill('is:ex');
    await page.locator('.suggestion').first().waitFor();
    await fits(page, 'popup-suggestions');
    await popup.clear();
    await page.locator('.chip-row > .chip').last().click();
    await page.locator('.search-help').waitFor();
    await fits(page, 'popup-search-words');
    await page.locator('.search-help-head button').click();
  });

  it.each([
    [1, 'loadouts', '.loadouts'],
    [2, 'whispers', '.chat-state'],
    [3, 'more', '.more .jobs, .more .quiet'],
  ])('tab %i of the popup, %s', async (at, name, there) => {
    const { page } = popup;
    await page.locator('.tab').nth(at).click();
    await page.locator(there).first().waitFor();
    await fits(page, `popup-${name}`);
    expect(await plainWords(page, /Vault Courier|^Ctrl|^Esc|Enter$|#\d{4}|^Steam$|^(PvP|Raid)$/)).toEqual([]);
  });

  it('the sheet of keys', async () => {
    const { page } = popup;
    await page.locator('.tab').first().click();
    await page.locator('.tile-worn[data-key]').first().focus();
    await page.keyboard.press('?');
    await page.locator('dialog[open]').waitFor();
    await fits(page, 'popup-keys');
    await page.keyboard.press('Escape');
  });

  it.each([
    ['options.html', '[data-setting=moveOthers]', 1100],
    ['options.html', '[data-setting=moveOthers]', 360],
    ['welcome.html', '.welcome-open', 900],
    ['welcome.html', '.welcome-open', 360],
    ['example.html', '.example-lines', 900],
    ['card.html?name=Sunshot', '.card h2', 380],
  ])('%s with %s, %i wide', async (path, there, width) => {
    const page = await browser.context.newPage();
    await page.setViewportSize({ width, height: 800 });
    await page.goto(browser.extensionUrl(path));
    await page.locator(there).first().waitFor();
    for (const details of await page.locator('details > summary').all()) await details.click();
    await fits(page, `${path.replace(/\W.*/, '')}-${width}`);
    await page.close();
  });

  it('a card in the chat page', async () => {
    const page = await openChat(browser);
    stage.dgg.room.say('Normie', 'swap it for Sunshot, trust me');
    const mark = page.locator('.vc-item', { hasText: 'Sunshot' }).last();
    await mark.waitFor();
    await mark.click();
    const cut = () =>
      browser.inContentScript(page, () => {
        const host = document.querySelector('vault-courier');
        const root = host instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(host) : null;
        if (root?.querySelector('.cards .own [data-told]') === null) return undefined;
        return [...(root?.querySelectorAll('.cards *') ?? [])]
          .filter((element) => {
            const { overflowX, textOverflow, display } = getComputedStyle(element);
            const may = /auto|scroll/.test(overflowX) || textOverflow === 'ellipsis' || display === 'inline';
            return element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1 && !may;
          })
          .map(
            (element) => `${element.localName}.${element.className}: ${element.textContent?.slice(0, 60)}`,
          );
      });
    expect(await eventually(cut, (found) => found !== undefined)).toEqual([]);
    await page.screenshot({ path: join(PICTURES, 'chat-card.png') });
    await browser.expectNoProblems();
  });
});
