import { browser } from './browser';

/** Keeps a value until the browser closes, out of reach of content scripts; survives the worker's death. */
export async function remember(name: string, value: unknown): Promise<void> {
  await browser.storage.session.set({ [name]: value });
}

/** Gives the value and keeps it. */
export async function recall(name: string): Promise<unknown> {
  return (await browser.storage.session.get(name))[name];
}

/** Gives the value and forgets it in the same breath, so that it can be used once only. */
export async function takeRemembered(name: string): Promise<unknown> {
  const held = await browser.storage.session.get(name);
  await browser.storage.session.remove(name);
  return held[name];
}
