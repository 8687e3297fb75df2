import { expect, it } from 'vitest';
import { fail, type Outcome, ok } from '../../../lib/base/outcome';
import { askReply } from '../../../lib/messages/ask-reply';

function asker(answers: Outcome<null>[]) {
  const asked: number[] = [];
  const waited: number[] = [];
  const end = askReply(
    { id: 7 },
    {
      ask: async ({ id }) => {
        asked.push(id);
        return answers[asked.length - 1] ?? fail('no-reply');
      },
      wait: async (ms) => void waited.push(ms),
    },
  );
  return { end, asked, waited };
}

it('a background that died is asked again with the same number, until it tells the end', async () => {
  const { end, asked, waited } = asker([fail('no-reply'), fail('no-reply'), ok(null)]);
  expect(await end).toEqual(ok(null));
  expect(asked).toEqual([7, 7, 7]);
  expect(waited).toEqual([500, 1_000]);
});

it('a refusal is an end, and is not argued with', async () => {
  const { end, asked } = asker([fail('whisper-throttled')]);
  expect(await end).toMatchObject({ ok: false, failure: { code: 'whisper-throttled' } });
  expect(asked).toEqual([7]);
});

it('without any answer nobody knows whether it went out', async () => {
  const { end, asked } = asker([]);
  expect(await end).toMatchObject({ ok: false, failure: { code: 'whisper-unsure' } });
  expect(asked).toHaveLength(5);
});
