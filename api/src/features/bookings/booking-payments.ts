/** What money does to a booking. Pure: a booking and an answer in, what it becomes out. */
import type { ApprovalId, RefundId } from '@foyer/shared/ids';
import { sumMinor } from '@foyer/shared/money';
import type { ChargeOutcome } from '../payments/payment.port.ts';
import type { ActContext } from '../seats/seats.ts';
import type { BookingDraft, PaymentRecord, RefundRecord } from './booking.ts';
import { changed, type BookingChange } from './booking-change.ts';
import type { BookingFact } from './booking-events.ts';
import { heldMinor, isOpen, refundParts, withRefund } from './money.ts';

/** Under which name, by whom and when something is done. */
export interface Doing {
  readonly act: ActContext;
  readonly at: Date;
  /** The id of a refund, should one become necessary. */
  readonly refundId: RefundId;
  /** What allowed that refund, where it was not its actor's own to give. */
  readonly approvalId?: ApprovalId | null;
}

/** Enters started payments: cash alone is money at once, anything else waits for an answer. */
export function enterPayments(
  booking: BookingDraft,
  payments: readonly PaymentRecord[],
  doing: Doing,
): BookingChange {
  const entered = { ...booking, payments: [...booking.payments, ...payments] };
  if (payments.some(({ tender }) => tender !== 'CASH')) return changed(booking, entered, []);
  const paid = takeCash(entered);
  const facts = newlyCaptured(booking, paid).map((one) => aboutPayment('payment.captured', one));
  return booked(paid, { seen: booking, facts }, doing);
}

/**
 * Brings the answer about one payment in; null where it says nothing new. A booking that is paid is BOOKED; one that
 * sells in one step fails with its payment. Late money claims the seats again: the arbiter may refuse that, and then
 * `withoutSeats` says what becomes of the booking instead. Money that buys nothing goes back.
 */
export function settlePayment(
  booking: BookingDraft,
  { paymentId, outcome }: { readonly paymentId: string; readonly outcome: ChargeOutcome },
  doing: Doing,
): BookingChange | null {
  const payment = booking.payments.find(({ id }) => id === paymentId);
  if (!payment) return null;
  switch (outcome.kind) {
    case 'UNKNOWN':
      return payment.status === 'STARTED' ? unanswered(booking, payment) : null;
    case 'DECLINED':
      return isOpen(payment) ? declined(booking, { payment, reason: outcome.reason }, doing) : null;
    case 'CAPTURED':
      return isOpen(payment) || payment.status === 'DECLINED'
        ? captured(booking, { payment, outcome }, doing)
        : null;
  }
}

/** The same money where the seats are gone: it is held, and other seats will be offered for it. */
export function withoutSeats({ next, facts }: BookingChange, seen: BookingDraft): BookingChange {
  const parts = { payments: next.payments, status: seen.status };
  const told = facts.filter(({ action }) => action === 'payment.captured');
  return changed(seen, parts, told);
}

/** Ends a booking that nobody paid in time, or that was given up. Only where no payment is open. */
export function endUnpaid(
  booking: BookingDraft,
  { to, reason }: { readonly to: 'EXPIRED' | 'CANCELLED'; readonly reason?: string | undefined },
  doing: Doing,
): BookingChange {
  const action = to === 'EXPIRED' ? 'booking.expired' : 'booking.cancelled';
  const fact: BookingFact = { action, before: booking.status, ...(reason ? { reason } : {}) };
  return moneyBack({ ...booking, status: to }, { seen: booking, facts: [fact], reason: action }, doing);
}

/** Sends everything back that buys no seat; the booking stays what it is. Null where there is nothing. */
export function returnSurplus(booking: BookingDraft, reason: string, doing: Doing): BookingChange | null {
  return surplusOf(booking) > 0 ? moneyBack(booking, { seen: booking, facts: [], reason }, doing) : null;
}

function unanswered(booking: BookingDraft, payment: PaymentRecord): BookingChange {
  const payments = withPayment(booking, { ...payment, status: 'UNKNOWN' });
  return changed(booking, { payments }, [aboutPayment('payment.unknown', payment)]);
}

function declined(
  booking: BookingDraft,
  { payment, reason }: { readonly payment: PaymentRecord; readonly reason: string },
  doing: Doing,
): BookingChange {
  // What was to be paid in cash beside it was never taken.
  const payments = withPayment(booking, { ...payment, status: 'DECLINED' }).map((other) =>
    other.tender === 'CASH' && isOpen(other) ? { ...other, status: 'DECLINED' as const } : other,
  );
  const facts: BookingFact[] = [aboutPayment('payment.declined', payment, reason)];
  const stillOpen = payments.some(isOpen);
  if (booking.status !== 'PENDING' || booking.flow === 'BOOK' || stillOpen) {
    return changed(booking, { payments }, facts);
  }
  const failed: BookingFact = { action: 'booking.failed', before: booking.status, reason };
  const next = { ...booking, payments, status: 'FAILED' as const };
  return moneyBack(next, { seen: booking, facts: [...facts, failed], reason: 'payment declined' }, doing);
}

