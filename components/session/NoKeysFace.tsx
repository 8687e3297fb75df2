import { say } from '../../lib/base/words';
import { EmptyState } from '../ui/EmptyState';

/** This build was made without Bungie's keys, and the reader has given none. */
export function NoKeysFace() {
  return (
    <EmptyState icon="lock" title={say('account_keys_missing')}>
      <p>{say('account_keys_missing_help')}</p>
      <a class="btn btn-primary" href="welcome.html" target="_blank" rel="noreferrer">
        {say('account_set_up')}
      </a>
    </EmptyState>
  );
}
