/**
 * Every way things can go wrong that we expect, named after what happened. Each has one sentence in
 * `components/ui/failure-text.ts` and at least one test that makes it happen.
 */
export const FAILURE_CODES = [
  // Sign-in and account
  'no-keys',
  'signed-out',
  'sign-in-cancelled',
  'sign-in-mismatch',
  'sign-in-stale',
  'sign-in-failed',
  'app-settings-wrong',
  'no-destiny-account',
  // Talking to Bungie
  'offline',
  'no-answer',
  'maintenance',
  'not-bungie',
  'throttled',
  'bungie-error',
  'profile-private',
  // Moving and equipping
  'item-gone',
  'item-stuck',
  'item-equipped',
  'no-replacement',
  'would-move-others',
  'only-one-allowed',
  'character-full',
  'vault-full',
  'character-gone',
  'wrong-class',
  'level-too-low',
  'second-exotic',
  'in-activity',
  'equip-locked',
  'take-in-game',
  'unknown-outcome',
  'interrupted',
  'partly-worn',
  'cannot-undo',
  // The manifest
  'no-definitions',
  'definitions-cut',
  'definitions-broken',
  'definitions-too-few',
  'storage-full',
  // Chat
  'name-unknown',
  'chat-refused',
  'chat-stopped',
  // Our own contexts
  'not-allowed',
  'too-fast',
  'no-reply',
  'internal',
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];
