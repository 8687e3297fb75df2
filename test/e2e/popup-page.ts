import type { Locator, Page } from 'playwright-core';
import { READ_PICTURE, readView } from './stored-picture';

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
    await this.page.locator('.slot-section, [data-hit]').first().waitFor({ timeout: 60_000 });
  }

  /** Opens a tab of the popup. */
  async tab(name: string): Promise<void> {
    await this.page.locator('.tab', { hasText: name }).click();
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

  /** Sends a request as the popup's own code does; its answer as it came. */
  ask(name: string, asks: object): Promise<{ ok?: boolean }> {
    return this.page.evaluate(
      ([type, data]) =>
        chrome.runtime.sendMessage({ id: 1, type, data, timestamp: Date.now() }).then((answer) => answer.res),
      [name, asks] as const,
    );
  }

  /** When the item list in use was read, in milliseconds since 1970. */
  async manifestImportedAt(): Promise<number> {
    const view = (await this.page.evaluate(readView('manifest'))) as { importedAtMs?: number } | null;
    return view?.importedAtMs ?? 0;
  }

  /** Waits until an item list is in use; tells its path and size. */
  async waitForManifest(): Promise<{ generation: string; items: number }> {
    return this.#view(
      'manifest',
      (view) => typeof view.generation === 'string' && typeof view.items === 'number',
    );
  }

  /** Waits until the stored picture carries the names of the item list in use. */
  async waitForNames(): Promise<void> {
    const { generation } = await this.waitForManifest();
    for (let tries = 0; tries < 600; tries += 1) {
      const picture = (await this.page.evaluate(READ_PICTURE)) as { generation?: string } | null;
      if (picture?.generation === generation) return;
      await this.page.waitForTimeout(100);
    }
    throw new Error('the picture never got the names of the new item list');
  }

  /** How many different items the popup shows over all characters, vault and account. */
  async countShown(characters: number): Promise<number> {
    const keys = new Set<string>();
    for (let at = 0; at < characters; at += 1) {
      await this.page.locator('.character').nth(at).click();
      await this.page.locator('.character').nth(at).and(this.page.locator('[aria-pressed=true]')).waitFor();
      const shown = await this.tiles.evaluateAll((tiles) =>
        tiles.map((tile) => tile.getAttribute('data-key') ?? ''),
      );
      for (const key of shown) keys.add(key);
    }
    return keys.size;
  }

  async #view<T>(name: string, good: (view: Record<string, unknown>) => boolean): Promise<T> {
    let last: unknown;
    for (let tries = 0; tries < 600; tries += 1) {
      const view = (await this.page.evaluate(readView(name))) as Record<string, unknown> | null;
      if (view !== null && good(view)) return view as T;
      last = view;
      await this.page.waitForTimeout(100);
    }
    throw new Error(`the ${name} view never became what was waited for: ${JSON.stringify(last)}`);
  }
}
