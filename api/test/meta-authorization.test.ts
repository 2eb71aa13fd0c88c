import type { Access } from '@foyer/shared/endpoint';
import { can, Role } from '@foyer/shared/roles';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { problemOf } from './harness/client.ts';
import { allContracts, examplePath } from './harness/contracts.ts';

type Caller = 'ANONYMOUS' | Role;

const everybody: readonly Role[] = Role.options;
const managers: readonly Role[] = ['MANAGER', 'ADMIN'];

/** Who passes the door. A way in without a row here does not compile. */
const rows: Readonly<Record<Access, readonly Caller[]>> = {
  public: ['ANONYMOUS', ...everybody],
  'signed-in': everybody,
  'seats.hold': everybody,
  'bookings.own': everybody,
  'tender.online': ['USER'],
  'tender.cash': ['CASHIER', ...managers],
  'tender.card': ['CASHIER', ...managers],
  'bookings.refund': ['CASHIER', ...managers],
  'bookings.exchange': ['CASHIER', ...managers],
  'bookings.view-all': managers,
  'holds.view-owners': managers,
  'holds.force-release': managers,
  'audit.view': managers,
  'admin.view': managers,
  'people.view': managers,
  'people.invite': managers,
  'people.manage': managers,
  'tills.manage': managers,
  'pin.set': ['CASHIER', ...managers],
  'approvals.request': ['CASHIER', ...managers],
  'approvals.decide': managers,
};

let box: BoxOffice;
beforeAll(async () => {
  box = await startBoxOffice();
});
afterAll(() => box.stop());

test.each(Object.entries(rows))('%s is given to the roles of its row', (access, row) => {
  if (access === 'public' || access === 'signed-in') return;
  const allowed = everybody.filter((role) => can(role, access as Exclude<Access, 'public' | 'signed-in'>));
  expect(allowed).toEqual(row);
});

const callers: readonly Caller[] = ['ANONYMOUS', ...everybody];
const matrix = allContracts.flatMap(([name, contract]) =>
  callers.map((caller) => ({ name, contract, caller, passes: rows[contract.access].includes(caller) })),
);

test.each(matrix)('$name lets $caller in: $passes', async ({ contract, caller, passes }) => {
  const client = caller === 'ANONYMOUS' ? box.anonymous : box.actAs(caller);
  const reply = await client.send(contract.method, examplePath(contract), contract.body ? { body: {} } : {});
  const code = reply.status in contract.replies ? 'answered' : problemOf(reply.text).code;
  const turnedAway = caller === 'ANONYMOUS' ? 'auth.required' : 'action.forbidden';
  expect(code === 'auth.required' || code === 'action.forbidden' ? code : 'let in').toBe(
    passes ? 'let in' : turnedAway,
  );
});
