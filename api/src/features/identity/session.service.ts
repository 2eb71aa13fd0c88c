import type { TokenRequest, Tokens } from '@foyer/shared/http/sign-in';
import { SessionId, UserId, type TillId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { isStaff } from '@foyer/shared/roles';
import type { Clock } from '../../platform/clock.ts';
import type { IdSource } from '../../platform/random-ids.ts';
import type { SignAccessToken } from './access-token.ts';
import { clientOf, tillClient } from './client.policy.ts';
import type { IdentityRepository, Session, User } from './identity.repository.ts';
import { faultOfUser } from './user-fault.policy.ts';
import type { OneTimeCodeDocument } from './one-time-code.model.ts';
import type { RefreshTokens } from './refresh-token.ts';
import { judge, rotationOn, type SessionTerms } from './rotation.policy.ts';
import { hashOf, isSame } from './secrets.ts';
import type { Origin, Trail } from './trail.ts';

export interface SessionNeeds {
  readonly repository: IdentityRepository;
  readonly refreshTokens: RefreshTokens;
  readonly signAccessToken: SignAccessToken;
  /** Remembers who signed in with Google at which till. */
  readonly rememberAtTill: (tillId: TillId, userId: UserId) => Promise<void>;
  readonly terms: SessionTerms;
  readonly trail: Trail;
  readonly clock: Clock;
  readonly ids: IdSource;
}

export interface SessionService {
  /** Begins a session. Throws auth.refused; the code is used up either way. */
  exchange(request: TokenRequest, origin: Origin, from: CallingClient): Promise<Tokens>;
  /** Begins a session of somebody who has proved by PIN who they are. */
  beginByPin(user: User, origin: Origin, from: CallingTill): Promise<Tokens>;
  /**
   * Goes on with a session, with the person's role of now. Throws auth.refused, also for a disabled person, and
   * till.refused where the session is bound to another till than the one that calls.
   */
  refresh(refreshToken: string, origin: Origin, till: KnownTill | null): Promise<Tokens>;
  /** Ends the token's session, or all of its person; what has ended already is no error. */
  logout(request: { refreshToken: string; everywhere?: boolean | undefined }, origin: Origin): Promise<void>;
}

/** A till whose key was shown. */
interface KnownTill {
  readonly id: TillId;
}

/** What is known of the program that calls. */
export interface CallingClient {
  readonly userAgent: string | undefined;
  readonly till: KnownTill | null;
}

export type CallingTill = CallingClient & { readonly till: KnownTill };

export function createSessionService(needs: SessionNeeds): SessionService {
  const { repository, refreshTokens, trail, clock } = needs;
  const { firstState, rotated } = rotationOn(needs.terms);

  /** The refresh token to answer; a lost race shows on the next look, so this looks at most twice. */
  async function successorOf(
    token: string,
    { id, till }: { readonly id: SessionId; readonly till: KnownTill | null },
    origin: Origin,
  ): Promise<[string, Session]> {
    for (;;) {
      const session = await repository.findSession(id);
      if (!session) throw refused('session-ended');
      requireTill(session, till);
      const verdict = judge(session.rotation, hashOf(token), clock.now());
      const successors = refreshTokens.successorsOf(token);
      switch (verdict.kind) {
        case 'rotate': {
          const [successor = ''] = successors;
          const next = rotated(session.rotation, hashOf(successor), clock.now());
          if (await repository.rotateSession(id, hashOf(token), next))
            return [successor, { ...session, rotation: next }];
          break;
        }
        case 'repeat': {
          const successor = successors.find((candidate) => hashOf(candidate) === verdict.successorHash);
          if (successor === undefined) throw refused('session-ended');
          return [successor, session];
        }
        case 'idle':
        case 'over':
        case 'reused': {
          const reason = reasons[verdict.kind];
          await endRefused(session, reason, origin);
          throw refused(reason);
        }
      }
    }
  }

  /** Ends a session that somebody misuses or whose person may not go on; recorded once. */
  async function endRefused(session: Session, reason: string, origin: Origin): Promise<void> {
    if (!(await repository.endSession(session.id, clock.now()))) return;
    const target = { kind: 'session', id: session.id } as const;
    const user = await repository.findUser(session.userId);
    await trail({ action: 'sign-in.refused', actor: user, target, reason }, origin);
  }

  function tokensFor(user: User, session: Session, refreshToken: string): Tokens {
    const { id: userId, role, roleVersion } = user;
    const { id: sessionId, tillId, signedInBy, rotation } = session;
    const sessionEndsAt = rotation.expiresAt;
    const subject = { userId, sessionId, role, roleVersion, tillId, signedInBy, sessionEndsAt };
    // Not when it would end for want of a refresh: that moves on with every one.
    const leftMs = Math.max(0, rotation.endsAt.getTime() - clock.now().getTime());
    const sessionEndsInSeconds = Math.floor(leftMs / 1000);
    return { tokenType: 'Bearer', ...needs.signAccessToken(subject), sessionEndsInSeconds, refreshToken };
  }

  async function begin(
    user: User,
    start: Pick<Session, 'client' | 'tillId' | 'signedInBy'>,
    origin: Origin,
  ): Promise<Tokens> {
    const id = SessionId.parse(needs.ids.next('ses'));
    const refreshToken = refreshTokens.first(id);
    const createdAt = clock.now();
    const rotation = firstState(hashOf(refreshToken), createdAt);
    const session = { id, userId: user.id, rotation, createdAt, ...start };
    await repository.saveSession(session);
    const target = { kind: 'session', id } as const;
    const after = { role: user.role, by: start.signedInBy };
    await trail({ action: 'sign-in.success', actor: user, till: start.tillId, target, after }, origin);
    return tokensFor(user, session, refreshToken);
  }

  return {
    exchange: async (request, origin, { userAgent, till }) => {
      const code = await repository.takeCode(hashOf(request.code));
      // Anybody can send codes that never were; only what touches a real one is worth an entry in the audit.
      if (!code) throw refused('code-unknown');
      const user = await repository.findUser(UserId.parse(code.userId));
      const reason = faultOfUser(user) ?? faultOf(code, request, clock.now());
      if (!user || reason) {
        const target = { kind: 'user', id: code.userId } as const;
        await trail({ action: 'sign-in.refused', actor: user, target, reason: reason ?? '' }, origin);
        throw refused(reason ?? '');
      }
      if (till && isStaff(user.role)) await needs.rememberAtTill(till.id, user.id);
      const client = clientOf(request.redirectUri, userAgent);
      return begin(user, { client, tillId: till?.id ?? null, signedInBy: 'GOOGLE' }, origin);
    },

    beginByPin: (user, origin, { userAgent, till }) =>
      begin(user, { client: tillClient(userAgent), tillId: till.id, signedInBy: 'PIN' }, origin),

    refresh: async (refreshToken, origin, till) => {
      const sessionId = refreshTokens.sessionOf(refreshToken);
      if (!sessionId) throw refused('refresh-token-unknown');
      const [successor, session] = await successorOf(refreshToken, { id: sessionId, till }, origin);
      const user = await repository.findUser(session.userId);
      const fault = faultOfUser(user) ?? faultOfPin(user, session);
      if (user && fault) await endRefused(session, fault, origin);
      if (!user || fault) throw refused(fault ?? '');
      return tokensFor(user, session, successor);
    },

    logout: async ({ refreshToken, everywhere = false }, origin) => {
      const sessionId = refreshTokens.sessionOf(refreshToken);
      const session = sessionId && (await repository.findSession(sessionId));
      if (!session) return;
      const verdict = judge(session.rotation, hashOf(refreshToken), clock.now());
      if (verdict.kind === 'reused') return endRefused(session, reasons.reused, origin);
      const user = await repository.findUser(session.userId);
      const ended = everywhere
        ? await repository.endSessionsOf(session.userId, clock.now())
        : Number(await repository.endSession(session.id, clock.now()));
      const target = { kind: 'session', id: session.id } as const;
      await trail(
        {
          action: 'sign-out',
          actor: user,
          till: session.tillId,
          target,
          after: { everywhere, sessions: ended },
        },
        origin,
      );
    },
  };
}

const reasons = { idle: 'session-idle', over: 'session-over', reused: 'refresh-token-reused' } as const;

/** A PIN is for staff: it ends with the role, and with it what it began. */
function faultOfPin(user: User | null, { signedInBy }: Session): string | null {
  return signedInBy === 'PIN' && user && !isStaff(user.role) ? 'pin-ended' : null;
}

/** Whoever took a till's tokens has not taken its key with them. */
function requireTill({ tillId }: Session, till: KnownTill | null): void {
  if (tillId === null || tillId === till?.id) return;
  throw new AppError('till.refused', { reason: till ? 'other-till' : 'key-needed' });
}

function faultOf(code: OneTimeCodeDocument, request: TokenRequest, now: Date): string | null {
  if (code.expiresAt <= now) return 'code-expired';
  if (code.redirectUri !== request.redirectUri) return 'redirect-uri';
  return isSame(hashOf(request.codeVerifier), code.codeChallenge) ? null : 'code-verifier';
}

function refused(reason: string): AppError {
  return new AppError('auth.refused', { reason });
}
