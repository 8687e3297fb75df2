// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { WhisperNotice, type WhisperNoticeProps } from '../../../components/whispers/WhisperNotice';
import { fail, type Outcome, ok } from '../../../lib/base/outcome';
import { button, mount, words } from './mount';

const whisper = { nick: 'SubSally', text: 'raid tonight?', atMs: 1_800_000_000_000, count: 1, emotes: [] };

function show(props: Partial<WhisperNoticeProps> = {}) {
  const acts = {
    onDismiss: vi.fn(),
    onOpen: vi.fn(),
    onSend: vi.fn(async (_text: string): Promise<Outcome<null>> => ok(null)),
    onDraft: vi.fn(),
  };
  // Events of a test are never a person's; who is believed is said here.
  const root = mount(<WhisperNotice notice={whisper} trusts={() => true} {...acts} {...props} />);
  const box = root.querySelector('textarea')!;
  return {
    ...acts,
    root,
    box,
    said: () => words(root.querySelector('[role=status]')),
    async type(text: string) {
      await act(() => {
        box.value = text;
        box.dispatchEvent(new InputEvent('input', { bubbles: true }));
      });
    },
    async press(key: string, more: KeyboardEventInit = {}) {
      await act(async () => {
        box.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
      });
    },
  };
}

it('says who whispered what, and when', () => {
  const { root } = show();
  expect(words(root.querySelector('b'))).toBe('SubSally');
  expect(words(root)).toMatch(/whispered · \d{1,2}:\d{2}/);
  expect(words(root.querySelector('p'))).toBe('raid tonight?');
});

it('shows emotes as pictures and the nick in its colour, where they are known', () => {
  const emotes = [{ prefix: 'Klappa', url: 'https://cdn.destiny.gg/k.png', width: 32, height: 32 }];
  const { root } = show({ notice: { ...whisper, text: 'gg Klappa', colour: '#ff0000', emotes } });
  expect(root.querySelector('img')?.alt).toBe('Klappa');
  expect(words(root.querySelector('p'))).toBe('gg');
  expect(root.querySelector('b')?.style.getPropertyValue('--nick')).toBe('#ff0000');
});

it('says how many there were', () => {
  expect(words(show({ notice: { ...whisper, count: 3 } }).root)).toContain('whispered 3 times');
});

it('goes, or opens the conversation, by buttons that say whose it is', () => {
  const { root, onDismiss, onOpen } = show();
  root.querySelector<HTMLButtonElement>('[aria-label="Dismiss the whisper from SubSally"]')!.click();
  expect(onDismiss).toHaveBeenCalledOnce();
  root.querySelector<HTMLButtonElement>('[aria-label="Open the conversation with SubSally"]')!.click();
  expect(onOpen).toHaveBeenCalledOnce();
});

it('shows markup as the text it is', () => {
  const text = '<img src=x onerror=alert(1)> <a href="javascript:alert(1)">x</a>';
  const { root } = show({ notice: { ...whisper, text } });
  expect(root.querySelector('p')?.textContent).toBe(text);
  expect(root.querySelectorAll('img, a')).toHaveLength(0);
});

describe('a reply', () => {
  it('goes by Enter or the button, once, and empties the box when it is confirmed', async () => {
    const { box, type, press, said, onSend, onDraft, root } = show();
    await type('at eight');
    expect(onDraft).toHaveBeenLastCalledWith(true);
    await press('Enter');
    expect(onSend.mock.calls).toEqual([['at eight']]);
    expect([box.value, said()]).toEqual(['', 'Sent to SubSally']);
    expect(onDraft).toHaveBeenLastCalledWith(false);
    await type('or nine');
    await act(async () => button(root, 'Send').click());
    expect(onSend).toHaveBeenCalledTimes(2);
  });

  it('keeps its text and says why when it did not go out', async () => {
    const { box, type, press, said } = show({
      onSend: async () => fail('whisper-muted', { muteSeconds: 60 }),
    });
    await type('at eight');
    await press('Enter');
    expect([box.value, said()]).toEqual(['at eight', 'Not sent: you are muted for 60 s more.']);
  });

  it('is not sent again by the same press when nobody knows whether it went out', async () => {
    const onSend = vi.fn(async () => fail('whisper-unsure'));
    const { type, press, root, said, box } = show({ onSend });
    await type('at eight');
    await press('Enter');
    await press('Enter');
    expect(onSend).toHaveBeenCalledOnce();
    expect([box.value, button(root, 'Send').disabled]).toEqual(['at eight', true]);
    expect(said()).toContain('not known whether this went out');
    await type('at eight?');
    expect(button(root, 'Send').disabled).toBe(false);
  });

  it('does not go by a held key, in the middle of a composition, with Shift, twice at once, or empty', async () => {
    let end: (outcome: Outcome<null>) => void = () => undefined;
    const onSend = vi.fn(
      () =>
        new Promise<Outcome<null>>((resolve) => {
          end = resolve;
        }),
    );
    const { type, press, box } = show({ onSend });
    await press('Enter');
    await type('   ');
    await press('Enter');
    await type('at eight');
    await press('Enter', { repeat: true });
    await press('Enter', { isComposing: true });
    await press('Enter', { shiftKey: true });
    expect(onSend).not.toHaveBeenCalled();
    await press('Enter');
    await press('Enter');
    expect(onSend).toHaveBeenCalledOnce();
    expect(box.readOnly).toBe(true);
    await act(async () => end(ok(null)));
    expect(box.readOnly).toBe(false);
  });

  it('is never sent by an event that a script made', async () => {
    const onSend = vi.fn(async () => ok(null));
    const { type, press, root } = show({ onSend, trusts: (event) => event.isTrusted });
    await type('send me');
    await press('Enter');
    await act(async () => {
      button(root, 'Send').dispatchEvent(new MouseEvent('click', { bubbles: true }));
    });
    expect(onSend).not.toHaveBeenCalled();
  });

  it('counts code points once it gets tight, and takes no more than 512', async () => {
    const { type, said, root } = show();
    await type('x'.repeat(400));
    expect(said()).toBe('');
    await type('🔥'.repeat(500));
    expect(said()).toBe('12 left');
    await type('🔥'.repeat(513));
    expect(said()).toBe('1 too many');
    expect(button(root, 'Send').disabled).toBe(true);
  });
});
