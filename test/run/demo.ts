import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumProgram, switches } from '../e2e/drivers/chromium-switches';
import { openStage, type Stage } from '../e2e/stage';
import { ensureBuilt } from './build.mjs';
import { run, tool } from './children.mjs';

const ROOT = new URL('../..', import.meta.url).pathname;

/** Opens a browser window with the extension and waits until it is closed. */
export async function openDemo({ live }: { live: boolean }): Promise<void> {
  const stage = live ? undefined : await openStage();
  try {
    await show(stage);
  } finally {
    await stage?.close();
  }
}

async function show(stage: Stage | undefined): Promise<void> {
  const extensionDir = stage === undefined ? await buildLive() : (await ensureBuilt()).chrome;
  const context = await chromium.launchPersistentContext(join(ROOT, '.output/start-profile'), {
    executablePath: chromiumProgram(),
    headless: false,
    viewport: null,
    args:
      stage === undefined
        ? [`--disable-extensions-except=${extensionDir}`, `--load-extension=${extensionDir}`]
        : switches({ extensionDir, hosts: stage.hosts, spki: stage.spki }),
  });
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(
    stage === undefined
      ? 'https://www.destiny.gg/bigscreen'
      : 'https://www.destiny.gg/login/sim?nick=Guardian&then=/embed/chat',
  );
  console.log(guide(stage));
  const talk = stage === undefined ? undefined : setInterval(() => chatter(stage), 6_000);
  await new Promise<void>((resolve) => context.on('close', () => resolve()));
  clearInterval(talk);
}

async function buildLive(): Promise<string> {
  const code = await run([...tool('wxt'), 'build'], {});
  if (code !== 0) throw new Error('the build failed');
  return join(ROOT, '.output/chrome-mv3');
}

const TALK = [
  'that boss again',
  'anyone got [[Sunshot]]?',
  'I swapped to Gjallarhorn and it was fine',
  'brb',
  'trust the process',
];
let said = 0;

function chatter(stage: Stage): void {
  stage.dgg.room.say(said % 2 === 0 ? 'Normie' : 'SubSally', TALK[said % TALK.length] ?? '');
  said += 1;
  if (said % 5 === 0)
    stage.dgg.room.whisper('SubSally', 'Guardian', 'you running the raid tonight? need one');
}

function guide(stage: Stage | undefined): string {
  return [
    '',
    'Vault Courier is loaded. Pin it with the puzzle icon, click it, then "Sign in with Bungie".',
    ...(stage === undefined
      ? ['This is the live Bungie and destiny.gg.']
      : [
          `The simulated Bungie asks who you are: choose ${stage.mainAccount}, then Approve.`,
          'Type a few letters of an item, press Enter: it is on your character. Shift+Enter wears it.',
          'In the chat tab, hover an underlined name. A whisper comes every half minute.',
          `Controls: Bungie ${stage.bungie.controlUrl}, chat ${stage.dgg.controlUrl}`,
        ]),
    'Close the browser window to end.',
    '',
  ].join('\n');
}
