import type { Me, TokenRequest, Tokens } from '@foyer/shared/http/sign-in';
import { SessionId, UserId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { abilitiesOf } from '@foyer/shared/roles';
import type { Clock } from '../../platform/clock.ts';
import type { IdSource } from '../../platform/random-ids.ts';
import type { Actor } from '../actor.ts';
import type { SignAccessToken } from './access-token.ts';
import { clientOf } from './client.policy.ts';
import type { IdentityRepository, Session, User } from './identity.repository.ts';
import type { OneTimeCodeDocument } from './one-time-code.model.ts';
import type { RefreshTokens } from './refresh-token.ts';
import { judge, rotationOn, type SessionTerms } from './rotation.policy.ts';
import { hashOf, isSame } from './secrets.ts';
import type { Origin, Trail } from './trail.ts';

export interface SessionNeeds {
  readonly repository: IdentityRepository;
  readonly refreshTokens: RefreshTokens;
  readonly signAccessToken: SignAccessToken;
  readonly terms: SessionTerms;
  readonly trail: Trail;
  readonly clock: Clock;
  readonly ids: IdSource;
}

export interface SessionService {
  /** Begins a session. Throws auth.refused; the code is used up either way. */
  exchange(request: TokenRequest, origin: Origin, userAgent?: string): Promise<Tokens>;
  /** Goes on with a session, with the person's role of now. Throws auth.refused, also for a disabled person. */
  refresh(refreshToken: string, origin: Origin): Promise<Tokens>;
  /** Ends the token's session, or all of its person; what has ended already is no error. */
  logout(request: { refreshToken: string; everywhere?: boolean | undefined }, origin: Origin): Promise<void>;
  /** The person with what their access token lets them do. Throws auth.refused for one who is gone or disabled. */
  describe(actor: Actor): Promise<Me>;
}

export function createSessionService(needs: SessionNeeds): SessionService {
  const { repository, refreshTokens, trail, clock } = needs;
  const { firstState, rotated } = rotationOn(needs.terms);

  /** The refresh token to answer; a lost race shows on the next look, so this looks at most twice. */
  async function successorOf(
    token: string,
    sessionId: SessionId,
    origin: Origin,
  ): Promise<[string, Session]> {
    for (;;) {
      const session = await repository.findSession(sessionId);
      if (!session) throw refused('session-ended');
      const verdict = judge(session.rotation, hashOf(token), clock.now());
      const successors = refreshTokens.successorsOf(token);
      switch (verdict.kind) {
        case 'rotate': {
          const [successor = ''] = successors;
          const next = rotated(session.rotation, hashOf(successor), clock.now());
          if (await repository.rotateSession(sessionId, hashOf(token), next))
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

  function tokensFor(user: User, { id, rotation }: Session, refreshToken: string): Tokens {
    const { id: userId, role, roleVersion } = user;
    const sessionEndsAt = rotation.expiresAt;
    const signed = needs.signAccessToken({ userId, sessionId: id, role, roleVersion, sessionEndsAt });
    return { tokenType: 'Bearer', ...signed, refreshToken };
  }

  return {
    exchange: async (request, origin, userAgent) => {
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
      const id = SessionId.parse(needs.ids.next('ses'));
      const refreshToken = refreshTokens.first(id);
      const createdAt = clock.now();
      const rotation = firstState(hashOf(refreshToken), createdAt);
      const client = clientOf(request.redirectUri, userAgent);
      const session = { id, userId: user.id, rotation, client, createdAt };
      await repository.saveSession(session);
      const [target, after] = [{ kind: 'session', id } as const, { role: user.role }];
      await trail({ action: 'sign-in.success', actor: user, target, after }, origin);
      return tokensFor(user, session, refreshToken);
    },

    refresh: async (refreshToken, origin) => {
      const sessionId = refreshTokens.sessionOf(refreshToken);
      if (!sessionId) throw refused('refresh-token-unknown');
      const [successor, session] = await successorOf(refreshToken, sessionId, origin);
      const user = await repository.findUser(session.userId);
      const fault = faultOfUser(user);
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
        { action: 'sign-out', actor: user, target, after: { everywhere, sessions: ended } },
        origin,
      );
    },

    describe: async ({ userId, role }) => {
      const user = requireUser(await repository.findUser(userId));
      // The role of the token, by which every route decides until the next refresh, so that no button lies.
      return {
        user: { id: user.id, email: user.email, name: user.name, role },
        abilities: [...abilitiesOf(role)],
        signedInBy: 'GOOGLE',
        till: null,
        pin: null,
      };
    },
  };
}

const reasons = { idle: 'session-idle', over: 'session-over', reused: 'refresh-token-reused' } as const;

function requireUser(user: User | null): User {
  const fault = faultOfUser(user);
  if (!user || fault) throw refused(fault ?? '');
  return user;
}

function faultOfUser(user: User | null): string | null {
  if (!user) return 'user-unknown';
  return user.disabledAt === null ? null : 'disabled';
}

function faultOf(code: OneTimeCodeDocument, request: TokenRequest, now: Date): string | null {
  if (code.expiresAt <= now) return 'code-expired';
  if (code.redirectUri !== request.redirectUri) return 'redirect-uri';
  return isSame(hashOf(request.codeVerifier), code.codeChallenge) ? null : 'code-verifier';
}

function refused(reason: string): AppError {
  return new AppError('auth.refused', { reason });
}
