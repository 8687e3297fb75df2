import { useEffect, useRef } from 'preact/hooks';
import { BungieKeys } from '@/components/session/BungieKeys';
import { workInWords } from '@/components/session/choose-face';
import { Button } from '@/components/ui/Button';
import { Filled } from '@/components/ui/Filled';
import { failureText } from '@/components/ui/failure-text';
import { stepAfter, type WelcomePart, WelcomeSteps } from '@/components/welcome/WelcomeSteps';
import { say } from '@/lib/base/words';
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
          <img src="/icon/48.png" alt="" width="36" height="36" /> {say('welcome_title')}
        </h1>
        <p>{say('welcome_intro')}</p>
      </header>
      <main aria-busy={views === undefined}>
        {views !== undefined && <WelcomeSteps parts={partsFor(views)} at={at} onGo={go} />}
        {at === 'done' && <p role="status">{say('welcome_all_done')}</p>}
      </main>
      <p class="welcome-end">
        <Filled
          text={say('welcome_settings_too', { settings: '{settings}', key: '{key}' })}
          parts={{
            settings: <a href="options.html">{say('welcome_settings_link')}</a>,
            key: <kbd>?</kbd>,
          }}
        />
      </p>
    </div>
  );
}

/** The first step after Bungie's that is not done already. */
function nextOpen(views: Views): WelcomeStep {
  return chatDone(views) === undefined ? stepAfter('bungie') : 'try';
}

function chatDone({ chat }: Views): string | undefined {
  return chat.state === 'open' && chat.nick !== undefined
    ? say('welcome_connected_as', { nick: chat.nick })
    : undefined;
}

function partsFor(views: Views): WelcomePart[] {
  const { session, keys, manifest, chat } = views;
  const signedIn = session.state === 'signed-in';
  return [
    {
      step: 'bungie',
      title: say('welcome_bungie_title'),
      done: signedIn
        ? say('welcome_signed_in_as', { name: session.account?.displayName ?? say('welcome_a_guardian') })
        : undefined,
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
              {session.signingIn ? say('ui_waiting_for_bungie') : say('ui_sign_in_bungie')}
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
      title: say('welcome_chat_title'),
      done: chatDone(views),
      content: (
        <>
          <p>{chatInWords(views)}</p>
          <div class="more-buttons">
            {chatDone(views) === undefined && (
              <a class="btn btn-plain" href="https://www.destiny.gg/login" target="_blank" rel="noreferrer">
                {say('welcome_chat_sign_in')}
              </a>
            )}
            <Button onPress={() => void send('chat.connect', {})}>{say('ui_look_again')}</Button>
          </div>
          <p class="problem" role="status">
            {chat.problem !== undefined && failureText(chat.problem)}
          </p>
          <p class="quiet">{say('welcome_chat_promise')}</p>
        </>
      ),
    },
    {
      step: 'try',
      title: say('welcome_try_title'),
      done: undefined,
      content: (
        <>
          <p role="status">
            {manifest.work !== undefined
              ? workInWords(manifest.work)
              : manifest.generation !== undefined
                ? say('welcome_list_read')
                : say('welcome_list_waits')}
          </p>
          <div class="more-buttons">
            <Button kind="primary" onPress={() => void openPopup()}>
              {say('welcome_open_popup')}
            </Button>
            <a class="btn btn-plain" href="example.html" target="_blank" rel="noreferrer">
              {say('welcome_see_example')}
            </a>
          </div>
          <p class="quiet">{say('welcome_try_help')}</p>
        </>
      ),
    },
  ];
}

function chatInWords({ chat }: Views): string {
  const done = chat.nick;
  if (chat.state === 'open' && done !== undefined) return say('welcome_chat_found');
  if (chat.state === 'connecting' || chat.state === 'waiting') return say('chat_connecting');
  return say('welcome_chat_nobody');
}
