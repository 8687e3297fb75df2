import type { ServerResponse } from 'node:http';
import type { SimClock } from '../kit/clock';
import type { Faults } from '../kit/faults';
import type { SimRequest } from '../kit/sim-server';
import { equip, equipLoadout, equipSeveral, pullFromPostmaster, setLock, transfer } from './actions';
import { answer, html, Refusal } from './envelope';
import { itemParts } from './item-reply';
import type { ManifestHost } from './manifest-host';
import type { OAuthState } from './oauth';
import { ProfileCache, visibleParts } from './profile';
import type { Throttle } from './throttle';
import type { SimAccount, SimProfile, World } from './world';

export interface PlatformDeps {
  world: World;
  oauth: OAuthState;
  throttle: Throttle;
  manifest: ManifestHost;
  faults: Faults;
  clock: SimClock;
}

const ACTIONS: Readonly<
  Record<string, (world: World, profile: SimProfile, body: Record<string, unknown>) => unknown>
> = {
  TransferItem: transfer,
  PullFromPostmaster: pullFromPostmaster,
  EquipItem: equip,
  EquipItems: equipSeveral,
  SetLockState: setLock,
  EquipLoadout: equipLoadout,
};

/** Everything below /Platform but the token endpoint. A new endpoint is one more line in `route`. */
export function platform(deps: PlatformDeps) {
  const { world, oauth, faults, clock } = deps;
  const cache = new ProfileCache();

  function caller(request: SimRequest): SimAccount | undefined {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const holder = oauth.holder(token);
    return holder === undefined ? undefined : world.byBungieId(holder.bungieId);
  }

  function signedIn(request: SimRequest): SimAccount {
    const account = caller(request);
    if (account === undefined || faults.take('expired-99', whereOf(request)) !== undefined)
      throw new Refusal(99);
    return account;
  }

  function checkApp(request: SimRequest): void {
    const key = request.headers['x-api-key'];
    if (key === undefined) throw new Refusal(2102);
    const app = oauth.apps.find((one) => one.apiKey === key);
    if (app === undefined) throw new Refusal(2101);
    const { origin } = request.headers;
    if (
      origin !== undefined &&
      app.originHeader !== undefined &&
      app.originHeader !== '*' &&
      origin !== app.originHeader
    ) {
      throw new Refusal(2107);
    }
  }

  function profileReply(request: SimRequest, type: number, id: string): unknown {
    const profile = world.profile(id);
    if (profile === undefined || profile.membershipType !== type) throw new Refusal(1601);
    if (profile.error !== undefined) throw new Refusal(profile.error);
    const where = whereOf(request);
    if (faults.take('expired-99', where) !== undefined) throw new Refusal(99);
    const poorer = faults.take('silent-expiry', where) !== undefined;
    const owner = !poorer && (caller(request)?.profiles.includes(profile) ?? false);
    const components = request.query.get('components') ?? '';
    if (!/^\d+(,\d+)*$/.test(components)) throw new Refusal(7);
    const asked = components.split(',').map(Number);
    const older = faults.take('flip-flop-profile', where) !== undefined;
    const minted = cache.read(profile, world, clock.now(), older);
    return visibleParts(minted, asked, owner);
  }

  function itemReply(request: SimRequest, id: string, instanceId: string): unknown {
    const profile = world.profile(id);
    const item = profile?.items.find((one) => one.id === instanceId);
    if (item === undefined) throw new Refusal(1623);
    const owner = caller(request)?.profiles.some((one) => one === profile) ?? false;
    const components = request.query.get('components') ?? '';
    if (!/^\d+(,\d+)*$/.test(components)) throw new Refusal(7);
    return itemParts(item, world, components.split(',').map(Number), owner);
  }

  function act(request: SimRequest, name: string): unknown {
    const account = signedIn(request);
    const refused = deps.throttle.refuses(account.bungieId, name);
    if (refused !== undefined) throw new Refusal(refused, 1);
    const body = parseBody(request.body);
    // Actions name no membership id: the token's account and the type decide.
    const profile =
      account.profiles.find((one) => one.membershipType === body.membershipType && !one.overridden) ??
      account.profiles[0];
    const run = ACTIONS[name];
    if (profile === undefined || run === undefined) throw new Refusal(21);
    const done = run(world, profile, body);
    if (faults.take('stale-profile', whereOf(request)) === undefined) cache.clear(profile);
    return done ?? 0;
  }

  function route(request: SimRequest): unknown {
    const { method, path } = request;
    const at = path.slice('/Platform'.length);
    if (method === 'GET' && at === '/Destiny2/Manifest/') return deps.manifest.answer();
    if (method === 'GET' && at === '/User/GetMembershipsForCurrentUser/')
      return memberships(signedIn(request));
    const linked = /^\/Destiny2\/(\d+)\/Profile\/(\d+)\/LinkedProfiles\/$/.exec(at);
    if (method === 'GET' && linked !== null) return linkedProfiles(world, linked[2] ?? '');
    const item = /^\/Destiny2\/(\d+)\/Profile\/(\d+)\/Item\/(\d+)\/$/.exec(at);
    if (method === 'GET' && item !== null) return itemReply(request, item[2] ?? '', item[3] ?? '');
    const profile = /^\/Destiny2\/(\d+)\/Profile\/(\d+)\/$/.exec(at);
    if (method === 'GET' && profile !== null)
      return profileReply(request, Number(profile[1]), profile[2] ?? '');
    const action = /^\/Destiny2\/Actions\/(?:Items|Loadouts)\/(\w+)\/$/.exec(at);
    if (method === 'POST' && action !== null) return act(request, action[1] ?? '');
    throw new Refusal(21);
  }

  /** Bungie's gate sometimes refuses a token that ran out before any endpoint sees it, also those that work without one. */
  function refusedAtTheGate(request: SimRequest): boolean {
    if (request.headers.authorization === undefined || caller(request) !== undefined) return false;
    return faults.take('dead-token-401', whereOf(request)) !== undefined;
  }

  return (request: SimRequest, response: ServerResponse): void => {
    try {
      checkApp(request);
      if (refusedAtTheGate(request)) return html(response, 401, 'Unauthorized');
      answer(response, 1, route(request));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      request.log.note = String(error.code);
      answer(response, error.code, undefined, error.seconds);
    }
  };
}

