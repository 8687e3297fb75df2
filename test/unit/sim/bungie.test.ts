import { beforeEach, describe, expect, it } from 'vitest';
import { type BungieSim, startBungieSim } from '../../sim/bungie/bungie-sim';
import type { SimItem, SimProfile } from '../../sim/bungie/world';
import { simFetch } from '../../sim/kit/client-fetch';
import { BUCKETS } from '../../world/buckets';

/*
 * The simulator against the reference: what it refuses and how. Each test has a world of its own, because moving
 * things is what is tested.
 */

let sim: BungieSim;
let fetcher: typeof fetch;
let token: string;

beforeEach(async () => {
  sim = await startBungieSim();
  fetcher = simFetch({ 'www.bungie.net': sim.port });
  token = await signIn();
  return () => sim.stop();
});

const form = (fields: Record<string, string>): Promise<Response> =>
  fetcher('https://www.bungie.net/Platform/App/OAuth/token/', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
const CONFIDENTIAL = { client_id: '41001', client_secret: 'sim-client-secret' };

async function signIn(account = 'Ikora'): Promise<string> {
  const code = sim.oauth.issueCode(sim.world.account(account).bungieId, '41001');
  const answer = await form({ ...CONFIDENTIAL, grant_type: 'authorization_code', code });
  return ((await answer.json()) as { access_token: string }).access_token;
}

interface Envelope {
  ErrorCode: number;
  ThrottleSeconds: number;
  Response?: Record<string, unknown>;
}

async function call(path: string, body?: object, bearer: string | undefined = token): Promise<Envelope> {
  const answer = await fetcher(`https://www.bungie.net/Platform${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'x-api-key': 'sim-api-key',
      ...(bearer === '' ? {} : { authorization: `Bearer ${bearer}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await answer.json()) as Envelope;
}

const profile = (): SimProfile => sim.world.main('Ikora');
const owned = (name: string): SimItem => {
  const item = sim.world.find('Ikora', name)[0];
  if (item === undefined) throw new Error(`nobody holds ${name}`);
  return item;
};
const characterOf = (classType: number): string =>
  profile().characters.find((one) => one.classType === classType)?.id ?? '';
const TITAN = 0;
const HUNTER = 1;
const WARLOCK = 2;

const act = async (name: string, item: SimItem, classType: number, more: object = {}): Promise<number> =>
  (
    await call(`/Destiny2/Actions/Items/${name}/`, {
      itemReferenceHash: item.hash,
      stackSize: item.id === undefined ? item.quantity : 1,
      itemId: item.id ?? '0',
      characterId: characterOf(classType),
      membershipType: profile().membershipType,
      ...more,
    })
  ).ErrorCode;
const transfer = (item: SimItem, classType: number, transferToVault: boolean, more: object = {}) =>
  act('TransferItem', item, classType, { transferToVault, ...more });

const profileOf = (components: string, bearer = token): Promise<Envelope> =>
  call(
    `/Destiny2/${profile().membershipType}/Profile/${profile().membershipId}/?components=${components}`,
    undefined,
    bearer,
  );

describe('tokens (bungie-api.md 2.3, 2.4)', () => {
  const refused = async (fields: Record<string, string>): Promise<string> =>
    ((await (await form(fields)).json()) as { error_description: string }).error_description;
  const grant = { grant_type: 'authorization_code' };

  it('refuse each wrong request with its own words', async () => {
    const code = sim.oauth.issueCode('19000001', '41001');
    expect(await refused(grant)).toContain('client_id');
    expect(await refused({ ...grant, client_id: 'x' })).toBe('Cannot parse client_id');
    expect(await refused({ ...grant, client_id: '7' })).toBe('ApplicationNotFound');
    expect(await refused({ ...grant, client_id: '41001', client_secret: 'no', code })).toBe(
      'ClientSecretInvalid',
    );
    expect(await refused({ ...grant, client_id: '41002', client_secret: 'any' })).toContain('Public client');
    expect(await refused({ ...CONFIDENTIAL, ...grant, code: 'no' })).toBe('AuthorizationCodeInvalid');
    expect(await refused({ ...CONFIDENTIAL, code })).toContain('grant_type');
  });

  it('let a code be used once, and within ten minutes', async () => {
    const once = { ...CONFIDENTIAL, ...grant, code: sim.oauth.issueCode('19000001', '41001') };
    expect((await form(once)).status).toBe(200);
    expect(await refused(once)).toBe('AuthorizationCodeInvalid');
    const late = sim.oauth.issueCode('19000001', '41001');
    sim.clock.advance(11 * 60_000);
    expect(await refused({ ...CONFIDENTIAL, ...grant, code: late })).toBe('AuthorizationCodeStale');
  });

  it('rotate refresh tokens and give none to a public app', async () => {
    const first = (await (
      await form({ ...CONFIDENTIAL, ...grant, code: sim.oauth.issueCode('19000001', '41001') })
    ).json()) as { refresh_token: string };
    const renew = { ...CONFIDENTIAL, grant_type: 'refresh_token', refresh_token: first.refresh_token };
    expect((await form(renew)).status).toBe(200);
    expect(await refused(renew)).toBe('ProvidedTokenNotValidRefreshToken');
    const open = await form({
      ...grant,
      client_id: '41002',
      code: sim.oauth.issueCode('19000001', '41002'),
    });
    expect(Object.keys((await open.json()) as object)).not.toContain('refresh_token');
  });
});

describe('a profile (bungie-api.md 4.2)', () => {
  it('is cached for half a minute, and cleared by a write unless stale-profile says otherwise', async () => {
    const minted = async () => (await profileOf('100')).Response?.responseMintedTimestamp;
    const first = await minted();
    sim.clock.advance(29_000);
    expect(await minted()).toBe(first);
    sim.clock.advance(2_000);
    const second = await minted();
    expect(second).not.toBe(first);
    sim.clock.advance(1_000);
    sim.faults.arm({ name: 'stale-profile' });
    expect(await transfer(owned('Sunshot'), WARLOCK, false)).toBe(1);
    expect(await minted()).toBe(second);
    sim.faults.disarm();
    expect(await transfer(owned('Sunshot'), WARLOCK, true)).toBe(1);
    expect(await minted()).not.toBe(second);
  });

  it('shows its private parts to its owner only', async () => {
    const vault = async (bearer: string) =>
      ((await profileOf('102', bearer)).Response?.profileInventory as { data?: unknown }).data !== undefined;
    expect(await vault(token)).toBe(true);
    expect(await vault(await signIn('Zavala'))).toBe(false);
    sim.faults.arm({ name: 'silent-expiry', times: 1 });
    expect(await vault(token)).toBe(false);
  });

  it('answers an expired token with code 99, whatever the HTTP status', async () => {
    sim.oauth.expireAccess();
    expect((await call('/User/GetMembershipsForCurrentUser/')).ErrorCode).toBe(99);
    token = await signIn();
    sim.faults.arm({ name: 'expired-99', times: 1 });
    expect((await profileOf('100')).ErrorCode).toBe(99);
  });

  it('is not found under another membership type', async () => {
    expect((await call(`/Destiny2/2/Profile/${profile().membershipId}/?components=100`)).ErrorCode).toBe(
      1601,
    );
  });
});

describe('the game’s rules (bungie-api.md 6.3)', () => {
  it('move between vault and character, and only from where a thing is', async () => {
    const sunshot = owned('Sunshot');
    expect(await transfer(sunshot, TITAN, false)).toBe(1);
    expect(sunshot.owner).toBe(characterOf(TITAN));
    expect(await transfer(sunshot, TITAN, false)).toBe(1623);
    expect(await transfer(sunshot, TITAN, true)).toBe(1);
    expect(sunshot.bucket).toBe(BUCKETS.vault.hash);
  });

  it('refuse a full slot, a full vault, a worn and a bound thing', async () => {
    expect(await transfer(owned('Sunshot'), HUNTER, false)).toBe(1642);
    sim.world.vaultRoom = 1;
    expect(await transfer(owned('Thorn'), TITAN, true)).toBe(1642);
    expect(await transfer(owned('Riskrunner'), TITAN, true)).toBe(1656);
    expect(await transfer(owned('Immovable Keepsake'), TITAN, false)).toBe(1660);
  });

  it('move some pieces of a stack and merge them where one is', async () => {
    const coins = sim.world.find('Ikora', 'Strange Coin');
    const inVault = coins.find((one) => one.bucket === BUCKETS.vault.hash)!;
    expect(await transfer(inVault, TITAN, false, { stackSize: 5 })).toBe(1);
    const left = sim.world.find('Ikora', 'Strange Coin').map((one) => one.quantity);
    expect(left.sort((one, other) => one - other)).toEqual([7, 68]);
    expect(await transfer(inVault, TITAN, false, { stackSize: 99 })).toBe(1622);
  });

  it('swap lock flags of twins only where the world says so', async () => {
    const [worn, carried] = sim.world.find('Ikora', 'Last Hope');
    worn!.locked = true;
    sim.world.lockSwap = true;
    expect(await transfer(carried!, HUNTER, true)).toBe(1);
    expect(carried!.locked).toBe(true);
  });

  it('equip what is carried, fits the class and breaks no exotic rule, outside of activities', async () => {
    expect(await act('EquipItem', owned('Thorn'), TITAN)).toBe(1641);
    expect(await act('EquipItem', owned('Origin Story'), TITAN)).toBe(1);
    expect(await act('EquipItem', owned('Sunshot'), TITAN)).toBe(1623);
    sim.world.inActivity(characterOf(TITAN), true);
    expect(await act('EquipItem', owned('Better Devils'), WARLOCK)).toBe(1);
    expect(await act('EquipItem', owned('Origin Story'), TITAN)).toBe(1671);
  });

  it('equip several with a code for each', async () => {
    const ids = [owned('Origin Story').id, owned('Sunshot').id];
    const answer = await call('/Destiny2/Actions/Items/EquipItems/', {
      itemIds: ids,
      characterId: characterOf(TITAN),
      membershipType: profile().membershipType,
    });
    expect(answer.ErrorCode).toBe(1);
    expect(answer.Response?.equipResults).toEqual([
      { itemInstanceId: ids[0], equipStatus: 1 },
      { itemInstanceId: ids[1], equipStatus: 1623 },
    ]);
    expect(
      (
        await call('/Destiny2/Actions/Items/EquipItems/', {
          itemId: ids[0],
          characterId: characterOf(TITAN),
          membershipType: profile().membershipType,
        })
      ).ErrorCode,
    ).toBe(3);
  });

  it('pull from the postmaster into the owner’s slot', async () => {
    const lost = owned('Antiope-D');
    expect(await act('PullFromPostmaster', lost, TITAN)).toBe(1623);
    expect(await act('PullFromPostmaster', lost, WARLOCK)).toBe(1);
    expect(lost.bucket).toBe(BUCKETS.kinetic.hash);
  });

  it('lock anywhere, with any character of the account', async () => {
    const sunshot = owned('Sunshot');
    expect(await act('SetLockState', sunshot, HUNTER, { state: true })).toBe(1);
    expect(sunshot.locked).toBe(true);
  });

  it('know no foreign character', async () => {
    expect(await act('EquipItem', owned('Thorn'), TITAN, { characterId: '1' })).toBe(1620);
  });
});

describe('limits and bad days', () => {
  it('throttle a player by action (bungie-api.md 3.2)', async () => {
    sim.throttle.on = true;
    const sunshot = owned('Sunshot');
    expect(await transfer(sunshot, TITAN, false)).toBe(1);
    expect(await transfer(sunshot, TITAN, true)).toBe(36);
    expect(await act('SetLockState', sunshot, TITAN, { state: true })).toBe(1);
    sim.clock.advance(100);
    expect(await transfer(sunshot, TITAN, true)).toBe(1);
  });

  it.each([
    ['maintenance', 503, 'SystemDisabled'],
    ['html-503', 503, '<'],
    ['html-200', 200, '<'],
    ['bare-401', 401, '<'],
  ])('%s answers as the service does', async (name, status, text) => {
    sim.faults.arm({ name, times: 1 });
    const answer = await fetcher('https://www.bungie.net/Platform/Destiny2/Manifest/', {
      headers: { 'x-api-key': 'sim-api-key' },
    });
    expect([answer.status, (await answer.text()).includes(text)]).toEqual([status, true]);
  });

  it('slow takes its time, and then answers', async () => {
    sim.faults.arm({ name: 'slow', times: 1, with: { ms: 60 } });
    const since = performance.now();
    expect((await call('/Destiny2/Manifest/')).ErrorCode).toBe(1);
    expect(performance.now() - since).toBeGreaterThan(50);
  });

  it('serves the content file whole and in ranges', async () => {
    const { path, file } = sim.manifest.current;
    const whole = await fetcher(`https://www.bungie.net${path}`);
    expect(whole.headers.get('content-length')).toBe(String(file.length));
    const part = await fetcher(`https://www.bungie.net${path}`, { headers: { range: 'bytes=10-19' } });
    expect(part.status).toBe(206);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(file.subarray(10, 20));
  });

  it('wants a key, and none from the key’s enemies', async () => {
    const bare = await fetcher('https://www.bungie.net/Platform/Destiny2/Manifest/');
    expect(((await bare.json()) as Envelope).ErrorCode).toBe(2102);
    const icon = await fetcher('https://www.bungie.net/common/destiny2_content/icons/x.jpg', {
      headers: { 'x-api-key': 'sim-api-key' },
    });
    expect(icon.status).toBe(400);
  });

  it('refuses to arm a fault it does not have', () => {
    expect(() => sim.faults.arm({ name: 'typo' })).toThrow(RangeError);
  });
});
