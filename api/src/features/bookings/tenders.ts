import type { PaymentRequest, Tender } from '@foyer/shared/http/bookings';
import { PaymentId } from '@foyer/shared/ids';
import { sumMinor } from '@foyer/shared/money';
import { AppError, unfitRequest } from '@foyer/shared/problems';
import { can, type Ability } from '@foyer/shared/roles';
import type { IdSource } from '../../platform/random-ids.ts';
import type { Actor } from '../actor.ts';
import type { ActContext } from '../seats/seats.ts';
import type { PaymentRecord } from './booking.ts';

const abilityOf: Readonly<Record<'CASH' | 'CARD' | 'ONLINE', Ability>> = {
  CASH: 'tender.cash',
  CARD: 'tender.card',
  ONLINE: 'tender.online',
};

/** What may be paid with here. */
export interface TenderTerms {
  readonly accepted: readonly Tender[];
  /** Whether money at the counter is taken, and cash given, in sessions of enrolled tills only. */
  readonly tillRequired: boolean;
  /** Whether they are taken and given in open shifts only. */
  readonly shiftRequired: boolean;
}

/** How a sale in one step is paid: in full by cash where nothing else is said. */
export function tendersOf({
  payments,
}: {
  readonly payments?: readonly PaymentRequest[] | undefined;
}): readonly Tender[] {
  return payments?.map(({ tender }) => tender) ?? ['CASH'];
}

/**
 * Throws action.forbidden for a tender that the role may not take, till.needed for one that wants a till, and
 * request.unfit for one not taken here.
 */
export function requireTenders(
  actor: Pick<Actor, 'role' | 'tillId'>,
  tenders: readonly Tender[],
  { accepted, tillRequired }: TenderTerms,
): void {
  for (const tender of tenders) {
    if (tender === 'GIFT_CARD' || can(actor.role, abilityOf[tender])) continue;
    throw new AppError('action.forbidden', { action: abilityOf[tender] });
  }
  const isAtCounter = tenders.some((tender) => tender === 'CASH' || tender === 'CARD');
  if (tillRequired && isAtCounter && actor.tillId === null) throw new AppError('till.needed', {});
  const issues = tenders.flatMap((tender, index) =>
    accepted.includes(tender)
      ? []
      : [{ path: `body.payments.${index}.tender`, message: 'is not accepted here yet' }],
  );
  if (issues.length > 0) throw unfitRequest(issues);
}

/** Throws shift.needed where money at the counter would belong to no shift. A request that came before is not asked. */
export function requireShift(
  { drawer }: Pick<ActContext, 'drawer'>,
  tenders: readonly Tender[],
  { shiftRequired }: TenderTerms,
): void {
  const isAtCounter = tenders.some((tender) => tender === 'CASH' || tender === 'CARD');
  if (shiftRequired && isAtCounter && !drawer) throw new AppError('shift.needed', {});
}

/** Throws till.needed, shift.needed where cash that a booking was paid with would come out of no till's drawer. */
export function requireDrawerForCash(
  { actor, act }: { readonly actor: Pick<Actor, 'tillId'>; readonly act: Pick<ActContext, 'drawer'> },
  { payments }: { readonly payments: readonly Pick<PaymentRecord, 'tender'>[] },
  terms: TenderTerms,
): void {
  const cash = payments.map(({ tender }) => tender).filter((tender) => tender === 'CASH');
  if (terms.tillRequired && cash.length > 0 && actor.tillId === null) throw new AppError('till.needed', {});
  requireShift(act, cash, terms);
}

/** Throws request.unfit unless the payments are exactly what is due. */
export function requireExactly(payments: readonly PaymentRequest[], dueMinor: number): void {
  const offered = sumMinor(payments.map(({ amountMinor }) => amountMinor));
  const empty = payments.findIndex(({ amountMinor }) => amountMinor === 0);
  const [only] = payments;
  if (payments.length > 1 && empty >= 0) {
    throw unfitRequest([{ path: `body.payments.${empty}.amountMinor`, message: 'must be more than 0' }]);
  }
  if (offered === dueMinor) return;
  const message =
    payments.length === 1 && only
      ? `must be ${dueMinor}, what is to be paid`
      : `must add up to ${dueMinor}, what is to be paid`;
  throw unfitRequest([{ path: 'body.payments.0.amountMinor', message }]);
}

/** Payments as they begin, named by the request that makes them. */
export function startedPayments(
  payments: readonly PaymentRequest[],
  made: {
    readonly requestHash: string | null;
    readonly payloadHash: string | null;
    readonly ids: IdSource;
    readonly at: Date;
    readonly act: Pick<ActContext, 'drawer'>;
  },
): readonly PaymentRecord[] {
  return payments.map(({ tender, amountMinor, token }) => ({
    id: PaymentId.parse(made.ids.next('pay')),
    tender,
    amountMinor,
    status: 'STARTED',
    refundedMinor: 0,
    cardLast4: null,
    at: made.at,
    token: token ?? null,
    providerRef: null,
    requestHash: made.requestHash,
    payloadHash: made.payloadHash,
    drawer: tender === 'CASH' || tender === 'CARD' ? (made.act.drawer ?? null) : null,
  }));
}