const whereOf = ({ host, path }: SimRequest): string => `${host}${path}`;

function parseBody(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null) return body as Record<string, unknown>;
  } catch {
    // Falls through to the same refusal as a body of another shape.
  }
  throw new Refusal(7);
}

function card(profile: SimProfile): Record<string, unknown> {
  return {
    membershipType: profile.membershipType,
    membershipId: profile.membershipId,
    displayName: profile.displayName,
    bungieGlobalDisplayName: profile.displayName,
    bungieGlobalDisplayNameCode: profile.code,
    crossSaveOverride: profile.crossSaveOverride,
    applicableMembershipTypes: profile.applicable,
    isPublic: true,
    iconPath: '/img/theme/bungienet/icons/steamLogo.png',
  };
}

function memberships(account: SimAccount): Record<string, unknown> {
  return {
    destinyMemberships: account.profiles.map((profile) => ({
      ...card(profile),
      LastSeenDisplayName: profile.displayName,
      LastSeenDisplayNameType: profile.membershipType,
    })),
    bungieNetUser: {
      membershipId: account.bungieId,
      uniqueName: `${account.name}#0042`,
      displayName: account.name,
    },
  };
}

function linkedProfiles(world: World, bungieId: string): Record<string, unknown> {
  const account = world.byBungieId(bungieId);
  if (account === undefined) throw new Refusal(217);
  return {
    profiles: account.profiles.filter(isWhole).map((profile) => ({
      ...card(profile),
      dateLastPlayed: profile.dateLastPlayed,
      isOverridden: profile.overridden,
      isCrossSavePrimary: !profile.overridden && profile.crossSaveOverride !== 0,
    })),
    bnetMembership: { membershipType: 254, membershipId: bungieId, displayName: account.name },
    profilesWithErrors: account.profiles
      .filter((profile) => !isWhole(profile))
      .map((profile) => ({ errorCode: profile.error, infoCard: card(profile) })),
  };
}

const isWhole = (profile: SimProfile): boolean => profile.error === undefined;
