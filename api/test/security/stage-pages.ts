/** Cursors that real pages gave, so that the next page is asked for too. */
import type { Endpoint } from '@foyer/shared/endpoint';
import { listBookings, listMyBookings } from '@foyer/shared/http/bookings';
import { listAuditEntries } from '@foyer/shared/http/audit';
import { invitePerson, listInvitations, listPeople } from '@foyer/shared/http/people';
import type { BoxOffice } from '../harness/box-office.ts';
import type { Pool } from './arbitraries.ts';

const one = { query: { limit: 1 } };
/** Those of the other lists among them, which have another shape. */
const foreign = ['', '0', '1.', '.x', 'WyJhIl0', `${Date.now()}|b_1`, '9'.repeat(40)];
/** The last one is too large everywhere. */
const limits = ['1', '2', '20', '50', '100', '100', '201'];

/** Only for the lists that have pages. */
export async function pagePool(box: BoxOffice, { path, method }: Endpoint): Promise<Pool> {
  if (method !== 'GET') return {};
  const manager = box.actAs('MANAGER');
  switch (path) {
    case listAuditEntries.path:
      return pages((await manager.call(listAuditEntries, one)).body.nextCursor, '50');
    case listBookings.path:
    case listMyBookings.path:
      return pages((await manager.call(listBookings, one)).body.nextCursor, `${Date.now()}.b_1`);
    case listPeople.path:
      return pages((await manager.call(listPeople, one)).body.nextCursor, 'bm9ib2R5.usr_never');
    case listInvitations.path:
      for (const name of ['ann', 'bob']) {
        const body = { email: `${name}@invited.example`, role: 'CASHIER' as const };
        await manager.call(invitePerson, { body });
      }
      return pages((await manager.call(listInvitations, one)).body.nextCursor, '.inv_never');
    default:
      return {};
  }
}

function pages(given: string | null, wellFormed: string): Pool {
  const cursor = foreign.flatMap((text) => [text, given ?? wellFormed, wellFormed]);
  return { cursor, limit: limits };
}
