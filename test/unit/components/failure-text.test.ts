import { describe, expect, it } from 'vitest';
import { failureText } from '@/components/ui/failure-text';
import { FAILURE_CODES } from '@/lib/base/failure-codes';

const FACTS = {
  itemName: 'Sunshot',
  where: 'in the vault',
  character: 'Hunter',
  className: 'Hunter',
  slot: 'another energy weapon',
  retryAfterSeconds: 12,
  message: 'The said thing.',
  reason: 'banned',
};

describe.each(FAILURE_CODES)('%s', (code) => {
  it.each([
    ['with no facts', {}],
    ['with every fact', FACTS],
    ['with the item alone', { itemName: 'Sunshot' }],
  ])('is a sentence for a human %s', (_, facts) => {
    const text = failureText({ code, facts });
    expect(text).toMatch(/^[A-Z].{15,}[.]$/);
    expect(text).not.toMatch(/undefined|null|NaN|\[object|\.\.|\s\s|\{/);
    expect(text).not.toContain(code.includes('-') ? code : '§');
  });
});

it.each([
  ['character-full', 'Sunshot is still in the vault. Your Hunter has no room for another energy weapon.'],
  ['throttled', 'Sunshot is still in the vault. Bungie asks us to slow down. Try again in 12 s.'],
  [
    'in-activity',
    'Sunshot is still in the vault. It cannot be put on during an activity. Go to orbit and try again.',
  ],
] as const)('tells where the item is, what happened and what to do: %s', (code, expected) => {
  expect(failureText({ code, facts: FACTS })).toBe(expected);
});

it('says that it stopped when it is neither here nor there', () => {
  expect(failureText({ code: 'vault-full', facts: { ...FACTS, stopped: 1 } })).toBe(
    'Sunshot stopped in the vault. The vault is full. Make room there first.',
  );
});

it('shows words from outside cleaned and cut', () => {
  const message = `\u202Eevil\u0000 ${'x'.repeat(500)}`;
  const text = failureText({ code: 'bungie-error', facts: { message } });
  expect(text).not.toMatch(/[\u202e\0]/);
  expect(text.length).toBeLessThan(200);
});
