import type { AuditFacts } from '@foyer/shared/audit';
import type { ApprovalId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import type { Clock } from '../../platform/clock.ts';
import type { Actor } from '../actor.ts';
import type { Approvals } from '../approvals/use-approval.ts';
import { nameOf } from '../bookings/idempotency.ts';
import type { ActContext } from '../seats/seats.ts';
import type { DrawerRepository } from './drawer.repository.ts';

export interface DrawerNeeds {
  readonly repository: DrawerRepository;
  readonly approvals: Approvals;
  /** Whether only tills have a drawer. */
  readonly tillRequired: boolean;
  /** Whether it is opened in open shifts only. */
  readonly shiftRequired: boolean;
  readonly clock: Clock;
  /** A fact waits in the outbox. */
  readonly onSaved: () => void;
}

export interface DrawerCall {
  readonly actor: Actor;
  readonly act: ActContext;
  readonly idempotencyKey: string;
}

export interface DrawerRequest {
  readonly reason: string;
  readonly approvalId?: ApprovalId | undefined;
}

export type OpenDrawer = (call: DrawerCall, request: DrawerRequest) => Promise<void>;

/**
 * Opens the drawer without a sale, once a request. Throws till.needed, shift.needed, approval.*,
 * idempotency.mismatch.
 */
export function createOpenDrawer({ repository, approvals, ...needs }: DrawerNeeds): OpenDrawer {
  const { clock, onSaved } = needs;
  return async (call, request) => {
    const { requestHash, payloadHash } = nameOf(call, 'drawer.open', request);
    const earlier = await repository.find(requestHash);
    if (earlier) return requireSame(earlier.payloadHash, payloadHash);
    if (needs.tillRequired && call.actor.tillId === null) throw new AppError('till.needed', {});
    const { act } = call;
    if (needs.shiftRequired && !act.drawer) throw new AppError('shift.needed', {});
    const { approvalId } = request;
    const used = await approvals.use(call, { kind: 'NO_SALE', subject: {}, approvalId, requestHash });
    const at = clock.now();
    const kept = await repository.insert({
      _id: requestHash,
      payloadHash,
      at,
      shiftId: act.drawer?.shiftId ?? null,
      outbox: [
        {
          id: `drawer:${requestHash}`,
          at: at.toISOString(),
          actor: act.actor,
          till: act.till,
          action: 'drawer.opened',
          target: { kind: 'drawer', id: act.till ?? 'no-till' },
          showtimeId: null,
          before: null,
          after: factsOf(used, act),
          reason: request.reason,
          requestId: act.requestId,
          traceId: act.traceId,
          result: 'OK',
        },
      ],
    });
    requireSame(kept.payloadHash, payloadHash);
    onSaved();
  };
}

function factsOf(approvalId: ApprovalId | null, { drawer }: ActContext): AuditFacts | null {
  const facts = { ...(approvalId ? { approvalId } : {}), ...(drawer ? { shiftId: drawer.shiftId } : {}) };
  return Object.keys(facts).length > 0 ? facts : null;
}

function requireSame(kept: string, asked: string): void {
  if (kept !== asked) throw new AppError('idempotency.mismatch', {});
}
