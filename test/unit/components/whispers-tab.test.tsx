// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { ChatState } from '../../../components/whispers/ChatState';
import { chatInWords } from '../../../components/whispers/chat-words';
import { Thread } from '../../../components/whispers/Thread';
import { WhisperInbox } from '../../../components/whispers/WhisperInbox';
import { fail, ok } from '../../../lib/base/outcome';
import { listConversations, type Whisper } from '../../../lib/chat/whisper-book';
import type { ChatView } from '../../../lib/messages/views';
import { button, mount, words } from './mount';

const NOW = Date.now();
const BIRD = { prefix: 'DanceBird', url: 'https://cdn.destiny.gg/emotes/bird.png', width: 56, height: 32 };
const EMOTES = new Map([['DanceBird', BIRD]]);

const whisper = (messageId: number, fields: Partial<Whisper> = {}): Whisper => ({
  messageId,
  nick: 'SubSally',
  who: 'subsally',
  text: `line ${messageId}`,
  atMs: NOW + messageId,
  way: 'in',
  state: 'read',
  ...fields,
});

describe('the state of the connection', () => {
  const failure = (...args: Parameters<typeof fail>) => fail(...args).failure;
  it.each<[string, ChatView, RegExp, string | undefined]>([
    ['off', { state: 'off' }, /not signed in to destiny.gg/, 'Look again'],
    [
      'off for a reason',
      { state: 'off', problem: failure('offline', { site: 'destiny.gg' }) },
      /^destiny.gg cannot be reached/,
      'Look again',
    ],
    ['connecting', { state: 'connecting' }, /^Connecting/, undefined],
    ['open', { state: 'open', nick: 'Guardian' }, /^Connected as Guardian$/, undefined],
    ['open as nobody', { state: 'open', guest: true }, /guest/, undefined],
    ['waiting', { state: 'waiting', retryAtMs: NOW + 12_000 }, /broke. Next try in 12 s\.$/, 'Try now'],
    [
      'waiting for minutes, refused',
      { state: 'waiting', retryAtMs: NOW + 150_000, problem: failure('chat-refused') },
      /did not let us in.* Next try in 3 minutes\.$/,
      'Try now',
    ],
    [
      'waiting for a window to close',
      { state: 'waiting', problem: failure('chat-stopped', { reason: 'five chat windows are open' }) },
      /five chat windows are open/,
      'Try now',
    ],
    [
      'banned',
      { state: 'stopped', problem: failure('chat-stopped', { reason: 'you are banned' }) },
      /you are banned/,
      'Connect',
    ],
  ])('%s has its words and its button', (_name, view, text, label) => {
    const told = chatInWords(view, 'session', NOW);
    expect(told.text).toMatch(text);
    expect(told.deed?.label).toBe(label);
  });

  it('that the reader chose himself is no fault, and can be undone there', () => {
    const onSwitchOn = vi.fn();
    const root = mount(
      <ChatState
        view={{ state: 'off' }}
        connectAs="off"
        nowMs={NOW}
        onConnect={vi.fn()}
        onSwitchOn={onSwitchOn}
      />,
    );
    expect(words(root)).toContain('switched off');
    button(root, 'Switch on').click();
    expect(onSwitchOn).toHaveBeenCalledOnce();
  });

  it('connects by its button, and offers the site’s own sign-in', () => {
    const onConnect = vi.fn();
    const root = mount(
      <ChatState
        view={{ state: 'off' }}
        connectAs="session"
        nowMs={NOW}
        onConnect={onConnect}
        onSwitchOn={vi.fn()}
      />,
    );
    button(root, 'Look again').click();
    expect(onConnect).toHaveBeenCalledOnce();
    expect(root.querySelector('a')?.href).toBe('https://www.destiny.gg/login');
  });
});

