import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { READERS } from '../../../lib/chat/event-readers';
import { type ChatEvent, readFrame, typeOf } from '../../../lib/chat/frame';
import { type DggSim, startDggSim } from '../../sim/dgg/dgg-sim';
import { sessionOf, siteFetch } from '../dgg/dgg-client';
import { type Client, connectClient } from './dgg-client';

/*
 * The simulator against dgg-chat.md: whom it lets in, what it greets with, what it refuses.
 */

let sim: DggSim;
const clients: Client[] = [];

beforeEach(async () => {
  sim = await startDggSim();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.terminate();
  await sim.stop();
});

function connect(options?: Parameters<typeof connectClient>[1]): Client {
  const client = connectClient(sim, options);
  clients.push(client);
  return client;
}

const member = async (nick: string): Promise<Client> => {
  const client = connect({ nick });
  await client.hears('PAIDEVENTS');
  return client;
};

describe('the handshake', () => {
  it('greets a guest and a member in the documented order', async () => {
    const guest = connect();
    await guest.hears('PAIDEVENTS');
    expect(guest.types()).toEqual(['ME', 'NAMES', 'HISTORY', 'PAIDEVENTS']);
    expect(guest.lines[0]).toBe('ME null');
    const member = connect({ nick: 'Normie' });
    expect(await member.hears('ME')).toContain('"nick":"Normie"');
    await guest.hears('JOIN', 'Normie');
  });

  it('refuses a foreign origin', async () => {
    expect((await connect({ origin: 'chrome-extension://abc' }).ended).status).toBe(403);
  });

  it.each([
    ['refuse-403', 403],
    ['refuse-429', 429],
    ['refuse-503', 503],
  ])('%s refuses with its status', async (name, status) => {
    sim.faults.arm({ name, times: 1 });
    expect((await connect().ended).status).toBe(status);
  });

  it('drop-1006 dies before it opens', async () => {
    sim.faults.arm({ name: 'drop-1006', times: 1 });
    expect((await connect().ended).code).toBe(1006);
  });

  it('no-me greets with NAMES first, and so did the server of 2022', async () => {
    sim.faults.arm({ name: 'no-me', times: 1 });
    const first = connect();
    await first.hears('HISTORY');
    expect(first.types()[0]).toBe('NAMES');
    sim.room.order = '2022';
    const old = connect();
    await old.hears('NAMES');
    expect(old.types()).toEqual(['NAMES']);
  });

  it('lets five connections of a user in and tells the sixth', async () => {
    for (let at = 0; at < 5; at += 1) await connect({ nick: 'Normie' }).hears('ME');
    const sixth = connect({ nick: 'Normie' });
    await sixth.hears('ERR', 'toomanyconnections');
    expect((await sixth.ended).code).toBe(1000);
  });
});

