import { expect, it } from 'vitest';
import { classifySender, type Self, type SenderFacts } from '../../../lib/platform/sender';

const self: Self = {
  id: 'abc',
  origin: 'chrome-extension://abc',
  offscreenUrl: 'chrome-extension://abc/offscreen.html',
  backgroundUrls: ['chrome-extension://abc/background.js'],
};
const popup = 'chrome-extension://abc/popup.html';
const chat = 'https://www.destiny.gg/embed/chat';

const table: [string, SenderFacts, string | undefined][] = [
  ['the toolbar popup', { id: 'abc', url: popup, origin: self.origin }, 'page'],
  ['the popup in a tab', { id: 'abc', url: popup, origin: self.origin, tab: {}, frameId: 0 }, 'page'],
  [
    'our page framed by a web page',
    { id: 'abc', url: popup, origin: self.origin, tab: {}, frameId: 3 },
    undefined,
  ],
  ['the offscreen document', { id: 'abc', url: self.offscreenUrl, origin: self.origin }, 'offscreen'],
  [
    'the worker',
    { id: 'abc', url: 'chrome-extension://abc/background.js', origin: self.origin },
    'background',
  ],
  ['the chat page', { id: 'abc', url: chat, origin: 'https://www.destiny.gg', tab: {}, frameId: 0 }, 'chat'],
  [
    'the chat page in a frame',
    { id: 'abc', url: chat, origin: 'https://www.destiny.gg', tab: {}, frameId: 9 },
    'chat',
  ],
  [
    'a look-alike site',
    { id: 'abc', url: chat, origin: 'https://www.destiny.gg.evil.example', tab: {}, frameId: 0 },
    undefined,
  ],
  ['the site without a tab', { id: 'abc', url: chat, origin: 'https://www.destiny.gg' }, undefined],
  ['another extension', { id: 'xyz', url: popup, origin: self.origin }, undefined],
  ['somebody without an id', { url: popup, origin: self.origin }, undefined],
  ['our url with a foreign origin', { id: 'abc', url: popup, origin: 'https://evil.example' }, undefined],
  ['our id with no url', { id: 'abc', origin: self.origin }, undefined],
  ['a url that only begins like ours', { id: 'abc', url: 'chrome-extension://abcd/popup.html' }, undefined],
];

it.each(table)('takes %s for what it is', (_name, sender, audience) => {
  expect(classifySender(sender, self)).toBe(audience);
});
