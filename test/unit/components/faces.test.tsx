// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { HitList } from '@/components/inventory/HitList';
import { SearchBox } from '@/components/inventory/SearchBox';
import { VaultSection } from '@/components/inventory/VaultSection';
import { AccountSwitcher } from '@/components/session/AccountSwitcher';
import { chooseBanner, chooseFace } from '@/components/session/choose-face';
import { MorePanel } from '@/components/session/MorePanel';
import { NoKeysFace } from '@/components/session/NoKeysFace';
import { SignInFace } from '@/components/session/SignInFace';
import { Banner } from '@/components/ui/Banner';
import { Toast } from '@/components/ui/Toast';
import { fail } from '@/lib/base/outcome';
import { NO_MARKS } from '@/lib/inventory/marks';
import { INITIAL_VIEWS, type Views } from '@/lib/messages/views';
import { item, picture, TITAN } from '../builders/picture';
import { button, mount, words } from './mount';

const NOW = new Date(2026, 5, 30, 20, 20).getTime();
const held = picture([item('Sunshot')], { readAtMs: new Date(2026, 5, 30, 20, 14).getTime() });
const signedIn: Views['session'] = {
  state: 'signed-in',
  signingIn: false,
  choices: [],
  recent: [],
  account: held.account,
};
const views = (change: Partial<Views> = {}): Views => ({ ...INITIAL_VIEWS, session: signedIn, ...change });
const failed = (code: Parameters<typeof fail>[0], facts = {}) => fail(code, facts).failure;

describe('which face', () => {
  it.each([
    ['nothing read yet', undefined, undefined, 'reading'],
    ['no keys', views({ session: { ...signedIn, state: 'no-keys' } }), undefined, 'no-keys'],
    ['signed out', INITIAL_VIEWS, undefined, 'sign-in'],
    ['signed in, nothing yet', views(), undefined, 'loading'],
    [
      'first read failed',
      views({ profile: { refreshing: false, problem: failed('offline') } }),
      undefined,
      'failed',
    ],
    ['signed out with a kept picture', INITIAL_VIEWS, held, 'items'],
  ] as const)('%s', (_, seen, kept, face) => {
    expect(chooseFace(seen, kept)).toBe(face);
  });
});

describe('which banner', () => {
  const text = (seen: Views, unknown = 0) => chooseBanner(seen, held, unknown, NOW)?.text;
  it('is none when all is well', () => {
    expect(text(views())).toBeUndefined();
  });
  it.each([
    ['offline', /^Bungie cannot be reached\. You see your items as of 0?8:14.PM|20:14/],
    ['maintenance', /down for maintenance/],
    ['profile-private', /did not show your vault: sign in again/],
    ['throttled', /slow down/],
  ] as const)('keeps the picture and tells why it is old: %s', (code, expected) => {
    expect(text(views({ profile: { refreshing: false, problem: failed(code) } }))).toMatch(expected);
  });
  it('offers to sign in over a kept picture', () => {
    const banner = chooseBanner(INITIAL_VIEWS, held, 0, NOW);
    expect(banner?.button).toEqual({ label: 'Sign in', deed: 'sign-in' });
  });
  it('tells how far the item list is', () => {
    const work = { phase: 'reading', done: 12_000, total: 36_680 } as const;
    expect(text(views({ manifest: { work } }))).toBe('Reading the game’s item list… 12,000 of 36,680 items');
    const bytes = { phase: 'downloading', done: 42_100_000, total: 107_000_000 } as const;
    const banner = chooseBanner(views({ manifest: { work: bytes } }), held, 0, NOW);
    expect(banner?.text).toBe('Fetching the game’s item list… 42 of 107 MB');
    expect(banner?.progress).toBeCloseTo(0.393, 2);
  });
  it('counts things newer than the item list', () => {
    expect(text(views(), 3)).toBe('3 items are newer than our item list.');
  });
});

