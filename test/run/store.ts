import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { cardText, eventually, noticeText, openChat } from '../e2e/chat-page';
import { type Chromium, openChromium } from '../e2e/drivers/chromium';
import { PopupPage } from '../e2e/popup-page';
import { allowBungie } from '../e2e/sign-in';
import { openStage, type Stage } from '../e2e/stage';
import { ensureBuilt } from './build.mjs';
import { purposeText } from './store-texts.mjs';

/*
 * `npm run store`: pictures and texts for the stores into docs/store, the pictures taken from the real browser. The small
 * world plays the game, so that nothing in them belongs to anybody else.
 */

const ROOT = new URL('../..', import.meta.url).pathname;
/** Elsewhere for the test that only asks whether they can be made. */
const FOLDER = process.env.VAULT_COURIER_STORE ?? join(ROOT, 'docs/store');
const LIMIT_BYTES = 300_000;

interface Shot {
  file: string;
  headline: string;
  text: string;
  picture: Buffer;
}

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'purpose-and-permissions.md'), purposeText());
  const { chrome } = await ensureBuilt();
  const stage = await openStage({ real: false });
  const browser = await openChromium({ extensionDir: chrome, hosts: stage.hosts, spki: stage.spki });
  try {
    const page = await browser.context.newPage();
    for (const shot of await takeShots(stage, browser)) {
      await compose(page, { width: 1280, height: 800 }, shotPage(shot), shot.file);
    }
    await compose(page, { width: 440, height: 280 }, tilePage(), 'tile.png');
    await browser.expectNoProblems();
  } finally {
    await browser.close();
    await stage.close();
  }
}

/** The product at work, in the order in which the stores show it. */
async function takeShots(stage: Stage, browser: Chromium): Promise<Shot[]> {
  const popup = new PopupPage(await browser.openPopup());
  const { page } = popup;
  await page.emulateMedia({ colorScheme: 'dark' });
  const window = browser.context.waitForEvent('page');
  await popup.signIn();
  await allowBungie(await window, stage.mainAccount);
  await popup.seesItems();
  await popup.waitForNames();
  const shots: Shot[] = [];
  const take = async (headline: string, text: string, of: Page = page): Promise<void> => {
    await of.waitForTimeout(500);
    shots.push({
      file: `screenshot-${shots.length + 1}.png`,
      headline,
      text,
      picture: await of.screenshot(),
    });
  };

  await popup.choose('Warlock');
  await popup.type('suns');
  await take('Three keystrokes', 'Type a few letters, press Enter: it is on your character.');
  await popup.clear();
  await take('Everything you own', 'Painted at once from what was seen last, and renewed behind it.');
  await popup.choose('Hunter');
  await popup.type('Riskrunner');
  await popup.search.press('Enter');
  await popup.says('Riskrunner');
  await take('Room makes itself', 'You are told what went where, and one press takes it back.');

  const chat = await openChat(browser);
  await chat.setViewportSize({ width: 400, height: 600 });
  await chat.emulateMedia({ colorScheme: 'dark' });
  stage.dgg.room.say('Normie', 'what do you run in there?');
  stage.dgg.room.say('SubSally', 'Thorn, and Sunshot for the adds');
  const mark = chat.locator('.vc-item', { hasText: 'Sunshot' }).last();
  await mark.waitFor({ timeout: 20_000 });
  await mark.hover();
  await eventually(
    () => cardText(browser, chat),
    (text) => text.includes('Sunshot'),
  );
  await take('Chat that explains itself', 'Names of weapons and armour on destiny.gg become cards.', chat);
  await chat.mouse.move(5, 5);
  await eventually(
    () => cardText(browser, chat),
    (text) => text === '',
  );
  await stage.untilConnected('Guardian', 2);
  stage.dgg.room.whisper('SubSally', 'Guardian', 'you running the raid tonight? need one');
  await eventually(
    () => noticeText(browser, chat),
    (text) => text.includes('tonight'),
  );
  await take('Whispers find you', 'In the page, or by the system when no chat is in sight.', chat);
  return shots;
}

async function compose(
  page: Page,
  size: { width: number; height: number },
  html: string,
  file: string,
): Promise<void> {
  await page.setViewportSize(size);
  await page.setContent(html);
  const path = join(FOLDER, file);
  await page.screenshot({ path });
  const { size: bytes } = statSync(path);
  if (bytes > LIMIT_BYTES) throw new Error(`${file} has ${bytes} bytes, more than ${LIMIT_BYTES}`);
  console.log(`docs/store/${file}  ${size.width}×${size.height}  ${Math.round(bytes / 1000)} kB`);
}

const STYLE = `* { margin: 0; box-sizing: border-box } body { height: 100vh; overflow: hidden; background: #12161c; color: #eef1f5;
  font-family: system-ui, sans-serif; display: flex; align-items: center }`;

function shotPage({ headline, text, picture }: Shot): string {
  return `<!doctype html><style>${STYLE}
    body { justify-content: space-between; padding: 0 110px 0 96px }
    h1 { font-size: 58px; line-height: 1.1; letter-spacing: -0.02em } p { margin-top: 24px; font-size: 26px; line-height: 1.4; color: #aab4c0 }
    div { width: 520px } b { display: block; width: 56px; height: 6px; margin-bottom: 28px; background: #e8a13a }
    img { height: 720px; border-radius: 10px; box-shadow: 0 0 0 1px #313a46, 0 24px 60px #000a }</style>
    <div><b></b><h1>${headline}</h1><p>${text}</p></div><img src="data:image/png;base64,${picture.toString('base64')}">`;
}

function tilePage(): string {
  const icon = readFileSync(join(ROOT, 'public/icon/128.png')).toString('base64');
  return `<!doctype html><style>${STYLE}
    body { flex-direction: column; justify-content: center; gap: 14px; text-align: center } img { width: 96px }
    h1 { font-size: 38px; letter-spacing: -0.01em } p { font-size: 18px; color: #aab4c0 }</style>
    <img src="data:image/png;base64,${icon}"><h1>Vault Courier</h1><p>Destiny 2 items in three keystrokes</p>`;
}

await main();
// Playwright's handlers would keep the process alive.
process.exit(0);
