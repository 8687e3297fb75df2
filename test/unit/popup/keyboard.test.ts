import { expect, it } from 'vitest';
import { type KeyPlace, type KeyPress, readKey } from '@/entrypoints/popup/keyboard';
import { loadUiMemory } from '@/entrypoints/popup/ui-memory';

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: /^\d$/.test(key) ? `Digit${key}` : '',
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  isComposing: false,
  ...change,
});
const empty: KeyPlace = { on: 'search', typed: '', hits: 0 };
const found: KeyPlace = { on: 'search', typed: 'sun', hits: 3 };

it.each([
  ['2', {}, empty, { kind: 'choose-character', index: 1 }],
  ['2', {}, found, undefined],
  ['2', { altKey: true }, found, { kind: 'choose-character', index: 1 }],
  ['4', {}, empty, undefined],
  ['Enter', {}, found, { kind: 'send', equip: false }],
  ['Enter', { shiftKey: true }, found, { kind: 'send', equip: true }],
  ['Enter', {}, empty, undefined],
  ['Enter', {}, { ...found, on: 'control' }, undefined],
  ['Enter', { isComposing: true }, found, undefined],
  ['ArrowDown', {}, found, { kind: 'select', step: 1 }],
  ['ArrowUp', {}, { ...found, on: 'page' }, { kind: 'select', step: -1 }],
  ['ArrowDown', {}, empty, { kind: 'enter-tiles' }],
  ['ArrowRight', {}, { ...empty, on: 'tile' }, { kind: 'walk-tiles', key: 'ArrowRight' }],
  ['ArrowRight', {}, found, undefined],
  ['/', {}, { ...empty, on: 'tile' }, { kind: 'focus-search' }],
  ['/', {}, empty, undefined],
  ['s', {}, { ...empty, on: 'tile' }, { kind: 'type-in-search' }],
  ['t', {}, { ...empty, on: 'tile' }, { kind: 'tile-deed', deed: 'tag' }],
  ['t', {}, { ...empty, on: 'field' }, undefined],
  ['Escape', {}, { ...empty, on: 'field' }, undefined],
  ['s', {}, empty, undefined],
  ['s', { ctrlKey: true }, { ...empty, on: 'tile' }, undefined],
  [' ', {}, { ...empty, on: 'control' }, undefined],
  ['Tab', {}, { ...empty, on: 'control' }, undefined],
  ['Escape', {}, found, { kind: 'step-back' }],
] as const)('%s %j at %j', (key, change, place, deed) => {
  expect(readKey(press(key, change), place)).toEqual(deed);
});

it.each([
  null,
  '',
  '{',
  '[]',
  '{"typed":7,"tab":"evil","scroll":-1,"chosen":{}}',
])('starts at the top when its memory is %j', (stored) => {
  // Only the one method is used.
  const storage = { getItem: () => stored } as unknown as Storage;
  expect(loadUiMemory(storage)).toEqual({ typed: '', chosen: '', tab: 'items', scroll: 0 });
});
