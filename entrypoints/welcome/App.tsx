import { useEffect, useRef } from 'preact/hooks';
import { BungieKeys } from '@/components/session/BungieKeys';
import { workInWords } from '@/components/session/choose-face';
import { Button } from '@/components/ui/Button';
import { failureText } from '@/components/ui/failure-text';
import { stepAfter, type WelcomePart, WelcomeSteps } from '@/components/welcome/WelcomeSteps';
import type { Views, WelcomeStep } from '@/lib/messages/views';
import { redirectUrl } from '@/lib/platform/identity';
import { openPopup } from '@/lib/platform/panel';
import { send } from '@/lib/platform/send';
import { watchViews } from '@/lib/storage/view-reader';
import { useLive } from '../options/use-live';

const go = (step: WelcomeStep): void => void send('welcome.at', { step });

/** The welcome page, wired. It resumes where it was left, because the background keeps the step. */
export function App() {
  const views = useLive(watchViews);
  const signedIn = views?.session.state === 'signed-in' && views.session.account !== undefined;
  const before = useRef<boolean | undefined>(undefined);
  const at = views?.welcome.step ?? 'bungie';

  useEffect(() => {
    // Signing in is what the step was for: it goes on by itself, once.
    if (views !== undefined && before.current === false && signedIn && at === 'bungie') go(nextOpen(views));
    if (views !== undefined) before.current = signedIn;
  }, [views, signedIn, at]);

  return (
    <div class="welcome">
      <header>
        <h1>
          <img src="/icon/48.png" alt="" width="36" height="36" /> Welcome to Vault Courier
        </h1>
        <p>
          Your Destiny 2 items in three keystrokes, and item cards and whispers for destiny.gg chat. Each half
          works without the other, every step can be skipped, and everything stays in this browser.
        </p>
      </header>
      <main aria-busy={views === undefined}>
        {views !== undefined && <WelcomeSteps parts={partsFor(views)} at={at} onGo={go} />}
        {at === 'done' && <p role="status">That is all. The icon in your toolbar opens Vault Courier.</p>}
      </main>
      <p class="welcome-end">
        All of it stands in the <a href="options.html">settings</a> too. Keys: press <kbd>?</kbd> in the
        popup.
      </p>
    </div>
  );
}

/** The first step after Bungie's that is not done already. */
function nextOpen(views: Views): WelcomeStep {
  return chatDone(views) === undefined ? stepAfter('bungie') : 'try';
}

function chatDone({ chat }: Views): string | undefined {
  return chat.state === 'open' && chat.nick !== undefined ? `Connected as ${chat.nick}` : undefined;
}

function partsFor(views: Views): WelcomePart[] {
  const { session, keys, manifest, chat } = views;
  const signedIn = session.state === 'signed-in';
  return [
    {
      step: 'bungie',
      title: 'Bungie: your items',
      done: signedIn ? `Signed in as ${session.account?.displayName ?? 'a guardian'}` : undefined,
      content: (
        <>
          <BungieKeys
            keys={keys}
            redirectUrl={redirectUrl()}
            onCopy={(text) => navigator.clipboard.writeText(text)}
            onUse={(typed) => send('keys.use', typed)}
            onForget={() => send('keys.forget', {})}
            onTest={() => send('keys.test', {})}
          />
          {session.state !== 'no-keys' && !signedIn && (
            <Button
              kind="primary"
              disabled={session.signingIn}
              onPress={() => void send('session.signIn', { chooseAccount: false })}
            >
              {session.signingIn ? 'Waiting for Bungie…' : 'Sign in with Bungie'}
            </Button>
          )}
          <p class="problem" role="status">
            {session.problem !== undefined && failureText(session.problem)}
          </p>
        </>
      ),
    },
    {
      step: 'chat',
      title: 'destiny.gg: chat and whispers',
      done: chatDone(views),
      content: (
        <>
          <p>{chatInWords(views)}</p>
          <div class="more-buttons">
            {chatDone(views) === undefined && (
              <a class="btn btn-plain" href="https://www.destiny.gg/login" target="_blank" rel="noreferrer">
                Sign in at destiny.gg
              </a>
            )}
            <Button onPress={() => void send('chat.connect', {})}>Look again</Button>
          </div>
          <p class="problem" role="status">
            {chat.problem !== undefined && failureText(chat.problem)}
          </p>
          <p class="quiet">
            Nothing is ever written to the public chat, and nothing you own is told to the site.
          </p>
        </>
      ),
    },
    {
      step: 'try',
      title: 'Try it',
      done: undefined,
      content: (
        <>
          <p role="status">
            {manifest.work !== undefined
              ? workInWords(manifest.work)
              : manifest.generation !== undefined
                ? 'The game’s item list is read.'
                : 'The game’s item list is read once there are Bungie keys; names and cards come from it.'}
          </p>
          <div class="more-buttons">
            <Button kind="primary" onPress={() => void openPopup()}>
              Open Vault Courier
            </Button>
            <a class="btn btn-plain" href="example.html" target="_blank" rel="noreferrer">
              See an example chat
            </a>
          </div>
          <p class="quiet">Type a few letters of an item, press Enter: it is on your character.</p>
        </>
      ),
    },
  ];
}

function chatInWords({ chat }: Views): string {
  const done = chat.nick;
  if (chat.state === 'open' && done !== undefined)
    return 'Your sign-in was found. Whispers reach you from now on.';
  if (chat.state === 'connecting' || chat.state === 'waiting') return 'Connecting to the chat…';
  return 'Nobody is signed in at destiny.gg in this browser. Item cards work all the same; whispers need you signed in.';
}
