import type { Tokens } from '@foyer/shared/http/sign-in';
import type { AccessTokenAnswer, SessionState, SignInFailure } from '../bridge/contract.ts';
import type { AuthApi } from './auth-api.ts';
import type { SignIn, SignInOutcome } from './sign-in/sign-in.ts';
import type { Vault } from './vault.ts';

/** Renewed this long before it lapses, so that no request of the window ever meets the end. */
const renewAheadMs = 60_000;
const retryAfterMs = 5_000;

export interface SessionParts {
  readonly vault: Vault;
  readonly authApi: AuthApi;
  readonly begin: (onAddress: (address: string, browserOpened: boolean) => void) => Promise<SignIn>;
  readonly onChange: (state: SessionState) => void;
  /** The person is done in the browser, well or badly: the counter's turn. */
  readonly onBack: () => void;
}

/** How a sign-in ends without the browser: the person is elsewhere, or at the window already. */
const endsWithoutBrowser: readonly SignInFailure[] = ['cancelled', 'timed-out'];

interface Access {
  readonly token: string;
  readonly expiresAtMs: number;
}

/** Holds the till's session: one sign-in and one renewal at a time; the window only ever gets the short token. */
export class SessionKeeper {
  readonly #parts: SessionParts;
  #state: SessionState = { kind: 'restoring' };
  #access: Access | null = null;
  #signIn: SignIn | null = null;
  #renewal: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Takes up a kept session, if there is one. */
  async restore(): Promise<void> {
    if ((await this.#parts.vault.read()) === null) this.#become({ kind: 'signed-out', failure: null });
    else await this.#renew();
  }

  /** Sends the person to the browser; the state tells the rest. */
  async signIn(): Promise<void> {
    if (this.#state.kind !== 'signed-out') return;
    this.#become({ kind: 'restoring' });
    try {
      this.#signIn = await this.#parts.begin((address, browserOpened) =>
        this.#become({ kind: 'signing-in', address, browserOpened }),
      );
    } catch {
      this.#become({ kind: 'signed-out', failure: 'unexpected' });
      return;
    }
    void this.#signIn.outcome.then((outcome) => this.#finishSignIn(outcome));
  }

  cancelSignIn(): void {
    this.#signIn?.cancel();
  }

  /** The current token, renewed first when it is about to lapse or is the one that the API just refused. */
  async accessToken({ refused }: { readonly refused: string | null }): Promise<AccessTokenAnswer> {
    const lapsed = this.#access !== null && this.#access.expiresAtMs <= Date.now();
    if (this.#access === null || lapsed || this.#access.token === refused) await this.#renew();
    const access = this.#access;
    if (access === null || access.token === refused || access.expiresAtMs <= Date.now())
      return { kind: 'none', reason: this.#state.kind === 'signed-in' ? 'unreachable' : 'signed-out' };
    return { kind: 'token', token: access.token, expiresAt: new Date(access.expiresAtMs).toISOString() };
  }

  async signOut(): Promise<void> {
    const kept = await this.#parts.vault.read();
    await this.#forget({ kind: 'signed-out', failure: null });
    if (kept !== null) await this.#parts.authApi.logout(kept);
  }

  stop(): void {
    this.#schedule(null);
    this.cancelSignIn();
  }

  #renew(): Promise<void> {
    this.#renewal ??= this.#renewOnce().finally(() => {
      this.#renewal = null;
    });
    return this.#renewal;
  }

  async #renewOnce(): Promise<void> {
    const kept = await this.#parts.vault.read();
    if (kept === null) return;
    const answer = await this.#parts.authApi.refresh(kept);
    // Somebody may have signed out while the answer was on its way.
    if ((await this.#parts.vault.read()) !== kept) return;
    if (answer.kind === 'tokens') await this.#take(answer.tokens);
    else if (answer.kind === 'refused') await this.#forget({ kind: 'signed-out', failure: 'session-ended' });
    else {
      this.#schedule(retryAfterMs);
      this.#become({ kind: 'signed-in', keeps: this.#parts.vault.keeps });
    }
  }

  async #finishSignIn(outcome: SignInOutcome): Promise<void> {
    this.#signIn = null;
    if (outcome.kind === 'tokens') await this.#take(outcome.tokens);
    else this.#become({ kind: 'signed-out', failure: outcome.failure });
    if (outcome.kind === 'tokens' || !endsWithoutBrowser.includes(outcome.failure)) this.#parts.onBack();
  }

  async #take(tokens: Tokens): Promise<void> {
    await this.#parts.vault.write(tokens.refreshToken);
    const lifeMs = tokens.expiresInSeconds * 1000;
    this.#access = { token: tokens.accessToken, expiresAtMs: Date.now() + lifeMs };
    this.#schedule(Math.max(lifeMs - renewAheadMs, lifeMs / 2));
    this.#become({ kind: 'signed-in', keeps: this.#parts.vault.keeps });
  }

  async #forget(next: SessionState): Promise<void> {
    this.#access = null;
    this.#schedule(null);
    await this.#parts.vault.clear();
    this.#become(next);
  }

  #schedule(delayMs: number | null): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = delayMs === null ? null : setTimeout(() => void this.#renew(), delayMs);
  }

  #become(state: SessionState): void {
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return;
    this.#state = state;
    this.#parts.onChange(state);
  }
}
