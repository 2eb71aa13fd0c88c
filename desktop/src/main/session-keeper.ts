import type { PinSignIn } from '@foyer/shared/http/pin';
import type { Tokens } from '@foyer/shared/http/sign-in';
import type { AccessTokenAnswer, SessionChange, SessionState, SignInFailure } from '../bridge/session.ts';
import type { SwitchAnswer } from '../bridge/till.ts';
import { InTurn } from './in-turn.ts';
import type { SignIn, SignInOutcome } from './sign-in/sign-in.ts';
import type { SessionParts } from './session-parts.ts';
import { subjectOf } from './token-subject.ts';

/** Renewed this long before it lapses, so that no request of the window ever meets the end. */
const renewAheadMs = 60_000;
const retryAfterMs = 5_000;

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
  #person: string | null = null;
  #session = 0;
  #endsAt: string | null = null;
  #lock: 'open' | 'locked' | 'over' = 'open';
  /** Between a wish to sign in, by browser or PIN, and its outcome. */
  #isSigningIn = false;
  #signIn: SignIn | null = null;
  #renewal: Promise<void> | null = null;
  /** One thing at a time that reads and then writes the kept session. */
  readonly #turns = new InTurn();
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Takes up a kept session, if there is one. */
  async restore(): Promise<void> {
    if ((await this.#parts.vault.read('session')) === null)
      return this.#become({ kind: 'signed-out', failure: null });
    this.#lock = this.#parts.locksAtStart() ? 'locked' : 'open';
    await this.#renew();
  }

  /** Sends the person to the browser; the state tells the rest. A session that stands goes on until then. */
  async signIn(): Promise<void> {
    const { kind } = this.#state;
    if (this.#isSigningIn || (kind !== 'signed-out' && kind !== 'signed-in')) return;
    this.#isSigningIn = true;
    if (kind === 'signed-out') this.#become({ kind: 'restoring' });
    try {
      this.#signIn = await this.#parts.begin((address, browserOpened) => {
        if (this.#state.kind === 'signed-in')
          this.#becomeSignedIn({ kind: 'waiting', address, browserOpened });
        else this.#become({ kind: 'signing-in', address, browserOpened });
      });
    } catch {
      this.#isSigningIn = false;
      return this.#signInFailed('unexpected');
    }
    void this.#signIn.outcome.then((outcome) => this.#finishSignIn(outcome));
  }

  cancelSignIn(): void {
    this.#signIn?.cancel();
  }

  /** Somebody else, or the same person again, by PIN. Refused or unanswered, it leaves everything as it was. */
  async switchTo(wish: PinSignIn): Promise<SwitchAnswer> {
    if (this.#isSigningIn || this.#state.kind === 'restoring') return { kind: 'busy' };
    this.#isSigningIn = true;
    try {
      const answer = await this.#parts.authApi.signInByPin(wish);
      if (answer.kind === 'tokens') {
        await this.#replace(answer.tokens);
        return { kind: 'switched' };
      }
      if (answer.kind === 'refused' && answer.code === 'till.refused') await this.#parts.onTillRefused();
      return answer;
    } finally {
      this.#isSigningIn = false;
    }
  }

  /** Keeps everybody out until somebody has signed in again; the session goes on. */
  lock(): void {
    if (this.#state.kind !== 'signed-in') return;
    if (this.#lock === 'open') this.#lock = 'locked';
    this.#becomeSignedIn(this.#state.change);
  }

  /** The current token, renewed first when it is about to lapse or is the one that the API just refused. */
  async accessToken({ refused }: { readonly refused: string | null }): Promise<AccessTokenAnswer> {
    const lapsed = this.#access !== null && this.#access.expiresAtMs <= Date.now();
    if (this.#access === null || lapsed || this.#access.token === refused) await this.#renew();
    const access = this.#access;
    if (access === null || access.token === refused || access.expiresAtMs <= Date.now())
      return { kind: 'none', reason: this.#state.kind === 'signed-in' ? 'unreachable' : 'signed-out' };
    const expiresAt = new Date(access.expiresAtMs).toISOString();
    return { kind: 'token', token: access.token, expiresAt, person: this.#person };
  }

  async signOut(): Promise<void> {
    await this.end(null);
  }

  /** Ends the session here and at the server, and says why where somebody has to know. */
  async end(failure: SignInFailure | null): Promise<void> {
    const kept = await this.#parts.vault.read('session');
    await this.#forget({ kind: 'signed-out', failure });
    if (kept !== null) await this.#parts.authApi.logout(kept);
  }

  stop(): void {
    this.#schedule(null);
    this.cancelSignIn();
  }

  #renew(): Promise<void> {
    this.#renewal ??= this.#turns
      .run(() => this.#renewOnce())
      .finally(() => {
        this.#renewal = null;
      });
    return this.#renewal;
  }

  async #renewOnce(): Promise<void> {
    const kept = await this.#parts.vault.read('session');
    if (kept === null) return;
    const answer = await this.#parts.authApi.refresh(kept);
    // Somebody may have signed out while the answer was on its way.
    if ((await this.#parts.vault.read('session')) !== kept) return;
    if (answer.kind === 'tokens') await this.#take(answer.tokens);
    else if (answer.kind === 'unreachable') {
      this.#schedule(retryAfterMs);
      this.#becomeSignedIn(this.#change());
    } else if (answer.code === 'till.refused') await this.#parts.onTillRefused();
    else if (answer.details['reason'] === 'session-over' && this.#state.kind === 'signed-in')
      await this.#lockAtEnd();
    else await this.#forget({ kind: 'signed-out', failure: 'session-ended' });
  }

  async #finishSignIn(outcome: SignInOutcome): Promise<void> {
    this.#signIn = null;
    this.#isSigningIn = false;
    if (outcome.kind === 'tokens') await this.#replace(outcome.tokens);
    else if (outcome.failure === 'till-refused') await this.#parts.onTillRefused();
    else this.#signInFailed(outcome.failure);
    if (outcome.kind === 'tokens' || !endsWithoutBrowser.includes(outcome.failure)) this.#parts.onBack();
  }

  #signInFailed(failure: SignInFailure): void {
    if (this.#state.kind === 'signed-in') this.#becomeSignedIn({ kind: 'failed', failure });
    // Signed out meanwhile: why that was is worth more than how this ended.
    else if (this.#state.kind !== 'signed-out') this.#become({ kind: 'signed-out', failure });
  }

  /** Begins another session in the place of the one before, which only then ends at the server. */
  async #replace(tokens: Tokens): Promise<void> {
    const before = await this.#turns.run(async () => {
      const kept = await this.#parts.vault.read('session');
      this.#session += 1;
      this.#lock = 'open';
      await this.#take(tokens, { kind: 'none' });
      return kept;
    });
    if (before !== null) void this.#parts.authApi.logout(before);
  }

  async #take(tokens: Tokens, change = this.#change()): Promise<void> {
    await this.#parts.vault.write('session', tokens.refreshToken);
    const lifeMs = tokens.expiresInSeconds * 1000;
    this.#access = { token: tokens.accessToken, expiresAtMs: Date.now() + lifeMs };
    this.#person = subjectOf(tokens.accessToken);
    this.#endsAt = toTheMinute(Date.now() + tokens.sessionEndsInSeconds * 1000);
    this.#schedule(Math.max(lifeMs - renewAheadMs, lifeMs / 2));
    this.#becomeSignedIn(change);
  }

  /** The shift is over, perhaps in the middle of a sale: the counter waits for its person's next session. */
  async #lockAtEnd(): Promise<void> {
    this.#access = null;
    this.#schedule(null);
    await this.#parts.vault.clear('session');
    this.#lock = 'over';
    this.#becomeSignedIn(this.#change());
  }

  async #forget(next: SessionState): Promise<void> {
    this.#access = null;
    this.#person = null;
    this.#endsAt = null;
    this.#lock = 'open';
    this.#schedule(null);
    await this.#parts.vault.clear('session');
    this.#become(next);
    this.cancelSignIn();
  }

  #schedule(delayMs: number | null): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = delayMs === null ? null : setTimeout(() => void this.#renew(), delayMs);
  }

  #change(): SessionChange {
    return this.#state.kind === 'signed-in' ? this.#state.change : { kind: 'none' };
  }

  #becomeSignedIn(change: SessionChange): void {
    this.#become({
      kind: 'signed-in',
      keeps: this.#parts.vault.keeps,
      person: this.#person,
      session: this.#session,
      endsAt: this.#endsAt,
      locked: this.#lock !== 'open',
      isOver: this.#lock === 'over',
      change,
    });
  }

  #become(state: SessionState): void {
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return;
    this.#state = state;
    this.#parts.onChange(state);
  }
}

/** Told anew with each renewal, it does not change by the moment that took. */
function toTheMinute(ms: number): string {
  return new Date(Math.round(ms / 60_000) * 60_000).toISOString();
}
