/** Whether the bookings and the providers tell the same story about money. Pure. */
import { z } from 'zod';
import type { Finding } from '../history/history.ts';
import type { LedgerEntry } from '../system/system-under-test.ts';

export const BookedMoney = z.object({
  _id: z.string(),
  status: z.string(),
  totalMinor: z.int(),
  payments: z.array(
    z.object({
      id: z.string(),
      tender: z.string(),
      amountMinor: z.int(),
      refundedMinor: z.int(),
      status: z.string(),
    }),
  ),
});
export type BookedMoney = z.infer<typeof BookedMoney>;

/** I4: what a booking holds is what its seats cost, and its provider says the same of each payment. */
export function judgeMoney(
  booking: BookedMoney,
  ledger: ReadonlyMap<string, LedgerEntry>,
): readonly Finding[] {
  const { _id, status, totalMinor, payments } = booking;
  const kept = payments.map((payment) =>
    wasTaken(payment) ? payment.amountMinor - payment.refundedMinor : 0,
  );
  const heldMinor = kept.reduce((sum, one) => sum + one, 0);
  const owedMinor = status === 'BOOKED' ? totalMinor : 0;
  const own =
    heldMinor === owedMinor ? [] : [finding(_id, `holds ${heldMinor} where its seats cost ${owedMinor}`)];
  const strange = payments
    .filter(({ tender }) => tender !== 'CASH')
    .flatMap((payment, index) => {
      const told = ledger.get(payment.id);
      const theirs = told?.captured ? told.amountMinor - told.refundedMinor : 0;
      const ours = wasTaken(payment) ? payment.amountMinor - payment.refundedMinor : 0;
      if (theirs === ours) return [];
      return [finding(_id, `says ${ours} of payment ${index + 1}, its provider ${theirs}`)];
    });
  return [...own, ...strange];
}

/** Money that a provider keeps and no booking knows of. */
export function judgeStrayCharges(
  ledger: ReadonlyMap<string, LedgerEntry>,
  known: ReadonlySet<string>,
): readonly Finding[] {
  return [...ledger.values()]
    .filter(
      ({ paymentId, captured, amountMinor, refundedMinor }) =>
        captured && amountMinor > refundedMinor && !known.has(paymentId),
    )
    .map(({ paymentId, amountMinor }) => ({
      kind: 'finding',
      invariant: 'I4',
      message: `a provider keeps ${amountMinor} of payment ${paymentId}, which no booking has`,
    }));
}

function wasTaken({ status }: { readonly status: string }): boolean {
  return status === 'CAPTURED' || status === 'REFUNDED';
}

function finding(booking: string, message: string): Finding {
  return { kind: 'finding', invariant: 'I4', message: `the booking ${message}`, bookings: [booking] };
}
