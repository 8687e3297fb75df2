// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LineWatch, watchLines } from '../../../entrypoints/dgg.content/chat-lines';
import { type Layer, openLayer } from '../../../entrypoints/dgg.content/layer';
import { openConversation } from '../../../entrypoints/dgg.content/open-conversation';
import { pageAlreadyShows, readPageSettings } from '../../../entrypoints/dgg.content/page-settings';
import { WhisperNotices } from '../../../entrypoints/dgg.content/whisper-notices';
import { ok } from '../../../lib/base/outcome';
import { makeSpotter, type Spotter } from '../../../lib/chat/spot-names';
import type { WhisperPush } from '../../../lib/messages/contract';

const spot = makeSpotter({ generation: 'one', gear: 'Ace of Spades\nSunshot\nThe Last Word', others: 'Xûr' });

let watch: LineWatch | undefined;

beforeEach(() => {
  document.body.replaceChildren();
  localStorage.clear();
});

afterEach(() => {
  watch?.stop();
  watch = undefined;
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** The page as its own script builds it. */
function buildPage(): HTMLElement {
  const frame = document.createElement('div');
  frame.id = 'chat-output-frame';
  document.body.append(frame);
  return openWindow('main');
}

function openWindow(name: string): HTMLElement {
  const output = document.createElement('div');
  output.id = `chat-win-${name}`;
  const lines = document.createElement('div');
  lines.className = 'chat-lines';
  output.append(lines);
  document.getElementById('chat-output-frame')!.append(output);
  return lines;
}

/** A line as chat-gui makes it; test code may write its markup as a string. */
function line(markup: string, kind = 'msg-user'): HTMLElement {
  const made = document.createElement('div');
  made.className = `msg-chat ${kind}`;
  made.innerHTML = `<time class="time">20:14</time><a class="user">Sunshot</a><span class="ctrl">: </span><span class="text">${markup}</span>`;
  return made;
}

function start(spotter: Spotter = spot): LineWatch {
  watch = watchLines({ onMarks: () => undefined, onChange: () => undefined });
  watch.use(spotter);
  return watch;
}

const marks = (within: ParentNode = document) => [...within.querySelectorAll<HTMLElement>('.vc-item')];
const texts = (within?: ParentNode) => marks(within).map((mark) => mark.textContent);
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('names in lines', () => {
  it('are marked in lines that were there and in lines that come', async () => {
    const lines = buildPage();
    lines.append(line('use Sunshot'));
    start();
    expect(texts()).toEqual(['Sunshot']);
    lines.append(line('or [[xur]]'));
    await settled();
    expect(texts()).toEqual(['Sunshot', '[[xur]]']);
  });

  it('are marked when the names come later than the lines', async () => {
    const lines = buildPage();
    watch = watchLines({ onMarks: () => undefined, onChange: () => undefined });
    lines.append(line('use Sunshot'));
    await settled();
    expect(texts()).toEqual([]);
    watch.use(spot);
    expect(texts()).toEqual(['Sunshot']);
  });

  it('are marked in a page that builds itself late', async () => {
    start();
    await settled();
    buildPage().append(line('use Sunshot'));
    await settled();
    expect(texts()).toEqual(['Sunshot']);
  });

  it('are marked in conversations that open later, and in a list that was replaced', async () => {
    buildPage();
    start();
    openWindow('subsally').append(line('take Ace of Spades'));
    await settled();
    const output = document.getElementById('chat-win-main')!;
    const lines = document.createElement('div');
    lines.className = 'chat-lines';
    lines.append(line('use Sunshot'));
    output.replaceChildren(lines);
    await settled();
    expect(texts().sort()).toEqual(['Ace of Spades', 'Sunshot']);
  });

  it('carry the name, and can be reached and named by keyboard and screen reader', () => {
    buildPage().append(line('sold by [[xur]]'));
    start();
    const [mark] = marks();
    expect(mark!.dataset.vcName).toBe('Xûr');
    expect(mark!.tabIndex).toBe(0);
    expect(mark!.getAttribute('role')).toBe('button');
  });

  it.each([
    [
      'in nicks and links',
      'x <a class="externallink">use Sunshot</a> <span class="chat-user">Sunshot</span>',
    ],
    ['in emotes', 'an <div class="emote Sunshot" title="Sunshot">Sunshot </div>'],
    ['split by a link', 'take The Last <a>Word</a> now'],
  ])('are left alone %s', (_name, markup) => {
    buildPage().append(line(markup));
    start();
    expect(texts()).toEqual([]);
  });

  it('are found across a nick, whose own text stays as the page reads it', () => {
    const lines = buildPage();
    lines.append(line('take Ace of <span class="chat-user">Spades</span> now'));
    lines.append(
      line('take <span class="chat-user">Ace</span> of <span class="chat-user">Spades</span> now'),
    );
    start();
    expect(texts(lines.children[0])).toEqual(['Ace of ']);
    expect(texts(lines.children[1])).toEqual([' of ']);
    expect(marks().map((mark) => mark.dataset.vcName)).toEqual(['Ace of Spades', 'Ace of Spades']);
    expect(lines.querySelectorAll('.chat-user .vc-item')).toHaveLength(0);
  });

  it.each([
    'msg-status',
    'msg-info',
    'msg-error',
    'msg-command',
    'msg-ui',
    'msg-emote',
  ])('are left alone in the page’s own %s lines', (kind) => {
    buildPage().append(line('use Sunshot', kind));
    start();
    expect(texts()).toEqual([]);
  });

  it('are found in green text and in pieces of text nodes, also by another extension’s hand', () => {
    const lines = buildPage();
    const split = line('');
    split.querySelector('.text')!.append('take Ace o', 'f Spa', 'des now');
    lines.append(line('<span class="greentext">&gt;not using Sunshot</span>'), split);
    lines.append(line('take Ace <b class="other-extension">of</b> Spades now'));
    start();
    expect(texts(lines.children[0])).toEqual(['Sunshot']);
    expect(texts(lines.children[1]).join('')).toBe('Ace of Spades');
    expect(texts(lines.children[2]).join('')).toBe('Ace of Spades');
  });

  it('leave the words of the line and the children of the list as they were', () => {
    const lines = buildPage();
    const before = [
      line('x &lt;img src=x onerror=alert(1)&gt; [[Sunshot]] and Ace of Spades'),
      line('nothing here'),
    ];
    lines.append(...before);
    const said = before.map((one) => one.textContent);
    start();
    expect([...lines.children]).toEqual(before);
    expect(before.map((one) => one.textContent)).toEqual(said);
    expect(lines.querySelectorAll('img')).toHaveLength(0);
  });

  it('are not marked twice, by us or by a second script of ours', () => {
    buildPage().append(line('use Sunshot'));
    const first = start();
    first.use(spot);
    const second = watchLines({ onMarks: () => undefined, onChange: () => undefined });
    second.use(spot);
    expect(texts()).toEqual(['Sunshot']);
    second.stop();
  });

  it('are plain text again when the script has to go', () => {
    const lines = buildPage();
    lines.append(line('use Sunshot'));
    start().stop();
    expect(marks()).toEqual([]);
    expect(lines.querySelector('.text')!.textContent).toBe('use Sunshot');
    expect(document.querySelector('[data-vault-courier]')).toBeNull();
  });

  it('come in batches when six hundred lines burst in, and come all', async () => {
    const lines = buildPage();
    start();
    lines.append(...Array.from({ length: 600 }, () => line('use Sunshot')));
    await settled();
    await vi.waitFor(() => expect(marks()).toHaveLength(600));
  });

  it('are given up after three errors, with one word about it, and the page is left as it was', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const lines = buildPage();
    lines.append(line('use Sunshot'));
    const broken: Spotter = (text) => {
      if (text.includes('boom')) throw new Error('boom');
      return spot(text);
    };
    start(broken);
    lines.append(line('boom'), line('boom'), line('boom'), line('boom'), line('use Sunshot'));
    await settled();
    lines.append(line('use Sunshot'));
    await settled();
    expect(warned).toHaveBeenCalledOnce();
    expect(marks()).toEqual([]);
  });
});

describe('the page’s settings', () => {
  const settings = (value: unknown) =>
    readPageSettings({ getItem: () => (typeof value === 'string' ? value : JSON.stringify(value)) });

  it('tell who is ignored, in any case', () => {
    expect([...settings([['ignorenicks', ['SubSally', 7]]]).ignored]).toEqual(['subsally']);
  });

  it.each([
    '',
    'x',
    '{}',
    'null',
    '[1,[],["ignorenicks",{}]]',
    '{"__proto__":[]}',
  ])('are the defaults when they are %j', (stored) => {
    expect(settings(stored)).toEqual({
      ignored: new Set(),
      whispersInChat: false,
      desktopWhispers: false,
    });
  });

  it('tell whether the page shows whispers itself', () => {
    expect(pageAlreadyShows('SubSally', settings([['showhispersinchat', true]]))).toBe(true);
    expect(pageAlreadyShows('SubSally', settings([]))).toBe(false);
  });
});

describe('whisper notices', () => {
  const push = (changes: Partial<WhisperPush> = {}): WhisperPush => ({
    type: 'whisper.show',
    messageId: 1,
    nick: 'SubSally',
    text: 'raid?',
    atMs: Date.now(),
    emotes: [],
    ...changes,
  });
  const open = () => {
    const layer = openLayer();
    return {
      notices: new WhisperNotices(
        layer,
        async () => ok(null),
        () => undefined,
      ),
      shown: () => layer.notices.textContent ?? '',
      layer,
    };
  };

  it('show one a conversation, the newest words and how many there were', () => {
    const { notices, shown, layer } = open();
    expect(notices.show(push())).toEqual({ visible: true, shown: true });
    notices.show(push({ messageId: 2, text: 'hello?' }));
    notices.show(push({ messageId: 3, nick: 'Normie', text: 'yo' }));
    expect(layer.notices.querySelectorAll('.whisper')).toHaveLength(2);
    expect(shown()).toContain('whispered 2 times');
    expect(shown()).toContain('hello?');
    expect(shown()).not.toContain('raid?');
  });

  it('do not count the same whisper twice', () => {
    const { notices, shown } = open();
    notices.show(push());
    notices.show(push());
    expect(shown()).not.toContain('times');
  });

  it('go after twelve seconds, but not under the pointer', () => {
    vi.useFakeTimers();
    const { notices, shown, layer } = open();
    notices.show(push());
    vi.advanceTimersByTime(11_000);
    expect(shown()).toContain('raid?');
    layer.notices.dispatchEvent(new MouseEvent('mouseenter'));
    vi.advanceTimersByTime(60_000);
    expect(shown()).toContain('raid?');
    layer.notices.dispatchEvent(new MouseEvent('mouseleave'));
    vi.advanceTimersByTime(5_000);
    expect(shown()).toBe('');
  });

  it('wait without a timer while the page is hidden, and stay a while when it comes back', () => {
    vi.useFakeTimers();
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    const { notices, shown } = open();
    expect(notices.show(push())).toEqual({ visible: false, shown: true });
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(600_000);
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    vi.advanceTimersByTime(11_000);
    expect(shown()).toContain('raid?');
    vi.advanceTimersByTime(2_000);
    expect(shown()).toBe('');
  });

  it('go with Escape, and with them the key', () => {
    const { notices, shown, layer } = open();
    notices.show(push());
    const outside = vi.fn();
    document.addEventListener('keydown', outside, { once: true });
    layer.notices
      .querySelector('button')!
      .dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    expect(shown()).toBe('');
    expect(outside).not.toHaveBeenCalled();
    document.removeEventListener('keydown', outside);
  });

  /** Writes into the box of that notice as a reader does. */
  async function write(layer: Layer, nick: string, text: string): Promise<HTMLTextAreaElement> {
    const box = layer.notices.querySelector<HTMLTextAreaElement>(`[data-nick=${nick}] textarea`)!;
    box.value = text;
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await vi.advanceTimersByTimeAsync(20);
    return box;
  }
  const nicks = (layer: Layer) =>
    [...layer.notices.querySelectorAll<HTMLElement>('.whisper')].map(({ dataset }) => dataset.nick);

  it('stay, and stay in their place, while something is written in them', async () => {
    vi.useFakeTimers();
    const { notices, layer, shown } = open();
    notices.show(push());
    notices.show(push({ messageId: 2, nick: 'Normie' }));
    const box = await write(layer, 'SubSally', 'hm');
    notices.show(push({ messageId: 3, text: 'still there?' }));
    expect(nicks(layer)).toEqual(['SubSally', 'Normie']);
    expect(layer.notices.querySelector('textarea')).toBe(box);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(nicks(layer)).toEqual(['SubSally']);
    expect(shown()).toContain('still there?');
    await write(layer, 'SubSally', '');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(shown()).toBe('');
  });

  it('make room for the newest, but not one that somebody writes in', async () => {
    vi.useFakeTimers();
    const { notices, layer } = open();
    for (const [at, nick] of ['SubSally', 'Normie', 'Mod'].entries())
      notices.show(push({ messageId: at + 1, nick }));
    await write(layer, 'SubSally', 'hm');
    notices.show(push({ messageId: 9, nick: 'Admin' }));
    expect(nicks(layer)).toEqual(['SubSally', 'Mod', 'Admin']);
  });

  it('keep what is typed in them to themselves', () => {
    const { notices, layer } = open();
    notices.show(push());
    const outside = vi.fn();
    const types = ['keydown', 'keypress', 'keyup', 'input', 'paste'];
    for (const type of types) document.addEventListener(type, outside);
    const box = layer.notices.querySelector('textarea')!;
    for (const type of types) box.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
    for (const type of types) document.removeEventListener(type, outside);
    expect(outside).not.toHaveBeenCalled();
  });

  it('stay away for ignored people, and so does the system’s', () => {
    localStorage.setItem('chat.settings', JSON.stringify([['ignorenicks', ['subsally']]]));
    const { notices, shown } = open();
    expect(notices.show(push())).toEqual({ visible: true, shown: true });
    expect(shown()).toBe('');
  });

  it('stay away where the page shows whispers in its lines', () => {
    localStorage.setItem('chat.settings', JSON.stringify([['showhispersinchat', true]]));
    const { notices, shown } = open();
    expect(notices.show(push())).toEqual({ visible: true, shown: true });
    expect(shown()).toBe('');
  });

  it('stay away while that conversation is the open window', () => {
    buildPage();
    openWindow('subsally');
    vi.spyOn(document.getElementById('chat-win-subsally')!, 'getBoundingClientRect').mockReturnValue(
      new DOMRect(0, 0, 300, 400),
    );
    const { notices, shown } = open();
    expect(notices.show(push())).toEqual({ visible: true, shown: true });
    expect(shown()).toBe('');
    expect(notices.look('SubSally')).toMatchObject({ visible: true, conversationOpen: true });
    expect(notices.look('Normie')).toMatchObject({ conversationOpen: false });
  });

  it('are chosen by what the page itself does: its lines, its desktop notices while hidden, its ignore list', () => {
    const { notices } = open();
    const nothing = { conversationOpen: false, inlineWhispers: false, desktopNotices: false, ignored: false };
    expect(notices.look('SubSally')).toEqual({ visible: true, ...nothing });
    localStorage.setItem(
      'chat.settings',
      JSON.stringify([
        ['showhispersinchat', true],
        ['notificationwhisper', true],
        ['ignorenicks', ['SubSally']],
      ]),
    );
    vi.stubGlobal('Notification', { permission: 'granted' });
    const all = { conversationOpen: false, inlineWhispers: true, ignored: true };
    expect(notices.look('subsally')).toEqual({ visible: true, desktopNotices: false, ...all });
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    expect(notices.look('subsally')).toEqual({ visible: false, desktopNotices: true, ...all });
    vi.stubGlobal('Notification', { permission: 'default' });
    expect(notices.look('subsally')).toMatchObject({ desktopNotices: false });
    vi.unstubAllGlobals();
  });
});

it('our layer is closed to the page and takes itself away', () => {
  const layer = openLayer();
  const host = document.querySelector('vault-courier')!;
  expect(host.shadowRoot).toBeNull();
  layer.remove();
  expect(document.querySelector('vault-courier')).toBeNull();
});

describe('a conversation', () => {
  it('is opened by the page’s own list, else as the site’s page of messages', async () => {
    const list = document.createElement('a');
    list.id = 'chat-whisper-btn';
    const menu = document.createElement('div');
    menu.id = 'chat-whisper-users';
    document.body.append(list, menu);
    const opened = vi.fn();
    // The list is fetched when it is opened.
    list.addEventListener('click', () => {
      setTimeout(() => {
        const entry = document.createElement('a');
        entry.className = 'user';
        entry.dataset.username = 'subsally';
        entry.addEventListener('click', opened);
        menu.append(entry);
      }, 100);
    });
    const tab = vi.spyOn(window, 'open').mockReturnValue(null);
    await openConversation('SubSally');
    expect(opened).toHaveBeenCalledOnce();
    expect(tab).not.toHaveBeenCalled();
    await openConversation('Normie');
    expect(tab).toHaveBeenCalledWith('https://www.destiny.gg/profile/messages', '_blank', 'noopener');
  });
});
