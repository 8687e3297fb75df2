import { browser } from './browser';

/** Calls `run` for each key of ours that the browser hears. Register synchronously, or a woken worker misses it. */
export function onCommand(run: (name: string) => void): void {
  browser.commands.onCommand.addListener((name) => run(name));
}

/** The browser's keys for us, as they are set now; empty ones are not set. */
export async function listCommands(): Promise<{ name: string; does: string; keys: string }[]> {
  return (await browser.commands.getAll()).map(({ name = '', description = '', shortcut = '' }) => ({
    name,
    does: description,
    keys: shortcut,
  }));
}
