import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { cardText, eventually, noticeText, openChat } from '../e2e/chat-page';
import { type Chromium, openChromium } from '../e2e/drivers/chromium';
import { PopupPage } from '../e2e/popup-page';
import { allowBungie } from '../e2e/sign-in';
import { openStage, type Stage } from '../e2e/stage';
import { type Cast, chooseCast, storedPicture } from '../e2e/stored-picture';
import { ensureBuilt } from './build.mjs';
import { TourBook } from './tour-steps';

const FOLDER = join(new URL('../..', import.meta.url).pathname, '.output/tour');

/** Drives the main job in a real, windowless Chromium and tells how each step went. True when all did. */
export async function runTour(): Promise<boolean> {
  rmSync(FOLDER, { recursive: true, force: true });
  const { chrome } = await ensureBuilt();
  const stage = await openStage();
  const browser = await openChromium({ extensionDir: chrome, hosts: stage.hosts, spki: stage.spki });
  try {
    return await drive(stage, browser);
  } finally {
    await browser.close();
    await stage.close();
  }
}

async function drive(stage: Stage, browser: Chromium): Promise<boolean> {
  const book = new TourBook(FOLDER);
  const popup = new PopupPage(await browser.openPopup());
  const shot = (page: Page) => (file: string) => page.screenshot({ path: file });
  const popupShot = shot(popup.page);
  // Most people who play at night have it dark, as has the chat.
  await popup.page.emulateMedia({ colorScheme: 'dark' });

  await book.step(
    'open',
    async () => {
      await popup.page.getByRole('button', { name: 'Sign in with Bungie' }).waitFor();
      return 'the popup offers to sign in';
    },
    popupShot,
  );

  await book.step(
    'sign-in',
    async () => {
      const window = browser.context.waitForEvent('page');
      await popup.signIn();
      await allowBungie(await window, stage.mainAccount);
      await popup.seesItems();
      return `signed in as ${(await storedPicture(popup.page)).account.displayName}`;
    },
    popupShot,
  );

  await book.step(
    'import',
    async () => {
      const view = await popup.waitForManifest();
      return `${view.items} items of ${view.generation.split('/').at(-1)}`;
    },
    popupShot,
  );

  let cast: Cast | undefined;
  await book.step(
    'inventory',
    async () => {
      await popup.waitForNames();
      const picture = await storedPicture(popup.page);
      const shown = await popup.countShown(picture.characters.length);
      if (shown !== picture.items.length)
        throw new Error(`${shown} of ${picture.items.length} items are shown`);
      const unknown = picture.items.filter((item) => !item.known).length;
      cast = chooseCast(picture);
      return `${shown} items listed, ${shown - unknown} with names, ${unknown} unknown`;
    },
    popupShot,
  );

  if (cast === undefined) return false;
  const { home, pull, cross, noRoom, fullFor } = cast;
  const strip = popup.page.locator('.character');

  await book.step(
    'search',
    async () => {
      await strip.nth(home).click();
      await popup.type(pull.name.slice(0, 3));
      return `typed three letters of “${pull.name}”`;
    },
    popupShot,
  );

  await book.step(
    'pull',
    async () => {
      await popup.type(pull.name);
      await popup.search.press('Enter');
      const said = await popup.says(/ is (on|worn)/);
      stage.expectHeld(pull.key, { place: 'character' });
      return said;
    },
    popupShot,
  );

  await book.step(
    'equip',
    async () => {
      await popup.search.press('Shift+Enter');
      const said = await popup.says(/worn|wears|wearing/i);
      stage.expectHeld(pull.key, { place: 'character', equipped: true });
      return said;
    },
    popupShot,
  );

  await book.step(
    'move-across',
    async () => {
      await popup.type(cross.name);
      await popup.search.press('Enter');
      const said = await popup.says(new RegExp(`${escaped(cross.name)} is on`));
      stage.expectHeld(cross.key, { place: 'character' });
      return said;
    },
    popupShot,
  );

  const stayPut = async (on: boolean): Promise<void> => {
    await popup.tab('More');
    await popup.page.getByLabel('Never move other items').setChecked(on);
    await popup.tab('Items');
  };
  await book.step(
    'no-room',
    async () => {
      await stayPut(true);
      await strip.nth(fullFor).click();
      await popup.type(noRoom.name);
      await popup.search.press('Enter');
      const said = await popup.says('There is no room for');
      stage.expectHeld(noRoom.key, { place: 'vault' });
      return said;
    },
    popupShot,
  );

  await book.step(
    'make-room',
    async () => {
      await stayPut(false);
      await popup.type(noRoom.name);
      await popup.search.press('Enter');
      const said = await popup.says(/ is on .* went to the vault/);
      stage.expectHeld(noRoom.key, { place: 'character' });
      return said;
    },
    popupShot,
  );

  await book.step(
    'undo',
    async () => {
      await popup.press('Undo');
      const said = await popup.says('taken back');
      stage.expectHeld(noRoom.key, { place: 'vault' });
      return said;
    },
    popupShot,
  );

  await book.step(
    'details',
    async () => {
      await popup.type(pull.name);
      await popup.hit().getByRole('button', { name: 'More' }).click();
      await popup.page.locator('.details .card').waitFor();
      return `the card of ${pull.name} is open`;
    },
    popupShot,
  );

  await book.step(
    'nothing-found',
    async () => {
      await popup.search.fill('zzzzz');
      await popup.page.getByText('No item called').waitFor();
      return 'the popup says that nothing is called so';
    },
    popupShot,
  );

  await book.step(
    'unknown-word',
    async () => {
      await popup.search.fill('is:exotci ');
      await popup.page.getByText('Did you mean is:exotic?').waitFor();
      return 'an unknown search word is named with the nearest known one';
    },
    popupShot,
  );

  for (const tab of ['Loadouts', 'More'] as const) {
    await book.step(
      tab.toLowerCase(),
      async () => {
        // The other tabs have no search.
        if (tab === 'Loadouts') await popup.clear();
        await popup.tab(tab);
        await popup.page.locator('main .section-head').first().waitFor();
        return `the ${tab} tab is open`;
      },
      popupShot,
    );
  }

  await book.step(
    'maintenance',
    async () => {
      await popup.tab('Items');
      browser.allowProblems(/Failed to load resource/);
      stage.bungie.faults.arm({ name: 'maintenance' });
      await popup.page.reload();
      await popup.page.getByText('Bungie is down for maintenance').waitFor();
      stage.bungie.faults.disarm();
      return 'the last known items stay, with their time';
    },
    popupShot,
  );

  let chat: Page | undefined;
  const chatShot = (file: string): Promise<unknown> => (chat ?? popup.page).screenshot({ path: file });
  await book.step(
    'card',
    async () => {
      chat = await openChat(browser);
      await chat.emulateMedia({ colorScheme: 'dark' });
      stage.dgg.room.say('Normie', 'trust me that is the end of it');
      stage.dgg.room.say('SubSally', `swap it for [[${pull.name}]] next run`);
      stage.dgg.room.say('Normie', `or take ${cross.name}, its perks still slap`);
      const mark = chat.locator('.vc-item').last();
      await mark.waitFor({ timeout: 15_000 });
      await mark.hover();
      const page = chat;
      const text = await eventually(
        () => cardText(browser, page),
        (card) => card.includes(cross.name),
      );
      await chat.waitForTimeout(400);
      return `a card floats over the line: ${text.slice(0, 80)}`;
    },
    chatShot,
  );

  await book.step(
    'whisper',
    async () => {
      if (chat === undefined) throw new Error('no chat page');
      const page = chat;
      await page.mouse.move(5, 5);
      await eventually(
        () => cardText(browser, page),
        (card) => card === '',
      );
      // Two connections: the page's own and ours.
      await stage.untilConnected('Guardian', 2);
      stage.dgg.room.whisper('SubSally', 'Guardian', 'you running the raid tonight? need one');
      await eventually(
        () => noticeText(browser, page),
        (note) => note.includes('you running the raid tonight?'),
      );
      return 'the whisper shows in the page';
    },
    chatShot,
  );

  await book.step(
    'console',
    async () => {
      await browser.expectNoProblems();
      return 'no error on any console';
    },
    popupShot,
  );
  return !book.failed;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
