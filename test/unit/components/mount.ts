import type { VNode } from 'preact';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach } from 'vitest';

const roots: HTMLElement[] = [];

afterEach(() => {
  for (const root of roots.splice(0)) {
    render(null, root);
    root.remove();
  }
});

/** Draws into a root of its own, gone after the test. */
export function mount(node: VNode): HTMLElement {
  const root = document.createElement('div');
  document.body.append(root);
  roots.push(root);
  void act(() => render(node, root));
  return root;
}

/** The visible words, spaces evened out. */
export function words(root: Element | null): string {
  return (root?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** The button that says so. */
export function button(root: Element, label: string): HTMLButtonElement {
  const found = [...root.querySelectorAll('button')].find((one) => words(one) === label);
  if (found === undefined) throw new Error(`no button "${label}" in: ${words(root)}`);
  return found;
}
