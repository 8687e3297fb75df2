import { EmptyState } from '../ui/EmptyState';

/** This build was made without Bungie's keys, and the reader has given none. */
export function NoKeysFace() {
  return (
    <EmptyState icon="lock" title="Bungie’s keys are missing">
      <p>
        Bungie gives every app its own keys. Getting yours takes three minutes; item cards in chat work
        without them.
      </p>
      <a class="btn btn-primary" href="welcome.html" target="_blank" rel="noreferrer">
        Set it up
      </a>
    </EmptyState>
  );
}
