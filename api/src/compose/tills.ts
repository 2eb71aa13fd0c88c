import type { AuditEvent } from '@foyer/shared/audit';
import type { UserId } from '@foyer/shared/ids';
import type { Connection } from 'mongoose';
import type { Config } from '../config.ts';
import type { Identity } from '../features/identity/identity.ts';
import type { User } from '../features/identity/identity.repository.ts';
import { createTrail } from '../features/identity/trail.ts';
import { createPeopleRepository } from '../features/people/people.repository.ts';
import { createPinHasher } from '../features/tills/pin-hash.ts';
import { pinExpiryOf } from '../features/tills/pin-expiry.policy.ts';
import { createPinRepository } from '../features/tills/pin.repository.ts';
import { createPinService } from '../features/tills/pin.service.ts';
import { createTillDoor } from '../features/tills/till-door.service.ts';
import { createTillRepository, tillCollections } from '../features/tills/till.repository.ts';
import { tillRoutes } from '../features/tills/till.routes.ts';
import { createTillService } from '../features/tills/till.service.ts';
import type { Base } from './base.ts';

export interface TillParts {
  readonly config: Pick<Config, 'jwtKeys' | 'tills'>;
  readonly base: Pick<Base, 'clock' | 'ids'>;
  readonly connection: Connection;
  readonly record: (event: AuditEvent) => Promise<void>;
}

/** Tills and PINs. Sessions ask which till calls, so this is built before identity, and its routes after. */
export function composeTills({ config, base, connection, record }: TillParts) {
  const { clock, ids } = base;
  const repository = createTillRepository(connection);
  const pinRepository = createPinRepository(connection);
  const people = createPeopleRepository(connection);
  const door = createTillDoor(repository, clock);
  const trail = createTrail({ record, clock, ids });
  const livesMs = config.tills.pinMs;
  return {
    collections: tillCollections(connection),
    ports: { identify: door.identify, remember: repository.remember, namesOf: repository.namesOf },
    pinExpiryOf: async (user: User) => {
      const expiresAt = pinExpiryOf(user, { now: clock.now(), livesMs });
      return expiresAt && (await pinRepository.find(user.id)) ? expiresAt : null;
    },
    /** What an erased person leaves at tills: nothing. */
    erasePerson: async (id: UserId): Promise<void> => {
      await pinRepository.remove(id);
      await pinRepository.removeTries(id);
      await repository.forget(id);
    },
    /** What needs identity: the routes, and the check of a PIN for whoever else asks for one. */
    serve: (identity: Pick<Identity, 'findUsers' | 'beginByPin' | 'endPinSessionsOf' | 'endSessionsAt'>) => {
      const { findUsers, beginByPin, endPinSessionsOf, endSessionsAt } = identity;
      const pins = createPinService({
        repository: pinRepository,
        tills: repository,
        save: (userId, hash, may) =>
          people.alone(async (change) => {
            const person = await change.person(userId);
            if (!person || !may(person)) return false;
            await change.savePin(userId, hash, clock.now());
            return true;
          }),
        hasher: createPinHasher(config.jwtKeys),
        livesMs,
        findUsers,
        endPinSessionsOf,
        trail,
        clock,
      });
      const tills = createTillService({ repository, trail, clock, ids, endSessionsAt });
      return {
        routes: tillRoutes({ tills, door, pins, beginByPin }),
        checkPin: pins.check,
        trail,
        requireTill: door.require,
      };
    },
  };
}
