import { Component, type ComponentChildren } from 'preact';
import { say } from '../../lib/base/words';
import { Button } from './Button';
import { EmptyState } from './EmptyState';

export interface FenceProps {
  /** The feature, as the reader knows it: "The list of loadouts". */
  name: string;
  /** Version and browser, for the details; asked for only when they are needed. */
  about(): string;
  children: ComponentChildren;
  onBroken(): void;
  onCopy(text: string): Promise<void>;
}

interface FenceState {
  details: string | undefined;
  copied: boolean;
}

const WHOLE: FenceState = { details: undefined, copied: false };

/** Keeps what breaks in one feature from taking the page down, says so, and lets the reader pass the details on. */
export class Fence extends Component<FenceProps, FenceState> {
  override state: FenceState = WHOLE;

  override componentDidCatch(error: unknown): void {
    const { name, about, onBroken } = this.props;
    console.error(`Vault Courier: ${name} broke`, error);
    this.setState({ details: detailsOf(error, name, about()) });
    onBroken();
  }

  readonly #copy = (): void => {
    // Refused by the browser: the button simply stays as it is.
    this.props.onCopy(this.state.details ?? '').then(
      () => this.setState({ copied: true }),
      () => this.setState({ copied: false }),
    );
  };

  override render() {
    const { details, copied } = this.state;
    if (details === undefined) return this.props.children;
    return (
      <EmptyState icon="warning" title={say('broken_title', { part: this.props.name })}>
        <p>{say('broken_help')}</p>
        <Button kind="primary" onPress={() => this.setState(WHOLE)}>
          {say('ui_try_again')}
        </Button>
        <Button onPress={this.#copy}>{copied ? say('ui_copied') : say('broken_copy')}</Button>
      </EmptyState>
    );
  }
}

/** Kind of error and where in our code. Its message stays here: it may quote what was being worked on. */
export function detailsOf(error: unknown, name: string, about: string): string {
  const kind = error instanceof Error ? error.name : typeof error;
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const places = [...stack.matchAll(/([\w$.-]+\.(?:js|tsx?|mjs)):(\d+):(\d+)/g)]
    .slice(0, 6)
    .map(([, file, line, column]) => `${file}:${line}:${column}`);
  return [`${name} broke: ${kind}`, about, ...places].join('\n');
}
