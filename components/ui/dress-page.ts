import { language, type PlainWord, say } from '../../lib/base/words';

/** Gives a page of ours its title and tells readers aloud the language it is in: its HTML file cannot know either. */
export function dressPage(title: PlainWord): void {
  document.documentElement.lang = language();
  document.title = say(title);
}