describe('what members say', () => {
  it('is heard by all, throttled, not twice the same, and never a guest’s', async () => {
    const guest = connect();
    await guest.hears('ME');
    guest.send('MSG', { data: 'hello' });
    await guest.hears('ERR', 'needlogin');
    const normie = await member('Normie');
    normie.send('MSG', { data: 'hello' });
    await guest.hears('MSG', '"data":"hello"');
    normie.send('MSG', { data: 'again' });
    await normie.hears('ERR', 'throttled');
    sim.clock.advance(2_000);
    normie.send('MSG', { data: 'hello' });
    await normie.hears('ERR', 'duplicate');
    sim.clock.advance(2_000);
    normie.send('MSG', { data: '   ' });
    await normie.hears('ERR', 'invalidmsg');
  });

  it('is refused to the muted and banned, and to plebs in sub mode', async () => {
    const mod = await member('Mod');
    const normie = await member('Normie');
    mod.send('MUTE', { data: 'Normie', duration: 60e9 });
    await normie.hears('MUTE');
    normie.send('MSG', { data: 'one' });
    expect(await normie.hears('ERR', 'muted')).toContain('muteTimeLeft');
    mod.send('UNMUTE', { data: 'Normie' });
    await normie.hears('UNMUTE');
    mod.send('SUBONLY', { data: 'on' });
    await normie.hears('SUBONLY', 'on');
    normie.send('MSG', { data: 'two' });
    await normie.hears('ERR', 'submode');
    mod.send('BAN', { data: 'Normie', reason: 'test' });
    await normie.hears('ERR', 'banned');
    await normie.ended;
    const again = connect({ nick: 'Normie' });
    await again.hears('ERR', 'banned');
    mod.send('UNBAN', { data: 'Normie' });
    await mod.hears('UNBAN');
    const nobody = await member('SubSally');
    nobody.send('BAN', { data: 'Mod', reason: 'x' });
    await nobody.hears('ERR', 'nopermission');
  });

  it('reaches one reader as a whisper, which stays unread until it is opened', async () => {
    const sally = await member('SubSally');
    const guardian = await member('Guardian');
    sally.send('PRIVMSG', { nick: 'Guardian', data: 'raid?' });
    await sally.hears('PRIVMSGSENT');
    expect(await guardian.hears('PRIVMSG')).toContain('"data":"raid?"');
    const ask = siteFetch(sim, sessionOf(sim, 'Guardian'));
    const unread = async (): Promise<number> =>
      (await (await ask('https://www.destiny.gg/api/messages/unread-count')).json()) as number;
    expect(await unread()).toBe(1);
    await ask('https://www.destiny.gg/api/messages/usr/SubSally/inbox');
    expect(await unread()).toBe(0);
    sim.clock.advance(2_000);
    sally.send('PRIVMSG', { nick: 'Nobody', data: 'x' });
    await sally.hears('ERR', 'notfound');
  });

  it('may be a broadcast of an admin', async () => {
    const admin = await member('Admin');
    admin.send('BROADCAST', { data: 'live soon' });
    await admin.hears('BROADCAST', 'live soon');
  });

  it('is answered when it is a PING, and ends the connection when it has no space', async () => {
    const normie = await member('Normie');
    normie.send('PING', { timestamp: 1 });
    await normie.hears('PONG');
    normie.socket.send('{"broken');
    normie.socket.send('MSG {"broken');
    expect((await normie.ended).code).toBe(1000);
  });
});

describe('the site', () => {
  it('http-slow waits and then answers', async () => {
    sim.faults.arm({ name: 'http-slow', times: 1, with: { ms: 60 } });
    const since = performance.now();
    const answer = await siteFetch(sim)('https://www.destiny.gg/api/info/stream');
    expect([answer.status, performance.now() - since > 50]).toEqual([200, true]);
  });

  it('shows a member’s own things to the member only', async () => {
    expect((await siteFetch(sim)('https://www.destiny.gg/api/chat/me')).status).toBe(403);
    const mine = await siteFetch(sim, sessionOf(sim, 'Normie'))('https://www.destiny.gg/api/chat/me');
    expect(await mine.json()).toMatchObject({ nick: 'Normie' });
  });
});

