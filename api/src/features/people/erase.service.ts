import type { AuditEvent } from '@foyer/shared/audit';
import type { UserId } from '@foyer/shared/ids';
import { AppError, unfitRequest } from '@foyer/shared/problems';
import type { Clock } from '../../platform/clock.ts';
import { searchKeyOf } from '../identity/person-keys.ts';
import type { Erasure, ErasureRepository, Holding, Subject } from './erasure.ts';
import type { PeopleRepository, PersonRecord } from './people.ts';
import { normalEmail, ruleAgainst } from './people.policy.ts';
import { requireStanding, type By } from './people.service.ts';

export interface EraseNeeds {
  readonly repository: PeopleRepository;
  readonly erasures: ErasureRepository;
  /** Everything that keeps something about people but the account itself, which goes last. */
  readonly holdings: readonly Holding[];
  readonly removeAccount: (id: UserId) => Promise<void>;
  readonly unsettled: (
    subject: Subject,
    now: Date,
  ) => Promise<{ readonly open: number; readonly upcoming: number }>;
  readonly record: (event: AuditEvent) => Promise<void>;
  readonly clock: Clock;
}

export interface EraseWish {
  readonly reason: string;
  readonly force?: boolean | undefined;
}

export type EraseService = ReturnType<typeof createEraseService>;

/** A request that had begun before everything was gone may have written since; no token lives longer than this. */
const lookAgainMs = 900_000;
const batch = 20;

/**
 * Takes people out of what is kept: ADR 16. First they are kept out and the erasure is noted, in one transaction; then
 * each holding forgets them; then the audit hears of it, by their id; the account, by which they are found, goes last.
 * Whatever cuts this short, the same request or a worker begins again at the first step, and each step may be repeated.
 */
export function createEraseService(needs: EraseNeeds) {
  const { repository, erasures, clock } = needs;

  async function erase(by: By, id: UserId, wish: EraseWish): Promise<{ id: UserId; erasedAt: string }> {
    const there = await erasures.find(id);
    if (there?.doneAt) return { id, erasedAt: there.doneAt.toISOString() };
    return { id, erasedAt: (await finish(there ?? (await begin(by, id, wish)))).toISOString() };
  }

  async function begin({ actor: caller, origin }: By, id: UserId, { reason, force }: EraseWish) {
    const known = await repository.find(id);
    if (known) {
      requireNameless(reason, known);
      await requireSettled(known, force ?? false);
    }
    return repository.alone(async (people) => {
      const actor = await requireStanding(people, caller);
      const person = await people.person(id);
      if (!person) return await requireErased(id);
      const otherAdmins = await people.otherAdmins(id);
      const rule = ruleAgainst({ actor, person, becomes: 'disabled', otherAdmins });
      if (rule) throw new AppError('people.rule', { rule });
      const now = clock.now();
      const by = { id: actor.id, role: actor.role };
      const begun: Erasure = { id, by, reason, origin, requestedAt: now, doneAt: null };
      await people.change(id, { disabledAt: now });
      return people.openErasure(begun);
    });
  }

  /** Somebody else has erased them this very moment. */
  async function requireErased(id: UserId): Promise<Erasure> {
    const there = await erasures.find(id);
    if (!there) throw new AppError('person.not-found', {});
    return there;
  }

  async function requireSettled(person: PersonRecord, force: boolean): Promise<void> {
    const counts = await needs.unsettled(subjectOf(person), clock.now());
    if (!force && counts.open + counts.upcoming > 0) throw new AppError('person.has-bookings', counts);
  }

  async function finish(begun: Erasure): Promise<Date> {
    const known = await repository.find(begun.id);
    const subject = known ? subjectOf(known) : { id: begun.id, email: null };
    for (const holding of needs.holdings) await holding.erase(subject, clock.now());
    await needs.record(eventOf(begun));
    await needs.removeAccount(begun.id);
    const doneAt = begun.doneAt ?? clock.now();
    const isSecondLook = begun.doneAt !== null;
    const lookAgainAt = isSecondLook ? null : new Date(doneAt.getTime() + lookAgainMs);
    await erasures.end(begun.id, { doneAt, lookAgainAt });
    return doneAt;
  }

  /** One run of the worker. Answers true where more may be waiting. */
  async function finishDue(): Promise<boolean> {
    const due = await erasures.due(clock.now(), batch);
    const outcomes = await Promise.allSettled(due.map(finish));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
    return due.length === batch;
  }

  /** Nobody asked: a customer has not come back for years. False where something is a reason to keep them. */
  async function eraseUnused({ id, email }: { readonly id: UserId; readonly email: string }) {
    const { open, upcoming } = await needs.unsettled({ id, email: normalEmail(email) }, clock.now());
    if (open + upcoming > 0) return false;
    const by = { id: 'system', role: null };
    const begun = await repository.alone(async (people) => {
      const person = await people.person(id);
      if (person?.role !== 'USER' || person.disabledAt !== null) return null;
      const requestedAt = clock.now();
      const reason = 'never came back';
      const erasure: Erasure = { id, by, reason, origin: null, requestedAt, doneAt: null };
      await people.change(id, { disabledAt: requestedAt });
      return people.openErasure(erasure);
    });
    if (begun) await finish(begun);
    return begun !== null;
  }

  return { erase, finishDue, eraseUnused };
}

function subjectOf({ id, email }: PersonRecord): Subject {
  return { id, email: normalEmail(email) };
}

/** The reason outlives the person in the audit, which nobody edits. */
function requireNameless(reason: string, { name, email }: PersonRecord): void {
  const said = searchKeyOf(reason).split(/[^\p{L}\p{N}@.+-]+/u);
  const words = searchKeyOf(name).split(/\s+/);
  if (!said.includes(searchKeyOf(email)) && !words.some((word) => word.length > 2 && said.includes(word))) {
    return;
  }
  const message = 'is kept for ever, so it must not say who it is about';
  throw unfitRequest([{ path: 'body.reason', message }]);
}

function eventOf({ id, by, reason, origin, requestedAt }: Erasure): AuditEvent {
  return {
    id: `erased:${id}`,
    at: requestedAt.toISOString(),
    actor: by,
    till: null,
    action: 'people.erased',
    target: { kind: 'user', id },
    showtimeId: null,
    before: null,
    after: null,
    reason,
    requestId: origin?.requestId ?? null,
    traceId: origin?.traceId ?? null,
    result: 'OK',
  };
}