describe('faces', () => {
  it('signs in on a press, and tells what went wrong last time', () => {
    const onSignIn = vi.fn();
    const root = mount(
      <SignInFace
        session={{ ...INITIAL_VIEWS.session, problem: failed('sign-in-cancelled') }}
        onSignIn={onSignIn}
        onChoose={vi.fn()}
      />,
    );
    button(root, 'Sign in with Bungie').click();
    expect(onSignIn).toHaveBeenCalledOnce();
    expect(words(root)).toContain('closed before Bungie let us in');
  });

  const used = { ...held.account, displayName: 'Zavala#0042', bungieMembershipId: '19', usedAtMs: 1 };

  it('offers the accounts used before to somebody who signed out', () => {
    const onChoose = vi.fn();
    const session = { ...INITIAL_VIEWS.session, recent: [used] };
    const root = mount(<SignInFace session={session} onSignIn={vi.fn()} onChoose={onChoose} />);
    button(root, 'Zavala#0042, Steam').click();
    expect(onChoose).toHaveBeenCalledWith(used.membershipId);
  });

  it('lists the own accounts first and each account once', () => {
    const own = { ...held.account, lastPlayedMs: 1 };
    const other = { ...used, membershipId: '42' as typeof used.membershipId };
    const session = { ...signedIn, choices: [own], recent: [used, other] };
    const root = mount(<AccountSwitcher session={session} onChoose={vi.fn()} />);
    expect([...root.querySelectorAll('b')].map((one) => one.textContent)).toEqual([
      held.account.displayName,
      'Zavala#0042',
    ]);
    expect([...root.querySelectorAll('input')].map((one) => one.checked)).toEqual([true, false]);
  });

  it('waits for the sign-in window', () => {
    const root = mount(
      <SignInFace
        session={{ ...INITIAL_VIEWS.session, signingIn: true }}
        onSignIn={vi.fn()}
        onChoose={vi.fn()}
      />,
    );
    expect(words(root)).toContain('Waiting for Bungie');
    expect(root.querySelector('button')).toBeNull();
  });

  it('tells that there are no keys, and where they go', () => {
    const root = mount(<NoKeysFace />);
    expect(words(root)).toContain('Bungie');
    expect(root.querySelector('a')?.getAttribute('href')).toBe('welcome.html');
  });

  it('says that nothing has that name', () => {
    const root = mount(
      <HitList
        picture={held}
        typed="<b>qq</b>"
        hits={[]}
        selected={undefined}
        deeds={{ others: [] }}
        expanded={false}
        details={null}
        pending={new Set()}
        book={NO_MARKS}
        onMove={vi.fn()}
        onLock={vi.fn()}
        onExpand={vi.fn()}
      />,
    );
    expect(root.querySelector('h2')?.textContent).toBe('No item called “<b>qq</b>”');
  });

  it('shows an empty vault as empty', () => {
    const none = new Set<never>();
    const marks = { open: undefined, pending: none, details: null, marked: none, book: NO_MARKS };
    const root = mount(<VaultSection vault={{ groups: [], count: 0, capacity: 1300 }} marks={marks} />);
    expect(words(root)).toBe('Vault0 of 1,300The vault is empty.');
  });

  it('shows the age by a dot and in words once it is old', () => {
    const onAge = vi.fn();
    const props = {
      typed: '',
      activeId: undefined,
      expanded: false,
      onType: vi.fn(),
      inputRef: null,
      mintedAtMs: NOW - 40_000,
      onAge,
    };
    const fresh = mount(<SearchBox {...props} readAtMs={NOW - 12_000} refreshing={false} nowMs={NOW} />);
    expect(words(fresh)).toBe('10 s');
    fresh.querySelector<HTMLElement>('.age')?.click();
    // From when Bungie's copy is, not from when we got it.
    expect(onAge.mock.calls[0]?.[0]).toMatch(/^Bungie’s data is from \d/);
    const old = mount(<SearchBox {...props} readAtMs={held.readAtMs} refreshing={false} nowMs={NOW} />);
    expect(words(old)).toMatch(/^data from (20:14|0?8:14.PM)$/);
    expect(old.querySelector('.dot-old')).not.toBeNull();
  });

  it('speaks through one status line that is always there', () => {
    const silent = mount(<Toast note={undefined} hint="Type a name" />);
    expect(silent.querySelector('[role=status]')?.textContent).toBe('');
    const onPress = vi.fn();
    const note = { tone: 'done', text: 'Sunshot is on your Titan', name: 'Sunshot' } as const;
    const root = mount(<Toast note={{ ...note, buttons: [{ label: 'Undo', onPress }] }} hint="" />);
    expect(words(root.querySelector('[role=status]'))).toBe('Sunshot is on your Titan');
    expect(root.querySelector('b')?.textContent).toBe('Sunshot');
    button(root, 'Undo').click();
    expect(onPress).toHaveBeenCalledOnce();
  });

  it('acts from the banner', () => {
    const onDeed = vi.fn();
    const note = { tone: 'warning', text: 'Gone', button: { label: 'Try again', deed: 'refresh' } } as const;
    button(mount(<Banner note={note} onDeed={onDeed} />), 'Try again').click();
    expect(onDeed).toHaveBeenCalledWith('refresh');
  });

  it('switches accounts, checks the item list and signs out under More', () => {
    const second = {
      ...held.account,
      membershipId: '42' as typeof held.account.membershipId,
      displayName: 'Other',
    };
    const calls = {
      onSignIn: vi.fn(),
      onSignOut: vi.fn(),
      onChooseAccount: vi.fn(),
      onCheckManifest: vi.fn(),
      onOpenPanel: vi.fn(),
      onSettings: vi.fn(),
      onForget: vi.fn(),
    };
    const gun = item('Sunshot');
    const later = {
      membershipId: held.account.membershipId,
      item: gun.key,
      itemName: gun.name,
      characterId: TITAN,
      untilMs: NOW,
      nextAtMs: NOW,
      tries: 0,
    };
    const choices = [held.account, second].map((one) => ({ ...one, lastPlayedMs: 1 }));
    const root = mount(
      <MorePanel
        session={{ ...signedIn, choices }}
        manifest={{ generation: 'x', items: 36_680 }}
        settings={{ moveOthers: true }}
        waiting={[later]}
        moves={null}
        nowMs={NOW}
        {...calls}
      />,
    );
    root.querySelectorAll<HTMLInputElement>('input[type=radio]')[1]?.click();
    expect(calls.onChooseAccount).toHaveBeenCalledWith('42');
    button(root, 'Check now').click();
    expect(calls.onCheckManifest).toHaveBeenCalledWith(false);
    root.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
    expect(calls.onSettings).toHaveBeenCalledWith(false);
    root.querySelector<HTMLElement>('[aria-label="Do not put Sunshot on"]')?.click();
    expect(calls.onForget).toHaveBeenCalledWith(later);
    button(root, 'Sign out').click();
    expect(calls.onSignOut).toHaveBeenCalledOnce();
    expect(words(root)).toContain('36,680 items');
  });
});
