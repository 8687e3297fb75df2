import { request } from 'node:https';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SimServer } from '../../sim/kit/sim-server';

const sim = new SimServer({
  name: 'kit',
  faults: ['html-503'],
  handle(asked, response) {
    response.end(`${asked.host}${asked.path}`);
  },
});

beforeAll(() => sim.start());
afterAll(() => sim.stop());

function ask(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request(
      {
        host: '127.0.0.1',
        port: sim.port,
        path,
        rejectUnauthorized: false,
        headers: { host: 'www.bungie.net' },
      },
      (answer) => {
        answer.setEncoding('utf8');
        let text = '';
        answer.on('data', (part) => {
          text += part;
        });
        answer.on('end', () => resolve(text));
      },
    )
      .on('error', reject)
      .end();
  });
}

it('answers under a real host name and remembers the request', async () => {
  expect(await ask('/Platform/x/')).toBe('www.bungie.net/Platform/x/');
  expect(sim.log.matching('GET www.bungie.net/Platform/x/')).toHaveLength(1);
});

it('refuses to arm a fault it does not know', () => {
  expect(() => sim.faults.arm({ name: 'html-530' })).toThrow(RangeError);
});

it('moves its clock through the control page', async () => {
  const before = sim.clock.now();
  await fetch(`${sim.controlUrl}/clock`, { method: 'POST', body: JSON.stringify({ advanceMs: 3_600_000 }) });
  expect(sim.clock.now() - before).toBeGreaterThanOrEqual(3_600_000);
});
