import type { SignInFailure } from '../../../bridge/session.ts';

/** Why nobody (else) is signed in, and what to do next. */
export const failureTexts: Readonly<Record<SignInFailure, string>> = {
  cancelled: 'The sign-in was stopped. Start again whenever you like.',
  'timed-out': 'The browser did not come back within five minutes. Start again.',
  refused: 'The sign-in was refused. Try again, or use another account.',
  disabled: 'This account is disabled. Ask a manager, or use another account.',
  'other-account': 'This account may not sign in here. Use one of the cinema, with a verified address.',
  'provider-away': 'Google gave no good answer. Try again in a moment.',
  misconfigured: 'Google does not accept this server. Tell whoever runs it.',
  unreachable: 'The server gave no answer. Check the connection and try again.',
  'session-ended': 'Your session has ended. Sign in again to go on.',
  'till-refused':
    'This device is no longer a till: a manager has revoked it or enrolled another device in its place. Whoever was signed in has been signed out. Ask a manager for a new code.',
  unexpected: 'The sign-in could not be started on this machine. Try again.',
};
