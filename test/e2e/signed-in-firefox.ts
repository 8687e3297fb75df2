import type { Firefox } from './drivers/firefox';

const shown = (selector: string): string =>
  `return document.querySelector(${JSON.stringify(selector)}) !== null`;
const button = (label: string): string =>
  `const found = [...document.querySelectorAll('button')].find((one) => one.innerText.trim() === ${JSON.stringify(label)}); found?.click(); return found !== undefined`;

/** Opens the popup as a page and signs in through the window, until items are shown. */
export async function signInFirefox(firefox: Firefox, account = 'Ikora'): Promise<void> {
  await firefox.openPopup();
  await firefox.resize(420, 700);
  const popup = (await firefox.windows())[0] ?? '';
  await firefox.until(button('Sign in with Bungie'));
  await untilWindows(firefox, 2);
  const window = (await firefox.windows()).find((handle) => handle !== popup) ?? '';
  await firefox.switchTo(window);
  await firefox.until(shown(`#sign-in-${account}`), 15_000);
  await firefox.click(`#sign-in-${account}`);
  await firefox.until(shown('#approve'), 15_000);
  // The window closes under the click.
  await firefox.click('#approve').catch(() => undefined);
  await firefox.switchTo(popup);
  await firefox.until(shown('.slot-section [data-key]'), 30_000);
}

async function untilWindows(firefox: Firefox, count: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await firefox.windows()).length >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the sign-in window never opened');
}