describe('every event', () => {
  it('comes from this server, in a shape that can be read', async () => {
    const admin = await member('Admin');
    const mod = await member('Mod');
    const sally = await member('SubSally');
    const guardian = await member('Guardian');
    const say = async (client: Client, type: string, payload: unknown): Promise<void> => {
      sim.clock.advance(1_000);
      await client.asks(type, payload);
    };
    await say(sally, 'MSG', { data: 'hello' });
    await say(sally, 'PRIVMSG', { nick: 'Guardian', data: 'psst' });
    await say(mod, 'MUTE', { data: 'Normie', duration: 5e9 });
    await say(mod, 'UNMUTE', { data: 'Normie' });
    await say(mod, 'BAN', { nick: 'Normie', reason: 'test', ispermanent: true });
    await say(mod, 'UNBAN', { data: 'Normie' });
    await say(mod, 'SUBONLY', { data: 'on', tier: 2 });
    await say(mod, 'SUBONLY', { data: 'off' });
    await say(mod, 'PIN', { data: 'read this' });
    await say(mod, 'ADDPHRASE', { data: 'spam' });
    await say(mod, 'REMOVEPHRASE', { data: 'spam' });
    await say(mod, 'STARTPOLL', { weighted: true, question: 'raid?', options: ['yes', 'no'], time: 60_000 });
    await say(guardian, 'CASTVOTE', { vote: '1' });
    await say(mod, 'STOPPOLL', {});
    await say(admin, 'BROADCAST', { data: 'live soon' });
    await say(admin, 'RELOADUSERS', {});
    await say(sally, 'DIE', { data: '' });
    await say(sally, 'MSG', { data: 'from the grave' });
    const recipient = { nick: 'Normie', features: [] };
    sim.room.pay('SUBSCRIPTION', 'Normie', { streak: 3 });
    sim.room.pay('GIFTSUB', 'Normie', { recipient, fromMassGift: true });
    sim.room.pay('MASSGIFT', 'Normie', { quantity: 5 });
    sim.room.pay('DONATION', 'Normie', { data: 'gg' });
    sim.room.pay('XPOST', 'Normie', { handle: 'somebody', text: 'new video', url: 'https://x.com/1' });
    for (const what of ['LEAD', 'HOURLY', 'RESET'] as const)
      sim.room.pay(`VESTABOARD_${what}`, 'Normie', { submitter: 'Normie', total: 100, designId: 1 });
    const last = await member('Normie');
    last.socket.close();
    sim.room.reload();
    sim.room.sendRaw('*', 'PING {"data":1}');
    await admin.hears('QUIT', 'Normie');
    sim.room.refresh('SubSally');
    await sally.hears('REFRESH');
    const lines = [admin, mod, sally, guardian].flatMap((client) => client.lines);
    const said = new Set(lines.map(typeOf));
    expect([...Object.keys(READERS), 'PING'].filter((type) => !said.has(type))).toEqual([]);
    const odd = (line: string) => ['unknown', 'broken'].includes(readFrame(line).kind);
    expect(lines.filter(odd)).toEqual([]);
    const kept = lines.map(readFrame).flatMap((event) => ('lines' in event ? event.lines : []));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.filter(odd)).toEqual([]);
  });

  it('stands for newcomers as it is: pin, poll with their vote, event bar, subscriber mode', async () => {
    const mod = await member('Mod');
    const guardian = await member('Guardian');
    await mod.asks('PIN', { data: 'read this' });
    await mod.asks('SUBONLY', { data: 'on', tier: 3 });
    await mod.asks('STARTPOLL', { question: 'raid?', options: ['yes', 'no'] });
    await guardian.asks('CASTVOTE', { vote: '2' });
    const gone = sim.room.pay('DONATION', 'Normie');
    const uuid = sim.room.pay('DONATION', 'SubSally', { data: 'stays' }, 600_000);
    expect((await mod.asks('REMOVEEVENT', { data: gone })).at(-1)).toMatch(/^PAIDEVENTS /);
    const again = connect({ nick: 'Guardian' });
    await again.hears('POLLSTART');
    const events = again.lines.map(readFrame);
    const of = (kind: ChatEvent['kind']) => events.find((event) => event.kind === kind);
    expect(of('pin')).toMatchObject({ text: 'read this', user: { nick: 'Mod' } });
    expect(of('sub-only')).toMatchObject({ on: true, tier: 3, by: undefined });
    expect(of('poll-start')).toMatchObject({ poll: { myVote: 2, votes: 1, lastsMs: 30_000, canVote: true } });
    const bar = of('paid-events');
    expect(bar?.kind === 'paid-events' && bar.lines.map(readFrame)).toMatchObject([{ uuid }]);
    sim.clock.advance(600_001);
    await mod.asks('PIN', { data: '' });
    const late = await member('Guardian');
    expect(late.types()).toEqual(['ME', 'NAMES', 'HISTORY', 'PAIDEVENTS', 'SUBONLY']);
    expect(late.lines[3]).toBe('PAIDEVENTS []');
  });

  it('of a changed nick names the same id, and the next session bears the new one', async () => {
    const guardian = await member('Guardian');
    sim.room.rename('Normie', 'Fancy');
    const { id } = sim.users.get('Fancy')!;
    expect(readFrame(await guardian.hears('UPDATEUSER'))).toMatchObject({ user: { id, nick: 'Fancy' } });
    expect(sim.users.get('Normie')).toBeUndefined();
    const fancy = await member('Fancy');
    expect(await fancy.hears('ME')).toContain('"nick":"Fancy"');
  });

  it('a slow client misses lines without a word', async () => {
    const [slow, quick] = [await member('Guardian'), await member('SubSally')];
    sim.faults.arm({ name: 'lose-line', path: 'Guardian', times: 1 });
    sim.room.say('Normie', 'lost on the way');
    sim.room.say('Normie', 'heard by all');
    await slow.hears('MSG', 'heard by all');
    await quick.hears('MSG', 'lost on the way');
    expect(slow.lines.filter((line) => line.includes('lost on the way'))).toEqual([]);
  });

  it('lose-confirmation: a whisper arrives and its sender is not told', async () => {
    const [sally, guardian] = [await member('SubSally'), await member('Guardian')];
    sim.faults.arm({ name: 'lose-confirmation', times: 1 });
    expect(await sally.asks('PRIVMSG', { nick: 'Guardian', data: 'psst' })).toEqual([]);
    await guardian.hears('PRIVMSG', 'psst');
  });
});

