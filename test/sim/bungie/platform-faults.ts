import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Faults } from '../kit/faults';
import type { Gate } from '../kit/gate';
import type { SimRequest } from '../kit/sim-server';
import { answer, envelope, html, json } from './envelope';
import type { TokenReply } from './oauth';

/** Every switch by name; README.md tells what each does. */
export const FAULTS = [
  'maintenance',
  'html-503',
  'html-200',
  'empty-200',
  'cut-body',
  'stall',
  'drop',
  'drop-after-write',
  'slow',
  'error-code',
  'oauth-shape-400',
  'redirect-elsewhere',
  'throttle',
  'bare-401',
  'dead-token-401',
  'silent-expiry',
  'expired-99',
  'stale-profile',
  'flip-flop-profile',
  'token-cut',
  'token-html',
  'token-drop',
  'token-system-disabled',
  'token-drop-after-rotation',
  'token-slow',
  'token-error',
  'redirect-without-state',
  'redirect-wrong-state',
  'redirect-error',
  'manifest-404',
  'manifest-slow',
  'manifest-html',
  'manifest-cut',
  'manifest-cut-close',
  'manifest-flip-byte',
  'manifest-not-sqlite',
  'manifest-stall',
] as const;

/** Runs a platform call, or lets an armed fault strike in its place. */
export async function strikePlatform(
  request: SimRequest,
  response: ServerResponse,
  { faults, gate }: { faults: Faults; gate: Gate },
  serve: () => void,
): Promise<void> {
  const where = `${request.host}${request.path}`;
  if ((await gate.pass('before', where)) === 'drop') return void response.destroy();
  holdAnswer(response, gate.pass.bind(gate, 'after', where));
  const take = (name: (typeof FAULTS)[number]) => faults.take(name, where);
  if (take('drop')) return void response.destroy();
  if (take('stall')) return;
  const slow = take('slow');
  if (slow !== undefined) await wait(Number(slow.with?.ms ?? 1000));
  if (take('maintenance')) return answer(response, 5);
  if (take('html-503')) return html(response, 503, 'Bungie.net is down for maintenance');
  if (take('html-200')) return html(response, 200, 'Bungie.net');
  if (take('empty-200')) return json(response, 200, '');
  if (take('bare-401')) return html(response, 401, 'Unauthorized');
  if (take('oauth-shape-400'))
    return json(response, 400, '{"error":"server_error","error_description":"SystemDisabled"}');
  if (take('redirect-elsewhere')) {
    response.writeHead(302, { location: 'https://elsewhere.example/' }).end();
    return;
  }
  const throttled = take('throttle');
  if (throttled !== undefined)
    return answer(
      response,
      Number(throttled.with?.code ?? 36),
      undefined,
      Number(throttled.with?.seconds ?? 10),
    );
  const coded = take('error-code');
  if (coded !== undefined) {
    const { code = 1618, http = 500, message } = coded.with ?? {};
    return json(
      response,
      Number(http),
      envelope(Number(code), undefined, 0, message === undefined ? undefined : String(message)),
    );
  }
  const cut = take('cut-body');
  const lost = request.method === 'POST' ? take('drop-after-write') : undefined;
  if (cut === undefined && lost === undefined) return serve();
  // The call is carried out; only its answer suffers.
  const end = response.end.bind(response);
  response.end = ((body?: unknown) => {
    if (lost !== undefined) {
      // Headers first: Chromium sends a request anew by itself when a kept connection dies before the first byte.
      response.flushHeaders();
      setTimeout(() => response.destroy(), 20);
      return response;
    }
    const text = String(body ?? '');
    if (!response.headersSent) response.writeHead(200);
    response.write(text.slice(0, Math.floor(text.length / 2)), () => response.destroy());
    return response;
  }) as typeof end;
  serve();
}

/** Lets the gate decide over an answer whose request was carried out. */
function holdAnswer(response: ServerResponse, pass: () => Promise<'release' | 'drop'>): void {
  const end = response.end.bind(response);
  response.end = ((body?: unknown) => {
    void pass().then((verdict) => (verdict === 'drop' ? response.destroy() : end(body)));
    return response;
  }) as typeof end;
}

/** The same for the token endpoint. */
export async function strikeToken(
  request: SimRequest,
  response: ServerResponse,
  { faults, gate }: { faults: Faults; gate: Gate },
  exchange: () => TokenReply,
  serve: () => void,
): Promise<void> {
  const where = `${request.host}${request.path}`;
  if ((await gate.pass('before', where)) === 'drop') return void response.destroy();
  holdAnswer(response, gate.pass.bind(gate, 'after', where));
  const slow = faults.take('token-slow', where);
  if (slow !== undefined) await wait(Number(slow.with?.ms ?? 1000));
  if (faults.take('token-system-disabled', where)) {
    return json(response, 400, '{"error":"server_error","error_description":"SystemDisabled"}');
  }
  if (faults.take('token-drop', where)) return void response.destroy();
  const page = faults.take('token-html', where);
  if (page !== undefined) return html(response, Number(page.with?.http ?? 200), 'Bungie.net');
  const named = faults.take('token-error', where);
  if (named !== undefined) {
    const {
      error = 'invalid_grant',
      description = 'AuthorizationRecordRevoked',
      http = 400,
    } = named.with ?? {};
    return json(response, Number(http), JSON.stringify({ error, error_description: description }));
  }
  if (faults.take('token-drop-after-rotation', where)) {
    exchange();
    response.destroy();
    return;
  }
  if (faults.take('token-cut', where)) {
    const text = JSON.stringify(exchange().body);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(text.slice(0, Math.floor(text.length / 2)));
    return;
  }
  serve();
}
