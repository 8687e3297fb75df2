import type { Locator, Page } from 'playwright-core';

/** The popup as its user sees it. Every wait is for something visible; a time-out names what never came. */
export class PopupPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get toast(): Locator {
    return this.page.locator('footer [role=status]');
  }

  get search(): Locator {
    return this.page.locator('.search-input');
  }

  /** Tiles of everything that is laid out: worn, carried, postmaster, vault. */
  get tiles(): Locator {
    return this.page.locator('[data-key]');
  }

  hit(at = 0): Locator {
    return this.page.locator('[data-hit]').nth(at);
  }

  async signIn(): Promise<void> {
    await this.page.getByRole('button', { name: 'Sign in with Bungie' }).click();
  }

  /** Waits until items are shown. */
  async seesItems(): Promise<void> {
    await this.page.locator('.slot-section').first().waitFor({ timeout: 60_000 });
  }

  /** Chooses a character by class, as a click on the strip does. */
  async choose(className: string): Promise<void> {
    await this.page.locator('.character', { hasText: className }).first().click();
  }

  async type(text: string): Promise<void> {
    await this.search.fill(text);
    await this.hit().waitFor({ timeout: 10_000 });
  }

  async clear(): Promise<void> {
    await this.search.fill('');
  }

  /** Waits for the line at the bottom to say this. */
  async says(text: string | RegExp): Promise<string> {
    const line = this.toast.filter({ hasText: text });
    await line.waitFor({ timeout: 20_000 }).catch(async () => {
      const said = await this.toast.allInnerTexts();
      throw new Error(`the popup never said ${text}; it says: ${said.join(' | ')}`);
    });
    return line.innerText();
  }

  /** Presses a button of the selected hit or open details. */
  async press(label: string | RegExp): Promise<void> {
    await this.page
      .getByRole('button', { name: label, exact: typeof label === 'string' })
      .first()
      .click();
  }
}