describe('a command', () => {
  const poll = { question: 'raid?', options: ['yes', 'no'] };
  it.each<[string, string, string, object, string]>([
    ['of a moderator by somebody else', 'Normie', 'MUTE', { data: 'SubSally' }, 'nopermission'],
    ['of an admin by a moderator', 'Mod', 'BROADCAST', { data: 'x' }, 'nopermission'],
    ['to reload by a moderator', 'Mod', 'RELOADUSERS', {}, 'nopermission'],
    ['to poll by a member', 'Normie', 'STARTPOLL', poll, 'nopermission'],
    ['to stop no poll', 'Mod', 'STOPPOLL', {}, 'noactivepoll'],
    ['to vote in no poll', 'Normie', 'CASTVOTE', { vote: '1' }, 'noactivepoll'],
    ['to ban without a reason', 'Mod', 'BAN', { nick: 'Normie', reason: '' }, 'needbanreason'],
    ['to ban the protected', 'Mod', 'BAN', { nick: 'Admin', reason: 'x' }, 'cantbanprotected'],
    ['to mute oneself', 'Mod', 'MUTE', { data: 'Mod' }, 'cantbanprotected'],
    ['to mute nobody', 'Mod', 'MUTE', { data: 'Nobody' }, 'notfound'],
    ['to remove no event', 'Mod', 'REMOVEEVENT', { data: 'sim-0' }, 'cantremoveevent'],
    ['to ban an empty phrase', 'Mod', 'ADDPHRASE', { data: ' ' }, 'invalidphrase'],
    ['to free a phrase that is free', 'Mod', 'REMOVEPHRASE', { data: 'spam' }, 'nophrase'],
    ['with a number for a text', 'Mod', 'PIN', { data: 7 }, 'protocolerror'],
    ['with a list for its payload', 'Mod', 'PIN', [], 'protocolerror'],
  ])('%s is refused by name', async (_name, nick, type, payload, description) => {
    const client = await member(nick);
    expect((await client.asks(type, payload)).map(readFrame)).toEqual([{ kind: 'error', description }]);
  });

  it('to poll twice, to vote twice and to ban a phrase twice is refused', async () => {
    const mod = await member('Mod');
    await mod.asks('STARTPOLL', poll);
    await mod.asks('CASTVOTE', { vote: '1' });
    await mod.asks('ADDPHRASE', { data: 'spam' });
    const again = async (type: string, payload: object) => (await mod.asks(type, payload)).map(readFrame);
    expect(await again('STARTPOLL', poll)).toMatchObject([{ description: 'activepoll' }]);
    expect(await again('CASTVOTE', { vote: '2' })).toMatchObject([{ description: 'alreadyvoted' }]);
    expect(await again('ADDPHRASE', { data: 'Spam' })).toMatchObject([{ description: 'duplicatephrase' }]);
    sim.clock.advance(30_000);
    expect(await again('STOPPOLL', {})).toMatchObject([
      { kind: 'poll-stop' },
      { description: 'noactivepoll' },
    ]);
  });

  it('of a banned phrase names the phrase, and one who may not chat is told so', async () => {
    const mod = await member('Mod');
    await mod.asks('ADDPHRASE', { data: 'spam' });
    const normie = await member('Normie');
    const said = async (type: string, payload: object) => (await normie.asks(type, payload)).map(readFrame);
    expect(await said('MSG', { data: 'buy SPAM' })).toMatchObject([
      { description: 'bannedphrase', phrase: 'spam' },
    ]);
    expect(await said('PRIVMSG', { nick: 'Mod', data: 'spam' })).toMatchObject([{ phrase: 'spam' }]);
    sim.users.get('Normie')!.mayChat = false;
    expect(await said('MSG', { data: 'hi' })).toMatchObject([{ description: 'nochatting' }]);
  });
});