describe('the list', () => {
  const acts = () => ({ onQuery: vi.fn(), onOpen: vi.fn(), onMarkRead: vi.fn() });
  const inbox = (whispers: Whisper[], waiting: Parameters<typeof listConversations>[1] = [], query = '') => {
    const made = acts();
    const root = mount(
      <WhisperInbox
        rows={listConversations(whispers, waiting, new Set())}
        whispers={whispers}
        query={query}
        nowMs={NOW}
        emotes={EMOTES}
        colourOf={() => undefined}
        {...made}
      />,
    );
    return { root, rows: () => [...root.querySelectorAll('.conversation-open')].map(words), ...made };
  };

  it('is busy until it was read, and says so when it is empty', () => {
    const made = acts();
    const root = mount(
      <WhisperInbox
        rows={undefined}
        whispers={[]}
        query=""
        nowMs={NOW}
        emotes={EMOTES}
        colourOf={() => undefined}
        {...made}
      />,
    );
    expect(root.querySelector('[aria-busy=true]')).not.toBeNull();
    expect(words(inbox([]).root)).toContain('No whispers yet');
  });

  it('shows emotes as the chat does, no higher than its row', () => {
    const { root, rows } = inbox([whisper(1, { text: 'DanceBird hype DanceBirds' })]);
    const pictures = [...root.querySelectorAll('img')];
    expect(pictures.map(({ src, alt, height, width }) => [src, alt, height, width])).toEqual([
      [BIRD.url, 'DanceBird', 16, 28],
    ]);
    expect(rows()[0]).toContain('hype DanceBirds');
  });

  it('counts what waits on the site without text of its own', () => {
    const { rows } = inbox(
      [whisper(1, { state: 'unread' })],
      [
        { nick: 'SubSally', count: 3, atMs: NOW },
        { nick: 'Ghost', count: 1, atMs: NOW - 1 },
      ],
    );
    expect(rows()[0]).toContain('line 1 (2 more to be fetched)');
    expect(rows()[0]).toContain('3 unread');
    expect(rows()[1]).toContain('One waits to be fetched');
  });

  it('tells ours from theirs, and what did not go out', () => {
    const { rows } = inbox([
      whisper(1, { way: 'out', state: 'sent' }),
      whisper(2, { nick: 'Normie', who: 'normie', way: 'out', state: 'refused' }),
      whisper(3, { nick: 'Mod', who: 'mod', way: 'out', state: 'unsure' }),
    ]);
    expect(rows().map((row) => /(?:You|Not sent|Unsure whether sent): /.exec(row)?.[0])).toEqual([
      'Unsure whether sent: ',
      'Not sent: ',
      'You: ',
    ]);
  });

  it('finds every word, in names and in all that was said', () => {
    const book = [
      whisper(1, { text: 'raid tonight' }),
      whisper(2),
      whisper(3, { nick: 'Normie', who: 'normie' }),
    ];
    expect(inbox(book, [], 'tonight RAID').rows()).toHaveLength(1);
    expect(inbox(book, [], 'norm').rows()[0]).toContain('Normie');
    expect(words(inbox(book, [], 'nothing').root)).toContain('Nobody and nothing of that kind.');
  });

  it('opens and marks read by buttons of their own', () => {
    const { root, onOpen, onMarkRead } = inbox(
      [whisper(1, { state: 'unread' })],
      [{ nick: 'SubSally', count: 1, atMs: NOW }],
    );
    root.querySelector<HTMLButtonElement>('.conversation-open')!.click();
    expect(onOpen).toHaveBeenCalledWith('SubSally');
    expect(onMarkRead).not.toHaveBeenCalled();
    root.querySelector<HTMLButtonElement>('[aria-label="Mark whispers from SubSally as read"]')!.click();
    expect(onMarkRead).toHaveBeenCalledWith('SubSally');
  });
});

describe('a thread', () => {
  function thread(whispers: Whisper[], props: Partial<Parameters<typeof Thread>[0]> = {}) {
    const acts = { onBack: vi.fn(), onTakeUp: vi.fn(), onForget: vi.fn(), onLook: vi.fn() };
    const root = mount(
      <Thread
        nick="SubSally"
        whispers={whispers}
        colour={undefined}
        problem={undefined}
        loading={false}
        draft={undefined}
        wordsOf={(text) => text}
        onSend={async () => ok(null)}
        {...acts}
        {...props}
      />,
    );
    return { root, ...acts };
  }

  it('says who said what, as text', () => {
    const { root } = thread([whisper(1, { text: '<b>hi</b>' }), whisper(2, { way: 'out', state: 'sent' })]);
    expect([...root.querySelectorAll('.line')].map(words)).toEqual([
      expect.stringContaining('SubSally: <b>hi</b>'),
      expect.stringContaining('You: line 2'),
    ]);
    expect(root.querySelectorAll('.line b')).toHaveLength(0);
  });

  it('keeps what did not go out, with the reason, to be edited or forgotten', () => {
    const lost = whisper(-1, { way: 'out', state: 'refused', problem: fail('whisper-throttled').failure });
    const { root, onTakeUp, onForget } = thread([lost]);
    expect(words(root.querySelector('.line'))).toContain('slow down');
    button(root, 'Edit').click();
    expect(onTakeUp).toHaveBeenCalledWith(lost);
    button(root, 'Forget').click();
    expect(onForget).toHaveBeenCalledWith(lost);
  });

  it('does not offer to send again what may have gone out: it offers to look', () => {
    const unsure = whisper(-1, { way: 'out', state: 'unsure', problem: fail('whisper-unsure').failure });
    const { root, onLook } = thread([unsure]);
    expect([...root.querySelectorAll('.line button')].map(words)).toEqual(['Look', 'Forget']);
    button(root, 'Look').click();
    expect(onLook).toHaveBeenCalledOnce();
  });

  it('says that it could not be fetched, and shows what is stored', () => {
    const { root } = thread([whisper(1)], { problem: 'destiny.gg cannot be reached.' });
    expect(words(root)).toContain('destiny.gg cannot be reached.');
    expect(words(root)).toContain('line 1');
  });

  it('takes a text up again into its box', async () => {
    const { root } = thread([], { draft: undefined });
    expect(root.querySelector('textarea')!.value).toBe('');
    const again = thread([], { draft: { text: 'once more' } });
    await act(async () => undefined);
    expect(again.root.querySelector('textarea')!.value).toBe('once more');
  });
});
