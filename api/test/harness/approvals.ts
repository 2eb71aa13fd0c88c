/** Steps with approvals that tests share. */
import { decideApproval, requestApproval, type Approval } from '@foyer/shared/http/approvals';
import type { Booking } from '@foyer/shared/http/bookings';
import type { Client, Input } from './client.ts';

type Asked = Input<typeof requestApproval.body>;

/** What a cashier asks for, told without a reason. */
export type Wish = Asked extends infer One ? (One extends unknown ? Omit<One, 'reason'> : never) : never;

export async function ask(clerk: Client, wish: Wish): Promise<Approval> {
  const body: Asked = { ...wish, reason: 'the guest is ill' };
  return (await clerk.call(requestApproval, { body })).body.approval;
}

export async function grant(manager: Client, { id }: Pick<Approval, 'id'>): Promise<Approval> {
  return (await manager.call(decideApproval, { params: { id }, body: { decision: 'GRANT' } })).body.approval;
}

/** All seats of a booking for all its money. */
export function wholeRefund({ id: bookingId, seats, totalMinor, currency }: Booking): Wish {
  return { kind: 'REFUND', subject: { bookingId, seats, amountMinor: totalMinor, currency } };
}
