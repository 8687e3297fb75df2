import type { ServerResponse } from 'node:http';

const NAMES: Readonly<Record<number, [name: string, message: string]>> = {
  1: ['Success', 'Ok'],
  5: ['SystemDisabled', 'This system is temporarily disabled for maintenance.'],
  7: ['ParameterParseFailure', 'Unable to parse your parameters.'],
  18: ['InvalidParameters', 'Invalid parameters.'],
  21: ['NotFound', 'Not found.'],
  36: ['ThrottleLimitExceededMomentarily', 'Too many requests.'],
  51: ['PerEndpointRequestThrottleExceeded', 'Too many requests.'],
  99: ['WebAuthRequired', 'Please sign-in to continue.'],
  217: ['UserCannotResolveCentralAccount', 'No such account.'],
  1601: ['DestinyAccountNotFound', 'We were unable to find your Destiny account information.'],
  1618: ['DestinyUnexpectedError', 'An unexpected error has occurred.'],
  1620: ['DestinyCharacterNotFound', 'We could not find that character.'],
  1622: ['DestinyInvalidRequest', 'That is not possible.'],
  1623: ['DestinyItemNotFound', 'The item requested was not found.'],
  1627: ['DestinyVendorNotFound', 'We were unable to find that vendor.'],
  1638: ['DestinyItemFailedLevelCheck', 'Your level is too low.'],
  1639: ['DestinyItemFailedUnlockCheck', 'Your class cannot use this.'],
  1640: ['DestinyItemUnequippable', 'This item cannot be equipped now.'],
  1641: ['DestinyItemUniqueEquipRestricted', 'You may only equip one exotic of this kind.'],
  1642: ['DestinyNoRoomInDestination', 'There are no item slots available to transfer this item.'],
  1656: ['DestinyCannotPerformActionOnEquippedItem', 'You cannot transfer an equipped item.'],
  1660: ['DestinyItemNotTransferrable', 'This item cannot be transferred.'],
  1671: ['DestinyCannotPerformActionAtThisLocation', 'This action is not possible here.'],
  1673: ['DestinyItemNotTransferrableHasSideEffects', 'This item must be taken in the game.'],
  2101: ['ApiInvalidOrExpiredKey', 'The API key is not valid.'],
  2102: ['ApiKeyMissingFromRequest', 'An API key is required.'],
  2107: ['OriginHeaderDoesNotMatchKey', 'The Origin header does not match this key.'],
};

/** A refusal of the game or platform by its code. */
export class Refusal extends Error {
  readonly code: number;
  readonly seconds: number;

  constructor(code: number, seconds = 0) {
    super(`${code} ${NAMES[code]?.[0] ?? 'Error'}`);
    this.code = code;
    this.seconds = seconds;
  }
}

/** HTTP status by code as seen in the wild: parameters 400, maintenance 503, everything else 500 (bungie-api.md 3.1). */
function statusOf(code: number): number {
  if (code === 1) return 200;
  if (code === 7 || code === 18) return 400;
  return code === 5 ? 503 : 500;
}

/** Bungie's envelope (bungie-api.md 3.1). */
export function envelope(code: number, value?: unknown, seconds = 0, message?: string): string {
  const [status, words] = NAMES[code] ?? ['Unknown', 'Something new happened.'];
  return JSON.stringify({
    ...(value === undefined ? {} : { Response: value }),
    ErrorCode: code,
    ThrottleSeconds: seconds,
    ErrorStatus: status,
    Message: message ?? words,
    MessageData: {},
  });
}

export function answer(response: ServerResponse, code: number, value?: unknown, seconds = 0): void {
  json(response, statusOf(code), envelope(code, value, seconds));
}

export function json(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(body);
}

/** What www.bungie.net shows people instead of data. */
export function html(response: ServerResponse, status: number, title: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><html lang="en"><title>${title}</title><h1>${title}</h1></html>`);
}