describe('the API', () => {
  const ask = async (path: string, nick = '', init?: RequestInit): Promise<unknown> => {
    const answer = await siteFetch(sim, nick === '' ? '' : sessionOf(sim, nick))(
      `https://www.destiny.gg${path}`,
      init,
    );
    return answer.status === 200 ? answer.json() : answer.status;
  };
  const guard = { 'x-csrf-guard': 'YEE' };

  it('keeps settings for a member, up to their size', async () => {
    const pairs = [['ignorenicks', ['Normie']]];
    const post = (body: string) =>
      ask('/api/chat/me/settings', 'Guardian', { method: 'POST', body, headers: guard });
    expect(await post(JSON.stringify(pairs))).toEqual(pairs);
    expect(await post(JSON.stringify(['x'.repeat(65_535)]))).toBe(400);
    expect(await ask('/api/chat/me/settings', 'Guardian')).toEqual(pairs);
    expect(await ask('/api/chat/me/settings', 'Guardian', { method: 'DELETE' })).toEqual([]);
    expect(await ask('/api/chat/me/settings', 'Guardian', { method: 'POST', body: '[]' })).toBe(403);
  });

  it('tells of a ban, of a login key, and of the stream', async () => {
    expect(await ask('/api/chat/me/ban', 'Normie')).toBe('bannotfound');
    sim.users.get('Normie')!.bannedUntilMs = sim.clock.now() + 60_000;
    expect(await ask('/api/chat/me/ban', 'Normie')).toMatchObject({ username: 'Normie' });
    const key = sim.users.addKey('Guardian');
    expect(key).toMatch(/^[A-Za-z0-9]{64}$/);
    expect(await ask(`/api/userinfo?token=${key}`)).toMatchObject({ nick: 'Guardian', status: 'Active' });
    expect(await ask('/api/userinfo?token=no')).toMatchObject({ error: 'fetchuserbytokenfailed' });
    const withKey = connect({ cookie: `authtoken=${key}` });
    expect(await withKey.hears('ME')).toContain('"nick":"Guardian"');
    const both = connect({ cookie: `sid=notvalid12345; authtoken=${key}` });
    expect(await both.hears('ME')).toBe('ME null');
    expect(await ask('/api/info/stream')).toMatchObject({ data: { streams: { youtube: null } } });
    sim.liveSinceMs = sim.clock.now() - 60_000;
    expect(await ask('/api/info/stream')).toMatchObject({
      data: { streams: { youtube: { live: true, duration: 60 } } },
    });
  });

  it('looks somebody up once in ten seconds', async () => {
    sim.room.say('SubSally', 'hey Guardian');
    expect(await ask('/api/chat/mentions?username=Guardian', 'Guardian')).toMatchObject({
      data: [{ nick: 'SubSally', text: 'hey Guardian' }],
    });
    expect(await ask('/api/chat/stalk?username=SubSally', 'Guardian')).toBe(429);
    sim.clock.advance(10_000);
    expect(await ask('/api/chat/stalk?username=SubSally&limit=1', 'Guardian')).toMatchObject({
      data: { nick: 'SubSally', lines: [{ text: 'hey Guardian' }] },
    });
  });

  it('lists conversations unread first, searches them, and reads by 25', async () => {
    for (let at = 0; at < 30; at += 1) sim.whispers.add('SubSally', 'Guardian', `line ${at}`);
    sim.whispers.add('Guardian', 'Normie', 'hello');
    expect(await ask('/api/messages/conversations', 'Guardian')).toMatchObject([
      { user: 'SubSally', unread: '30', message: 'line 29' },
      { user: 'Normie', unread: '0' },
    ]);
    expect(await ask('/api/messages/conversations?search=norm', 'Guardian')).toMatchObject([
      { user: 'Normie' },
    ]);
    expect(await ask('/api/messages/usr/Nobody/inbox', 'Guardian')).toEqual({ error: 'User not found' });
    expect(await ask('/api/messages/unread', 'Guardian')).toMatchObject([
      { username: 'SubSally', unread: '30' },
    ]);
    const page = (await ask('/api/messages/usr/SubSally/inbox?s=25', 'Guardian')) as { message: string }[];
    expect(page.map(({ message }) => message)).toEqual(['line 4', 'line 3', 'line 2', 'line 1', 'line 0']);
    expect(await ask('/api/messages/unread', 'Guardian')).toEqual([]);
  });

  it('sends by the form of the inbox page', async () => {
    const body = new URLSearchParams({ message: ' hello ' });
    body.append('recipients[]', 'Guardian');
    const send = () =>
      ask('/profile/messages/send', 'SubSally', { method: 'POST', body: String(body), headers: guard });
    expect(await send()).toMatchObject({ success: true });
    expect(sim.whispers.unreadOf('Guardian').map(({ text }) => text)).toEqual(['hello']);
    body.append('recipients[]', 'Nobody');
    expect(await send()).toMatchObject({ success: false });
  });
});
