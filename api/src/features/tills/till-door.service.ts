import { AppError } from '@foyer/shared/problems';
import type { Clock } from '../../platform/clock.ts';
import { hashOf, isSame } from '../identity/secrets.ts';
import { readTillKey } from './till-key.ts';
import type { KnownTill, TillRepository } from './till.ts';

export interface TillDoor {
  /** The till of a key; null where none was sent. Throws till.refused for a key that is not good. */
  readonly identify: (key: string | undefined) => Promise<KnownTill | null>;
  /** The same where a key has to be sent. */
  readonly require: (key: string | undefined) => Promise<KnownTill>;
}

/** How exact `lastSeenAt` is: a till that asks again and again writes once a minute. */
const seenEveryMs = 60_000;

/** Which till calls. */
export function createTillDoor(repository: TillRepository, clock: Clock): TillDoor {
  async function identify(key: string | undefined): Promise<KnownTill | null> {
    if (key === undefined) return null;
    const read = readTillKey(key);
    const till = read && (await repository.find(read.id));
    if (!read || !till?.keyHash || !isSame(hashOf(read.secret), till.keyHash)) throw refused('key-unknown');
    if (till.status === 'REVOKED') throw refused('till-revoked');
    const now = clock.now();
    const isNews = now.getTime() - (till.lastSeenAt?.getTime() ?? 0) >= seenEveryMs;
    if (isNews) await repository.seen(till.id, now);
    return { id: till.id, name: till.name };
  }

  return {
    identify,
    require: async (key) => {
      const till = await identify(key);
      if (!till) throw refused('key-needed');
      return till;
    },
  };
}

function refused(reason: string): AppError {
  return new AppError('till.refused', { reason });
}
