import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { say } from '../../lib/base/words';
import { WELCOME_STEPS, type WelcomeStep } from '../../lib/messages/views';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';

export interface WelcomePart {
  step: Exclude<WelcomeStep, 'done'>;
  title: string;
  /** What is so already: "Signed in as Ikora#0042". */
  done: string | undefined;
  content: ComponentChildren;
}

export interface WelcomeStepsProps {
  parts: readonly WelcomePart[];
  /** The one that is open. */
  at: WelcomeStep;
  onGo(step: WelcomeStep): void;
}

/** The step after this one. */
export function stepAfter(step: WelcomeStep): WelcomeStep {
  return WELCOME_STEPS[WELCOME_STEPS.indexOf(step) + 1] ?? 'done';
}

/** Steps of which one is open; each can be skipped and opened again. */
export function WelcomeSteps({ parts, at, onGo }: WelcomeStepsProps) {
  const open = useRef<HTMLHeadingElement>(null);
  const before = useRef(at);
  useEffect(() => {
    // Whoever goes on by keyboard or ear goes on where the next step begins; the first drawing leaves the focus alone.
    if (before.current !== at) open.current?.focus();
    before.current = at;
  }, [at]);
  return (
    <ol class="welcome-steps">
      {parts.map(({ step, title, done, content }, index) => (
        <li key={step} class={`welcome-step${step === at ? ' welcome-open' : ''}`} data-step={step}>
          <div class="welcome-head">
            <span class={`welcome-mark${done === undefined ? '' : ' welcome-done'}`} aria-hidden="true">
              {done === undefined ? index + 1 : <Icon name="check" size={14} />}
            </span>
            <h2 tabIndex={-1} ref={step === at ? open : null}>
              {title}
              {done !== undefined && <small>{done}</small>}
            </h2>
            {step !== at && (
              <Button
                kind="link"
                name={say('welcome_open_label', { step: title })}
                onPress={() => onGo(step)}
              >
                {say('welcome_open')}
              </Button>
            )}
          </div>
          {step === at && (
            <div class="welcome-body">
              {content}
              <div class="welcome-foot">
                <Button onPress={() => onGo(stepAfter(step))}>
                  {say(
                    step === 'try' ? 'welcome_finish' : done === undefined ? 'welcome_skip' : 'welcome_go_on',
                  )}
                </Button>
              </div>
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}
