import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Chromium } from './drivers/chromium';

/** Colours every page must be readable in. */
export const COLOURS = [
  ['light', { colorScheme: 'light', forcedColors: 'none' }],
  ['dark', { colorScheme: 'dark', forcedColors: 'none' }],
  ['forced', { colorScheme: 'dark', forcedColors: 'active' }],
] as const;

/** @throws AssertionError naming each serious or critical finding of axe and the element it is about. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page: page as never }).analyze();
  const serious = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
  expect(
    serious.map(
      (one) =>
        `${name} ${one.id}: ${one.nodes[0]?.html.slice(0, 160)} ${one.nodes[0]?.any[0]?.message ?? ''}`,
    ),
  ).toEqual([]);
}

/** @throws AssertionError when something sticks out to the side. */
export async function expectNoSideways(page: Page, name: string): Promise<void> {
  const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  expect(over, `${name} is wider than its window`).toBeLessThanOrEqual(0);
}

/** What moves by itself or on its way, of everything there and what is drawn before and behind it, in open roots too. */
const MOVING = `(() => {
  const parts = [null, '::before', '::after'];
  const within = (root) => [...root.querySelectorAll('*')].flatMap((one) => one.shadowRoot ? [one, ...within(one.shadowRoot)] : [one]);
  return within(document).flatMap((one) => parts.flatMap((part) => {
    const { animationName, animationDuration, transitionDuration } = getComputedStyle(one, part);
    const still = (animationName === 'none' || animationDuration === '0s') && /^0s(, 0s)*$/.test(transitionDuration);
    return still ? [] : [one.localName + '.' + one.className + (part ?? '')];
  }));
})()`;

/** What moves in a page, by tag and class. */
export const movingParts = (page: Page): Promise<string[]> => page.evaluate<string[]>(MOVING);

/** @throws AssertionError naming what moves although the reader asked for less of it. */
export async function expectStill(page: Page, name: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await movingParts(page), `${name} with reduced motion`).toEqual([]);
  await page.emulateMedia({ reducedMotion: null });
}

/**
 * The same for our layer in a chat page, in all colours. Nobody but us sees into it, so a copy of it is looked at, in an open root
 * of a page that has nothing else.
 */
export async function expectLayerAccessible(browser: Chromium, page: Page, name: string): Promise<void> {
  const inside = await browser.inContentScript(page, () => {
    const host = document.querySelector('vault-courier');
    const root = host instanceof HTMLElement ? chrome.dom.openOrClosedShadowRoot(host) : null;
    return root?.innerHTML ?? '';
  });
  const copy = await browser.context.newPage();
  try {
    await copy.setViewportSize({ width: 420, height: 600 });
    await copy.setContent('<html lang="en"><title>A copy</title><main><h1>A copy</h1><div></div></main>');
    await copy.evaluate(
      `document.querySelector('div').attachShadow({ mode: 'open' }).innerHTML = ${JSON.stringify(inside)}`,
    );
    for (const [colours, media] of COLOURS) {
      await copy.emulateMedia(media);
      await expectAccessible(copy, `${name} ${colours}`);
    }
    await expectStill(copy, name);
    // A copy of nothing has no faults either.
    expect(await copy.locator('button').count()).toBeGreaterThan(1);
  } finally {
    await copy.close();
  }
}
