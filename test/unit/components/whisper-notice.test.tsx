// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { WhisperNotice } from '../../../components/whispers/WhisperNotice';
import { mount, words } from './mount';

const whisper = { nick: 'SubSally', text: 'raid tonight?', atMs: 1_800_000_000_000, count: 1 };

it('says who whispered what, and when', () => {
  const root = mount(<WhisperNotice notice={whisper} onDismiss={() => undefined} />);
  expect(words(root.querySelector('b'))).toBe('SubSally');
  expect(words(root)).toMatch(/whispered · \d{1,2}:\d{2}/);
  expect(words(root.querySelector('p'))).toBe('raid tonight?');
});

it('says how many there were', () => {
  const root = mount(<WhisperNotice notice={{ ...whisper, count: 3 }} onDismiss={() => undefined} />);
  expect(words(root)).toContain('whispered 3 times');
});

it('goes when its button is pressed, which says whose whisper it dismisses', () => {
  const onDismiss = vi.fn();
  const root = mount(<WhisperNotice notice={whisper} onDismiss={onDismiss} />);
  const button = root.querySelector('button')!;
  expect(button.getAttribute('aria-label')).toBe('Dismiss the whisper from SubSally');
  button.click();
  expect(onDismiss).toHaveBeenCalledOnce();
});

it('shows markup as the text it is', () => {
  const text = '<img src=x onerror=alert(1)> <a href="javascript:alert(1)">x</a>';
  const root = mount(<WhisperNotice notice={{ ...whisper, text }} onDismiss={() => undefined} />);
  expect(root.querySelector('p')?.textContent).toBe(text);
  expect(root.querySelectorAll('img, a')).toHaveLength(0);
});
