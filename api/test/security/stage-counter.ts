/** What there is at the counter beside seats: tills with their keys, and approvals that were asked for. */
import { requestApproval } from '@foyer/shared/http/approvals';
import type { Endpoint } from '@foyer/shared/endpoint';
import { listLeases } from '@foyer/shared/http/leases';
import { getOwnTill } from '@foyer/shared/http/tills';
import type { BoxOffice } from '../harness/box-office.ts';
import type { Client } from '../harness/client.ts';
import { shows } from '../harness/cinema.ts';
import { borrow, giveUp, replay, sellOffline } from '../harness/leases.ts';
import { begin, counterOf, end } from '../harness/shifts.ts';
import { enrolledTill, newTill } from '../harness/tills.ts';
import type { Pool } from './arbitraries.ts';
import type { FuzzCaller } from './caller.ts';

const neverKey = 'til_never.wrong';

/** Only for the routes that are about them. */
export async function counterPool(box: BoxOffice, contract: Endpoint, caller: FuzzCaller): Promise<Pool> {
  const { path, tillKey } = contract;
  const keys = tillKey ? { tillKey: [await seenTill(box), neverKey] } : {};
  const people = { userId: [caller.userId ?? 'usr_never', 'usr_never'], pin: ['2580', '90210'] };
  if (path.startsWith('/api/admin/tills/:id')) {
    const { id } = await newTill(box);
    return { ...keys, id: [id, id, 'til_never'] };
  }
  if (path.startsWith('/api/shifts')) return { ...keys, ...(await shiftPool(box, path)) };
  if (path.startsWith('/api/leases')) return { ...keys, ...(await leasePool(box, path)) };
  if (!path.startsWith('/api/approvals')) return { ...keys, ...(tillKey ? people : {}) };
  await forgetRequests(box, caller);
  const own = caller.name === 'ANONYMOUS' || caller.name === 'USER' ? [] : [await asked(caller.client())];
  const other = await asked(box.actAs('CASHIER'));
  return { ...people, id: [...own, other, other, 'apr_never'] };
}

/** Managers act upon shifts of any till; cashiers of no till find none. */
async function shiftPool(box: BoxOffice, path: string): Promise<Pool> {
  const { clerk, tillId } = await counterOf(box);
  const shift = await begin(clerk);
  if (path.endsWith('/corrections')) await end(clerk, shift);
  return { id: [shift.id, shift.id, 'shf_never'], till: [tillId, 'til_never'] };
}

/** Managers act upon leases and conflicts of any till; who is at no till borrows nothing. */
async function leasePool(box: BoxOffice, path: string): Promise<Pool> {
  const manager = box.actAs('MANAGER');
  // The hall is small: what the cases before had is given up.
  const { leases } = (await manager.call(listLeases, { query: { all: 'true' } })).body;
  for (const earlier of leases) await giveUp(manager, earlier);
  const { clerk } = await counterOf(box);
  const lease = await borrow(clerk, shows.late);
  const sale = { ...sellOffline(lease, lease.seats.slice(0, 1)), reference: 'NONE-SUCH' };
  const [answer] = (await replay(clerk, lease, sale)).body.sales;
  if (answer?.outcome !== 'CONFLICT') throw new Error('a slip of nobody is a conflict');
  const id = path.startsWith('/api/leases/conflicts') ? answer.conflictId : lease.id;
  return { id: [id, id, 'lse_never'], journalId: [lease.journalId], seat: lease.seats };
}

/** A key that was used just now: that is written down to the minute, and no case's doing. */
async function seenTill(box: BoxOffice): Promise<string> {
  const { key, headers } = await enrolledTill(box);
  await box.anonymous.call(getOwnTill, { headers });
  return key;
}

/** Of the twenty that may wait, the cases before have used most. */
async function forgetRequests(box: BoxOffice, { userId }: FuzzCaller): Promise<void> {
  const ended = { $set: { status: 'WITHDRAWN' } };
  await box.connection
    .collection('approvals')
    .updateMany({ requestedBy: userId ?? 'usr_never', status: 'PENDING' }, ended);
}

async function asked(client: Client): Promise<string> {
  const body = { kind: 'NO_SALE', subject: {}, reason: 'a test' } as const;
  return (await client.call(requestApproval, { body })).body.approval.id;
}
