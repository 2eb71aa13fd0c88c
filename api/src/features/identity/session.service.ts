import type { Me, TokenRequest, Tokens } from '@foyer/shared/http/sign-in';
import { SessionId, UserId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { abilitiesOf } from '@foyer/shared/roles';
import type { Clock } from '../../platform/clock.ts';
import type { IdSource } from '../../platform/random-ids.ts';
import type { Actor } from '../actor.ts';
import { accessSeconds, type SignAccessToken } from './access-token.ts';
import type { IdentityRepository, Session, User } from './identity.repository.ts';
import type { OneTimeCodeDocument } from './one-time-code.model.ts';
import type { RefreshTokens } from './refresh-token.ts';
import { firstState, judge, rotated } from './rotation.policy.ts';
import { hashOf, isSame } from './secrets.ts';
import type { Origin, Trail } from './trail.ts';

export interface SessionNeeds {
  readonly repository: IdentityRepository;
  readonly refreshTokens: RefreshTokens;
  readonly signAccessToken: SignAccessToken;
  readonly trail: Trail;
  readonly clock: Clock;
  readonly ids: IdSource;
}

export interface SessionService {
  /** Begins a session. Throws auth.refused; the code is used up either way. */
  exchange(request: TokenRequest, origin: Origin): Promise<Tokens>;
  /** Goes on with a session, with the person's role of now. Throws auth.refused, also for a disabled person. */
  refresh(refreshToken: string, origin: Origin): Promise<Tokens>;
  /** Ends the token's session, or all of its person; what has ended already is no error. */
  logout(request: { refreshToken: string; everywhere?: boolean | undefined }, origin: Origin): Promise<void>;
  /** The person with what their access token lets them do. Throws auth.refused for one who is gone or disabled. */
  describe(actor: Actor): Promise<Me>;
}

export function createSessionService(needs: SessionNeeds): SessionService {
  const { repository, refreshTokens, trail, clock } = needs;

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
          if (await repository.rotateSession(sessionId, hashOf(token), next)) return [successor, session];
          break;
        }
        case 'repeat': {
          const successor = successors.find((candidate) => hashOf(candidate) === verdict.successorHash);
          if (successor === undefined) throw refused('session-ended');
          return [successor, session];
        }
        case 'expired':
          throw refused('session-ended');
        case 'reused':
          await endForReuse(session, origin);
          throw refused('refresh-token-reused');
      }
    }
  }

  async function endForReuse(session: Session, origin: Origin): Promise<void> {
    if (!(await repository.endSession(session.id))) return;
    const target = { kind: 'session', id: session.id } as const;
    const user = await repository.findUser(session.userId);
    await trail({ action: 'sign-in.refused', user, target, reason: 'refresh-token-reused' }, origin);
  }

  function tokensFor(user: User, sessionId: SessionId, refreshToken: string): Tokens {
    const accessToken = needs.signAccessToken({ userId: user.id, sessionId, role: user.role });
    return { tokenType: 'Bearer', accessToken, expiresInSeconds: accessSeconds, refreshToken };
  }

  return {
    exchange: async (request, origin) => {
      const code = await repository.takeCode(hashOf(request.code));
      // Anybody can send codes that never were; only what touches a real one is worth an entry in the audit.
      if (!code) throw refused('code-unknown');
      const user = await repository.findUser(UserId.parse(code.userId));
      const reason = faultOfUser(user) ?? faultOf(code, request, clock.now());
      if (!user || reason) {
        const target = { kind: 'user', id: code.userId } as const;
        await trail({ action: 'sign-in.refused', user, target, reason: reason ?? '' }, origin);
        throw refused(reason ?? '');
      }
      const id = SessionId.parse(needs.ids.next('ses'));
      const refreshToken = refreshTokens.first(id);
      const rotation = firstState(hashOf(refreshToken), clock.now());
      await repository.saveSession({ id, userId: user.id, rotation }, clock.now());
      const [target, after] = [{ kind: 'session', id } as const, { role: user.role }];
      await trail({ action: 'sign-in.success', user, target, after }, origin);
      return tokensFor(user, id, refreshToken);
    },

    refresh: async (refreshToken, origin) => {
      const sessionId = refreshTokens.sessionOf(refreshToken);
      if (!sessionId) throw refused('refresh-token-unknown');
      const [successor, session] = await successorOf(refreshToken, sessionId, origin);
      return tokensFor(requireUser(await repository.findUser(session.userId)), sessionId, successor);
    },

    logout: async ({ refreshToken, everywhere = false }, origin) => {
      const sessionId = refreshTokens.sessionOf(refreshToken);
      const session = sessionId && (await repository.findSession(sessionId));
      if (!session) return;
      const verdict = judge(session.rotation, hashOf(refreshToken), clock.now());
      if (verdict.kind === 'reused') return endForReuse(session, origin);
      const user = await repository.findUser(session.userId);
      const ended = everywhere
        ? await repository.endSessionsOf(session.userId)
        : Number(await repository.endSession(session.id));
      const target = { kind: 'session', id: session.id } as const;
      await trail({ action: 'sign-out', user, target, after: { everywhere, sessions: ended } }, origin);
    },

    describe: async ({ userId, role }) => {
      const user = requireUser(await repository.findUser(userId));
      // The role of the token, by which every route decides until the next refresh, so that no button lies.
      return {
        user: { id: user.id, email: user.email, name: user.name, role },
        abilities: [...abilitiesOf(role)],
      };
    },
  };
}

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
