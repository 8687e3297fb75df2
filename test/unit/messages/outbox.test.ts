import { expect, it, vi } from 'vitest';
import { fail, type Outcome, ok } from '../../../lib/base/outcome';
import { Outbox } from '../../../lib/messages/outbox';

/** A background that answers as told, `ok` when it was told nothing more. */
function background(answers: Outcome<null>[] = []) {
  const heard: number[] = [];
  const waits: number[] = [];
  const box = new Outbox<number>({
    send: async (event) => {
      heard.push(event);
      return answers.shift() ?? ok(null);
    },
    wait: async (ms) => void waits.push(ms),
  });
  return { box, heard, waits };
}

const silence = fail('no-reply');

it('reports in order, one at a time', async () => {
  const { box, heard } = background();
  for (const event of [1, 2, 3]) box.put(event);
  expect(heard).toEqual([1]);
  await vi.waitFor(() => expect(heard).toEqual([1, 2, 3]));
});

it('reports again what nobody acknowledged, with growing pauses, before anything else', async () => {
  const { box, heard, waits } = background([silence, silence, ok(null), silence]);
  for (const event of [1, 2]) box.put(event);
  await vi.waitFor(() => expect(heard).toEqual([1, 1, 1, 2, 2]));
  expect(waits).toEqual([200, 400, 200]);
});

it('does not repeat what was understood and refused', async () => {
  const { box, heard } = background([fail('internal')]);
  for (const event of [1, 2]) box.put(event);
  await vi.waitFor(() => expect(heard).toEqual([1, 2]));
});

it('gives up on what nobody survives, and goes on', async () => {
  const { box, heard, waits } = background(Array.from({ length: 20 }, () => silence));
  for (const event of [1, 2]) box.put(event);
  await vi.waitFor(() => expect(heard.at(-1)).toBe(2));
  expect(heard).toHaveLength(21);
  expect(Math.max(...waits)).toBe(30_000);
});

it('keeps the newest thousand of a flood', async () => {
  let answer: (value: Outcome<null>) => void = () => undefined;
  const heard: number[] = [];
  const box = new Outbox<number>({
    send: (event) => {
      heard.push(event);
      return event === 0 ? new Promise((resolve) => (answer = resolve)) : Promise.resolve(ok(null));
    },
    wait: async () => undefined,
  });
  for (let event = 0; event < 1_500; event += 1) box.put(event);
  answer(ok(null));
  await vi.waitFor(() => expect(heard.at(-1)).toBe(1_499));
  expect(heard).toHaveLength(1_000);
  expect(heard[1]).toBe(501);
});
