import type { SessionState } from '../bridge/session.ts';
import type { AuthApi } from './auth-api.ts';
import type { SignIn } from './sign-in/sign-in.ts';
import type { Vault } from './vault.ts';

/** What the keeper of the session is made of. */
export interface SessionParts {
  readonly vault: Vault;
  readonly authApi: AuthApi;
  readonly begin: (onAddress: (address: string, browserOpened: boolean) => void) => Promise<SignIn>;
  readonly onChange: (state: SessionState) => void;
  /** The person is done in the browser, well or badly: the counter's turn. */
  readonly onBack: () => void;
  /** The server takes this device for no till: whoever hears it calls `end`. */
  readonly onTillRefused: () => Promise<void>;
  /** Whether a session of before has to be unlocked first. */
  readonly locksAtStart: () => boolean;
}