function captured(
  booking: BookingDraft,
  { payment, outcome }: { payment: PaymentRecord; outcome: ChargeOutcome & { kind: 'CAPTURED' } },
  doing: Doing,
): BookingChange {
  const { providerRef, cardLast4 } = outcome;
  const money = {
    ...payment,
    status: 'CAPTURED' as const,
    providerRef: providerRef ?? payment.providerRef,
    cardLast4: cardLast4 ?? payment.cardLast4,
  };
  const paid = takeCash({ ...booking, payments: withPayment(booking, money) });
  const facts = newlyCaptured(booking, paid).map((one) => aboutPayment('payment.captured', one));
  const isEnough = heldMinor(paid) >= booking.totalMinor;
  switch (booking.status) {
    case 'PENDING':
    case 'EXPIRED':
    case 'FAILED': {
      if (isEnough) return booked(paid, { seen: booking, facts }, doing);
      if (booking.status === 'PENDING') return pendingStill(paid, { seen: booking, facts }, doing);
      return moneyBack(paid, { seen: booking, facts, reason: 'late and not enough' }, doing);
    }
    case 'BOOKED':
    case 'CANCELLED':
    case 'REFUNDED':
      return moneyBack(paid, { seen: booking, facts, reason: 'not needed any more' }, doing);
  }
}

/** A split sale whose other part was declined meanwhile fails as a whole; else the rest is waited for. */
function pendingStill(paid: BookingDraft, { seen, facts }: Seen, doing: Doing): BookingChange {
  const isLost = seen.flow === 'CONFIRM' && !paid.payments.some(isOpen);
  if (!isLost) return changed(seen, { payments: paid.payments }, facts);
  const reason = 'payment declined';
  const failed: BookingFact = { action: 'booking.failed', before: seen.status, reason };
  return moneyBack({ ...paid, status: 'FAILED' }, { seen, facts: [...facts, failed], reason }, doing);
}

function booked(paid: BookingDraft, { seen, facts }: Seen, doing: Doing): BookingChange {
  const success: BookingFact = { action: 'booking.success', before: seen.status };
  const next = { ...paid, status: 'BOOKED' as const, claims: true };
  return moneyBack(next, { seen, facts: [...facts, success], reason: 'paid too much' }, doing);
}

/** Cash that was laid down beside a card is taken once it completes the sum. */
function takeCash(booking: BookingDraft): BookingDraft {
  const open = booking.payments.filter(isOpen);
  const waiting = sumMinor(open.map(({ amountMinor }) => amountMinor));
  const isComplete =
    open.every(({ tender }) => tender === 'CASH') && heldMinor(booking) + waiting >= booking.totalMinor;
  if (!isComplete || booking.status !== 'PENDING') return booking;
  const payments = booking.payments.map((payment) =>
    isOpen(payment) ? { ...payment, status: 'CAPTURED' as const } : payment,
  );
  return { ...booking, payments };
}

interface Seen {
  readonly seen: BookingDraft;
  readonly facts: readonly BookingFact[];
}

/** The change to `next`, with a refund entered for what it holds beyond the price of its seats. */
function moneyBack(
  next: BookingDraft,
  { seen, facts, reason }: Seen & { readonly reason: string },
  doing: Doing,
): BookingChange {
  const amountMinor = surplusOf(next);
  if (amountMinor <= 0) return changed(seen, next, facts);
  const refund: RefundRecord = {
    id: doing.refundId,
    requestHash: `surplus-${seen.version}`,
    payloadHash: '',
    lines: [],
    amountMinor,
    reason,
    parts: [...refundParts(next, amountMinor, doing.act)],
    actor: doing.act.actor,
    approvalId: doing.approvalId ?? null,
    at: doing.at,
  };
  return changed(seen, withRefund(next, refund), [...facts, ...refundFacts(refund)]);
}

function surplusOf(booking: BookingDraft): number {
  const owned = booking.status === 'PENDING' || booking.status === 'BOOKED' ? booking.totalMinor : 0;
  return heldMinor(booking) - owned;
}

/** What is told of money that left the drawer with the refund itself; a provider's part is told when it is done. */
export function refundFacts(refund: RefundRecord): readonly BookingFact[] {
  return refund.parts
    .filter((part) => part.state === 'DONE')
    .map((part) => ({
      action: 'payment.refunded',
      part: `${refund.id}-${part.paymentId}`,
      reason: refund.reason,
      more: { paymentId: part.paymentId, refundedMinor: part.amountMinor },
    }));
}

function newlyCaptured(before: BookingDraft, after: BookingDraft): readonly PaymentRecord[] {
  return after.payments.filter(
    ({ id, status }) =>
      status === 'CAPTURED' && before.payments.find((known) => known.id === id)?.status !== 'CAPTURED',
  );
}

/** The fact of one payment, told apart from others of the same step. */
export function aboutPayment(
  action: 'payment.captured' | 'payment.declined' | 'payment.unknown',
  { id, tender, amountMinor }: PaymentRecord,
  reason?: string,
): BookingFact {
  return { action, part: id, more: { paymentId: id, tender, amountMinor }, ...(reason ? { reason } : {}) };
}

function withPayment(booking: BookingDraft, payment: PaymentRecord): PaymentRecord[] {
  return booking.payments.map((other) => (other.id === payment.id ? payment : other));
}
