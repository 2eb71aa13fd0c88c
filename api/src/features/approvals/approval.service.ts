import type { ApprovalStatus } from '@foyer/shared/approval-kinds';
import type { Approval, ApprovalRequest } from '@foyer/shared/http/approvals';
import type { PinSignIn } from '@foyer/shared/http/pin';
import { ApprovalId, type TillId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import type { Clock } from '../../platform/clock.ts';
import { Turns } from '../../platform/turns.ts';
import type { Actor } from '../actor.ts';
import { nameOf } from '../bookings/idempotency.ts';
import type { User } from '../identity/identity.repository.ts';
import type { Origin, Trail } from '../identity/trail.ts';
import { systemAct, type ActContext } from '../seats/seats.ts';
import type { ApprovalDraft, ApprovalRecord } from './approval.ts';
import { approvalEvent } from './approval-events.ts';
import { mayActAlone, orderedSubject, stateAt } from './approval.policy.ts';
import { presentApprovals, type NamesOf } from './approval.presenter.ts';
import type { ApprovalRepository } from './approval.repository.ts';

export interface ApprovalNeeds {
  readonly repository: ApprovalRepository;
  readonly namesOf: NamesOf;
  readonly clock: Clock;
  /** How long a request waits for its decision, and a grant for its action. */
  readonly lifeMs: number;
  /** The person whose PIN this is, at a till where they were before. Throws pin.refused and pin.locked. */
  readonly checkPin: (till: { readonly id: TillId }, said: PinSignIn, origin: Origin) => Promise<User>;
  readonly trail: Trail;
  /** Facts wait in the outbox. */
  readonly onSaved: () => void;
}

/** Who acts, and by which request. */
export interface By {
  readonly actor: Actor;
  readonly act: ActContext;
}

export interface Decision {
  readonly decision: 'GRANT' | 'REFUSE';
  readonly note?: string | undefined;
}

export type ApprovalService = ReturnType<typeof createApprovalService>;

const mostListed = 100;
/** Of one person at the same time: far more than one sale needs. */
const mostOpen = 20;
const batch = 100;

/** Asking, deciding and taking back. Every step is one compare-and-set that carries its own fact for the audit. */
export function createApprovalService(needs: ApprovalNeeds) {
  const { repository, namesOf, clock, lifeMs, onSaved } = needs;
  /** One after the other of each person, or many at once would count the same. */
  const asking = new Turns();
  const present = async (approval: ApprovalDraft): Promise<Approval> => {
    const [presented] = await presentApprovals([approval], namesOf, clock.now());
    if (!presented) throw new Error('one approval is presented as one');
    return presented;
  };

  /**
   * Asked again with the same key it is the same request; throws idempotency.mismatch for another one, and rate.limited
   * where too many of this person wait already.
   */
  async function request(by: By & { readonly idempotencyKey: string }, wish: ApprovalRequest) {
    const { requestHash, payloadHash } = nameOf(by, 'approvals', wish);
    const now = clock.now();
    const asked: ApprovalDraft = {
      _id: ApprovalId.parse(`apr_${requestHash}`),
      kind: wish.kind,
      subject: orderedSubject(wish.subject),
      reason: wish.reason,
      requestedBy: by.actor.userId,
      till: by.actor.tillId,
      status: 'PENDING',
      requestedAt: now,
      expiresAt: new Date(now.getTime() + lifeMs),
      decidedBy: null,
      decidedAt: null,
      note: null,
      by: null,
      payloadHash,
      usedBy: null,
      changedAt: now,
    };
    const kept = await asking.take(asked.requestedBy, async () => {
      if ((await repository.countOpen(asked)) >= mostOpen) {
        throw new AppError('rate.limited', { retryAfterSeconds: Math.ceil(lifeMs / 1_000) });
      }
      return repository.insert({ next: asked, fact: approvalEvent(asked, by.act, asked.reason) });
    });
    if (kept.payloadHash !== payloadHash) throw new AppError('idempotency.mismatch', {});
    onSaved();
    return present(kept);
  }

  async function list(status: ApprovalStatus | undefined): Promise<Approval[]> {
    const now = clock.now();
    return presentApprovals(await repository.newest(status, { now, limit: mostListed }), namesOf, now);
  }

  async function one(actor: Actor, id: ApprovalId): Promise<Approval> {
    return present(await visible(actor, id));
  }

  /** Somebody else's request is no more there than one that nobody made. */
  async function visible(actor: Actor, id: ApprovalId): Promise<ApprovalRecord> {
    const found = await repository.find(id);
    if (found && (found.requestedBy === actor.userId || mayActAlone(actor.role))) return found;
    throw new AppError('approval.not-found', {});
  }

  /** Throws approval.own, and approval.state where it is not open any more; the same manager may say the same again. */
  async function decide(by: By, id: ApprovalId, { decision, note }: Decision) {
    const seen = await visible(by.actor, id);
    if (seen.requestedBy === by.actor.userId) throw new AppError('approval.own', {});
    const status = decision === 'GRANT' ? 'GRANTED' : 'REFUSED';
    if (seen.status === status && seen.decidedBy === by.actor.userId) return present(seen);
    const verdict = { status, decidedBy: by.actor.userId, note: note ?? null, by: 'ONLINE' } as const;
    return present(await settle(seen, verdict, by.act));
  }

  /**
   * Grants the caller's own request by the PIN of a manager who stands at the same till. Throws till.needed away from
   * that till, approval.own for the caller's own PIN, approval.state, pin.refused, pin.locked, and action.forbidden for
   * a PIN that is right and not a manager's.
   */
  async function decideByPin(by: By & { readonly origin: Origin }, id: ApprovalId, said: PinSignIn) {
    const { userId, tillId } = by.actor;
    const seen = await visible(by.actor, id);
    if (seen.requestedBy !== userId) throw new AppError('approval.not-found', {});
    if (said.userId === userId) throw new AppError('approval.own', {});
    if (tillId === null || seen.till !== tillId) throw new AppError('till.needed', {});
    const state = stateAt(seen, clock.now());
    if (state !== 'PENDING') throw new AppError('approval.state', { state });
    const manager = await needs.checkPin({ id: tillId }, said, by.origin);
    if (!mayActAlone(manager.role)) return refuseColleague(manager, id, by);
    const act: ActContext = { ...by.act, actor: { id: manager.id, role: manager.role } };
    const verdict = { status: 'GRANTED', decidedBy: manager.id, note: null, by: 'PIN' } as const;
    return present(await settle(seen, verdict, act));
  }

  /** Whoever tries colleagues' PINs here is seen. */
  async function refuseColleague(
    { id, role }: User,
    approvalId: ApprovalId,
    { actor, origin }: By & { readonly origin: Origin },
  ): Promise<never> {
    const target = { kind: 'approval', id: approvalId } as const;
    await needs.trail(
      {
        action: 'sign-in.refused',
        actor: { id, role },
        till: actor.tillId,
        target,
        reason: 'pin-of-no-manager',
      },
      origin,
    );
    throw new AppError('action.forbidden', { action: 'approvals.decide' });
  }

  /** What was decided, by a step from PENDING; a grant gives its action as long as the decision had. */
  function settle(
    seen: ApprovalRecord,
    verdict: Pick<ApprovalDraft, 'status' | 'decidedBy' | 'note' | 'by'>,
    act: ActContext,
  ): Promise<ApprovalRecord> {
    const now = clock.now();
    const expiresAt = verdict.status === 'GRANTED' ? new Date(now.getTime() + lifeMs) : seen.expiresAt;
    const next: ApprovalDraft = { ...seen, ...verdict, decidedAt: now, expiresAt, changedAt: now };
    return step(seen, { next, from: ['PENDING'] }, act);
  }

  /** Throws approval.state once it is used, refused or over; withdrawn twice is withdrawn. */
  async function withdraw(by: By, id: ApprovalId): Promise<Approval> {
    const seen = await visible(by.actor, id);
    if (seen.requestedBy !== by.actor.userId) throw new AppError('approval.not-found', {});
    if (seen.status === 'WITHDRAWN') return present(seen);
    const next: ApprovalDraft = { ...seen, status: 'WITHDRAWN', changedAt: clock.now() };
    return present(await step(seen, { next, from: ['PENDING', 'GRANTED'] }, by.act));
  }

  async function step(
    seen: ApprovalRecord,
    { next, from }: { readonly next: ApprovalDraft; readonly from: readonly ApprovalStatus[] },
    act: ActContext,
  ): Promise<ApprovalRecord> {
    const state = stateAt(seen, next.changedAt);
    if (!from.includes(state)) throw new AppError('approval.state', { state });
    const note = next.status === 'WITHDRAWN' ? null : next.note;
    const taken = await repository.step(seen, { next, fact: approvalEvent(next, act, note) }, next.changedAt);
    if (!taken) {
      const now = await repository.find(seen._id);
      throw new AppError('approval.state', { state: now ? stateAt(now, clock.now()) : 'EXPIRED' });
    }
    onSaved();
    return taken;
  }

  /** One run: writes down what the clock has ended. Answers true when more are waiting. */
  async function expire(): Promise<boolean> {
    const now = clock.now();
    const over = await repository.overdue(now, batch);
    for (const seen of over) {
      const next: ApprovalDraft = { ...seen, status: 'EXPIRED', changedAt: now };
      await repository.step(seen, { next, fact: approvalEvent(next, systemAct, null) }, now);
    }
    if (over.length > 0) onSaved();
    return over.length >= batch;
  }

  return { request, list, one, decide, decideByPin, withdraw, expire, present };
}
