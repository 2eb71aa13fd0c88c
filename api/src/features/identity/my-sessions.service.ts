import type { SessionView } from '@foyer/shared/http/sessions';
import type { SessionId, TillId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import type { Clock } from '../../platform/clock.ts';
import type { Actor } from '../actor.ts';
import type { IdentityRepository } from './identity.repository.ts';
import type { Origin, Trail } from './trail.ts';

export interface MySessionNeeds {
  readonly repository: Pick<IdentityRepository, 'sessionsOf' | 'endSessionOf'>;
  readonly tillNamesOf: (ids: readonly TillId[]) => Promise<ReadonlyMap<string, string>>;
  readonly trail: Trail;
  readonly clock: Clock;
}

export interface MySessionsService {
  /** Live ones, the latest used first. */
  list(actor: Actor): Promise<SessionView[]>;
  /** Throws session.not-found for one that has ended or is somebody else's. */
  end(actor: Actor, id: SessionId, origin: Origin): Promise<void>;
}

/** What a person sees and does of where they are signed in. */
export function createMySessionsService(needs: MySessionNeeds): MySessionsService {
  const { repository, trail, clock } = needs;
  return {
    list: async ({ userId, sessionId }) => {
      const found = await repository.sessionsOf(userId, clock.now());
      const names = await needs.tillNamesOf(found.flatMap(({ tillId }) => tillId ?? []));
      return found.map(({ id, client, createdAt, rotation, tillId, signedInBy }) => ({
        id,
        createdAt: createdAt.toISOString(),
        lastUsedAt: rotation.lastUsedAt.toISOString(),
        expiresAt: rotation.expiresAt.toISOString(),
        client,
        signedInBy,
        till: tillId && { id: tillId, name: names.get(tillId) ?? tillId },
        current: id === sessionId,
      }));
    },
    end: async ({ userId, role, sessionId }, id, origin) => {
      if (!(await repository.endSessionOf(userId, id, clock.now()))) {
        throw new AppError('session.not-found', {});
      }
      const user = { id: userId, role };
      const after = { everywhere: false, sessions: 1, endedFrom: sessionId };
      await trail({ action: 'sign-out', actor: user, target: { kind: 'session', id }, after }, origin);
    },
  };
}
