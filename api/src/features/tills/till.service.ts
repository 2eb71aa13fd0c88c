import type { Till } from '@foyer/shared/http/tills';
import { TillId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import type { EnrolCode } from '@foyer/shared/rules/enrol-code';
import type { Clock } from '../../platform/clock.ts';
import type { IdSource } from '../../platform/random-ids.ts';
import type { Actor } from '../actor.ts';
import { hashOf } from '../identity/secrets.ts';
import type { IdentityFact, Origin, Trail } from '../identity/trail.ts';
import { newEnrolCode, newTillSecret, tillKeyOf } from './till-key.ts';
import { presentTill } from './till.presenter.ts';
import type { KnownTill, NewCode, TillRecord, TillRepository } from './till.ts';

export interface TillNeeds {
  readonly repository: TillRepository;
  readonly trail: Trail;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Ends every session that is bound to the till; answers how many there were. */
  readonly endSessionsAt: (id: TillId) => Promise<number>;
}

/** Who acts, and by which request. */
export interface By {
  readonly actor: Actor;
  readonly origin: Origin;
}

interface IssuedCode {
  readonly code: EnrolCode;
  readonly codeExpiresAt: string;
}

export type TillService = ReturnType<typeof createTillService>;

/** From the manager's screen to the keyboard of the new till. */
const codeMs = 600_000;

/** Tills as managers add and revoke them, and as devices become them. */
export function createTillService(needs: TillNeeds) {
  const { repository, trail, clock, ids } = needs;

  async function tell(by: By, till: TillRecord, fact: Pick<IdentityFact, 'action' | 'reason' | 'after'>) {
    const { userId: id, role, tillId } = by.actor;
    const after = { name: till.name, ...fact.after };
    await trail({ ...fact, actor: { id, role }, till: tillId, target: targetOf(till), after }, by.origin);
  }

  function freshCode(): { readonly issued: IssuedCode; readonly stored: NewCode } {
    const code = newEnrolCode();
    const codeExpiresAt = new Date(clock.now().getTime() + codeMs);
    return {
      issued: { code, codeExpiresAt: codeExpiresAt.toISOString() },
      stored: { codeHash: hashOf(code), codeExpiresAt },
    };
  }

  return {
    list: async (): Promise<Till[]> => (await repository.list()).map(presentTill),

    add: async (by: By, name: string): Promise<IssuedCode & { readonly till: Till }> => {
      const { issued, stored } = freshCode();
      const id = TillId.parse(ids.next('til'));
      const till = await repository.add({ id, name, createdAt: clock.now(), ...stored });
      await tell(by, till, { action: 'till.added' });
      return { ...issued, till: presentTill(till) };
    },

    /** Throws till.not-found, or till.state for a revoked one. */
    issueCode: async (by: By, id: TillId): Promise<IssuedCode> => {
      const { issued, stored } = freshCode();
      const till = await repository.setCode(id, stored);
      if (!till) {
        await findOrRefuse(id);
        throw new AppError('till.state', { state: 'REVOKED' });
      }
      await tell(by, till, { action: 'till.code-issued', after: { status: till.status } });
      return issued;
    },

    /** Asked again it changes nothing. Throws till.not-found. */
    revoke: async (by: By, id: TillId, reason: string): Promise<Till> => {
      const revoked = await repository.revoke(id, clock.now());
      if (!revoked) return presentTill(await findOrRefuse(id));
      // Tokens and sockets of the till are refused from its revocation on; this takes it out of people's lists.
      const sessions = await needs.endSessionsAt(id);
      await tell(by, revoked, { action: 'till.revoked', reason, after: { sessions } });
      return presentTill(revoked);
    },

    /** Throws till.refused for a code that was used, has run out or never was. */
    enrol: async (
      code: EnrolCode,
      origin: Origin,
    ): Promise<{ readonly till: KnownTill; readonly tillKey: string }> => {
      const secret = newTillSecret();
      const before = await repository.enrol(hashOf(code), hashOf(secret), clock.now());
      if (!before) {
        const reason = (await repository.hasCode(hashOf(code))) ? 'code-expired' : 'code-unknown';
        throw new AppError('till.refused', { reason });
      }
      // The key of the device before is worthless now; what it began ends, too.
      const sessions = before.status === 'ENROLLED' ? await needs.endSessionsAt(before.id) : 0;
      const after = { name: before.name, replacesDevice: before.status === 'ENROLLED', sessions };
      await trail(
        { action: 'till.enrolled', actor: null, till: before.id, target: targetOf(before), after },
        origin,
      );
      return { till: { id: before.id, name: before.name }, tillKey: tillKeyOf(before.id, secret) };
    },
  };

  async function findOrRefuse(id: TillId): Promise<TillRecord> {
    const found = await repository.find(id);
    if (!found) throw new AppError('till.not-found', {});
    return found;
  }
}

function targetOf({ id }: TillRecord) {
  return { kind: 'till', id } as const;
}
