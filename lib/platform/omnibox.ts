import { browser } from './browser';

export interface Suggestion {
  /** What is entered when it is chosen. */
  content: string;
  /** Plain text. */
  description: string;
}

/**
 * Wires the address bar's keyword. Enter is `pull`; Alt+Enter, which the browsers tell as "in a new tab", is `look`.
 * Register synchronously.
 */
export function onOmnibox(on: {
  hint: string;
  suggest(typed: string): Promise<Suggestion[]>;
  pull(typed: string): void;
  look(typed: string): void;
}): void {
  browser.omnibox.setDefaultSuggestion({ description: plain(on.hint) });
  browser.omnibox.onInputChanged.addListener((typed, tell) => {
    void on
      .suggest(typed)
      .then((found) => tell(found.map((one) => ({ ...one, description: plain(one.description) }))));
  });
  browser.omnibox.onInputEntered.addListener((typed, where) => {
    if (where === 'currentTab') on.pull(typed);
    else on.look(typed);
  });
}

/** Chromium reads descriptions as XML, Firefox as they stand. */
function plain(text: string): string {
  if (import.meta.env.FIREFOX) return text;
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
