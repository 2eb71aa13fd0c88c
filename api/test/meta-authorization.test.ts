import type { Access } from '@foyer/shared/endpoint';
import { listMySessions } from '@foyer/shared/http/sessions';
import { getMe } from '@foyer/shared/http/sign-in';
import type { ProblemBody } from '@foyer/shared/problems';
import { can, Role } from '@foyer/shared/roles';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { Client, problemOf } from './harness/client.ts';
import { allContracts, examplePath } from './harness/contracts.ts';
import { eventually } from './harness/eventually.ts';
import { mintToken } from './harness/people.ts';
import { enrolledTill, revoke } from './harness/tills.ts';

/** Two whose tokens are signed well and count no more: both would be administrators. */
type Revoked = 'DISABLED' | 'REVOKED_TILL';
type Caller = 'ANONYMOUS' | Role | Revoked;

const everybody: readonly Role[] = Role.options;
const managers: readonly Role[] = ['MANAGER', 'ADMIN'];

/** Who passes the door. A way in without a row here does not compile. */
const rows: Readonly<Record<Access, readonly Caller[]>> = {
  public: ['ANONYMOUS', ...everybody, 'DISABLED', 'REVOKED_TILL'],
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
  'people.privacy': ['ADMIN'],
  'approvals.request': ['CASHIER', ...managers],
  'approvals.decide': managers,
  'tills.manage': managers,
  'pin.set': ['CASHIER', ...managers],
  'shift.run': ['CASHIER', ...managers],
  'shift.view-all': managers,
  'shift.manage': managers,
  'tickets.admit': ['CASHIER', ...managers],
  'tickets.override': managers,
  'lease.use': ['CASHIER', ...managers],
  'lease.manage': managers,
};

let box: BoxOffice;
let clients: Readonly<Record<Caller, Client>>;
beforeAll(async () => {
  box = await startBoxOffice();
  const revoked = { DISABLED: await disabledPerson(), REVOKED_TILL: await revokedTill() };
  clients = {
    ANONYMOUS: box.anonymous,
    USER: box.actAs('USER'),
    CASHIER: box.actAs('CASHIER'),
    MANAGER: box.actAs('MANAGER'),
    ADMIN: box.actAs('ADMIN'),
    ...revoked,
  };
  await eventually(async () => {
    const reasons = await Promise.all(
      Object.values(revoked).map(
        async (client) => (await client.call(listMySessions)).problem?.details['reason'],
      ),
    );
    if (reasons.join() !== 'disabled,till-revoked') throw new Error(`not revoked yet: ${reasons.join()}`);
  });
});
afterAll(() => box.stop());

test.each(Object.entries(rows))('%s is given to the roles of its row', (access, row) => {
  if (access === 'public' || access === 'signed-in') return;
  const allowed = everybody.filter((role) => can(role, access as Exclude<Access, 'public' | 'signed-in'>));
  expect(allowed).toEqual(row);
});

const callers: readonly Caller[] = ['ANONYMOUS', ...everybody, 'DISABLED', 'REVOKED_TILL'];
const matrix = allContracts.flatMap(([name, contract]) =>
  callers.map((caller) => ({ name, contract, caller, passes: rows[contract.access].includes(caller) })),
);

test.each(matrix)('$name lets $caller in: $passes', async ({ contract, caller, passes }) => {
  const reply = await clients[caller].send(
    contract.method,
    examplePath(contract),
    contract.body ? { body: {} } : {},
  );
  const code = reply.status in contract.replies ? 'answered' : doorCodeOf(problemOf(reply.text));
  expect(Object.values<string>(turnedAway).includes(code) ? code : 'let in').toBe(
    passes ? 'let in' : turnedAway[caller],
  );
});

const turnedAway = {
  ANONYMOUS: 'auth.required',
  USER: 'action.forbidden',
  CASHIER: 'action.forbidden',
  MANAGER: 'action.forbidden',
  ADMIN: 'action.forbidden',
  DISABLED: 'auth.refused disabled',
  REVOKED_TILL: 'auth.refused till-revoked',
} as const satisfies Readonly<Record<Caller, string>>;

/** Routes refuse people whom they do not know by `auth.refused`, too: the reason tells whose refusal it is. */
function doorCodeOf({ code, details }: ProblemBody['error']): string {
  return code === 'auth.refused' ? `${code} ${String(details['reason'])}` : code;
}

async function disabledPerson(): Promise<Client> {
  const admin = await box.signIn('ADMIN');
  const { id } = (await admin.call(getMe)).body.user;
  await box.connection
    .collection<{ _id: string }>('users')
    .updateOne({ _id: id }, { $set: { disabledAt: new Date() } });
  return admin;
}

async function revokedTill(): Promise<Client> {
  const till = await enrolledTill(box);
  const claims = { till: till.id };
  const client = new Client(box.origin, mintToken(box.config, { userId: 'u_till', role: 'ADMIN', claims }));
  await revoke(box, till);
  return client;
}
