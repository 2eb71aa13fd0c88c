/** How the refusals of leases are brought about. */
import { resolveLeaseConflict } from '@foyer/shared/http/lease-conflicts';
import type { OfflineSale } from '@foyer/shared/http/lease-sales';
import {
  declareLeaseLost,
  listLeases,
  replayLease,
  requestLease,
  returnLease,
  type LeaseKit,
} from '@foyer/shared/http/leases';
import { ConflictId, LeaseId, ShowtimeId, type HoldId, type SeatId } from '@foyer/shared/ids';
import type { ProblemCode } from '@foyer/shared/problems';
import { confirmBooking } from '@foyer/shared/http/bookings';
import { listMyHolds, lockSeats } from '@foyer/shared/http/holds';
import type { BoxOffice } from './box-office.ts';
import { seats, shows } from './cinema.ts';
import type { Client } from './client.ts';
import { eventually } from './eventually.ts';
import { borrow, giveUp, newJournal, replay, sellOffline } from './leases.ts';
import { never, type Provoke, type Stage } from './provocation-steps.ts';
import { counterOf } from './shifts.ts';

type Provocations = Readonly<Partial<Record<ProblemCode, Provoke>>>;
type Told = Promise<{ readonly code: ProblemCode | null }>;

const reason = 'a test';
const unknown = LeaseId.parse('lse_never');
const nowhere = ConflictId.parse('cnf_never');
const journalId = newJournal();

interface Lent {
  readonly clerk: Client;
  readonly lease: LeaseKit;
}

/** Shows of the harness are small: what one refusal has borrowed is given up, so that the next finds seats. */
async function withLease(
  { box }: Stage,
  run: (lent: Lent) => Promise<{ readonly code: ProblemCode | null }>,
): Promise<ProblemCode | null> {
  const { clerk } = await counterOf(box);
  const lease = await borrow(clerk, shows.late);
  try {
    return (await run({ clerk, lease })).code;
  } finally {
    await giveUp(box.actAs('MANAGER'), lease);
  }
}

const giveBack = (client: Client, lease: Pick<LeaseKit, 'id' | 'journalId'>, some: SeatId[]): Told =>
  client.call(returnLease, { params: { id: lease.id }, body: { journalId: lease.journalId, seats: some } });

const ask = (client: Client, showtimeId: ShowtimeId): Told =>
  client.call(requestLease, { body: { showtimeId, journalId } });

/** Something changes the lease faster than the act. */
async function whileItStirs(box: BoxOffice, { id }: Pick<LeaseKit, 'id'>, act: () => Told): Told {
  const leases = box.connection.collection<{ _id: string }>('bookings');
  const state = { isOver: false };
  const stir = async (): Promise<void> => {
    while (!state.isOver) await leases.updateOne({ _id: id }, { $inc: { version: 1 } });
  };
  const stirring = Promise.all(Array.from({ length: 4 }, stir));
  const answer = await act().finally(() => {
    state.isOver = true;
  });
  await stirring;
  return answer;
}

/** Another lease is tried where the act comes through all the same. */
const stirred =
  (act: (lent: Lent, box: BoxOffice) => Told): Provoke =>
  async (stage) => {
    for (let turn = 0; turn < 20; turn += 1) {
      const code = await withLease(stage, (lent) =>
        whileItStirs(stage.box, lent.lease, () => act(lent, stage.box)),
      );
      if (code !== null) return code;
    }
    return null;
  };

async function conflictOf({ clerk, lease }: Lent, parts: Partial<OfflineSale> = {}): Promise<ConflictId> {
  const sale = sellOffline(lease, lease.seats.slice(0, 1), { reference: 'NONE-SUCH', ...parts });
  const [answer] = (await replay(clerk, lease, sale)).body.sales;
  if (answer?.outcome !== 'CONFLICT') throw new Error('a slip of nobody is a conflict');
  return answer.conflictId;
}

type Action = 'RETAKE' | 'OTHER_SEATS' | 'REFUND_CASH' | 'SETTLED';

const decide = (
  box: BoxOffice,
  id: ConflictId,
  wish: { readonly action: Action; readonly holdId?: HoldId },
): Told =>
  box.actAs('MANAGER', 'usr_boss').call(resolveLeaseConflict, { params: { id }, body: { ...wish, reason } });

const heldBy = async (client: Client, some: SeatId[]): Promise<HoldId> =>
  (await client.call(lockSeats, { params: { id: shows.late }, body: { seats: some } })).body.hold.id;

export const ofLeases: Readonly<Record<string, Provocations>> = {
  requestLease: {
    'till.needed': async ({ box }) => (await ask(box.actAs('CASHIER'), shows.late)).code,
    'showtime.not-found': async ({ box }) =>
      (await ask((await counterOf(box)).clerk, ShowtimeId.parse('s-never'))).code,
    'showtime.closed': async ({ box }) => (await ask((await counterOf(box)).clerk, shows.past)).code,
    'lease.unavailable': async ({ box }) => {
      const node = await box.addNode({ LEASE_SEATS: '0' });
      const { as } = await counterOf(box);
      return (await ask(as('CASHIER', 'usr_off', node.address), shows.late)).code;
    },
    'lease.elsewhere': (stage) => withLease(stage, ({ clerk }) => ask(clerk, shows.late)),
  },
  listLeases: {
    'till.needed': async ({ box }) => (await box.actAs('CASHIER').call(listLeases)).code,
  },
  returnLease: {
    'lease.not-found': async ({ box }) =>
      (await giveBack(box.actAs('MANAGER'), { id: unknown, journalId }, seats('B1'))).code,
    'lease.elsewhere': (stage) =>
      withLease(stage, ({ clerk, lease }) => giveBack(clerk, { ...lease, journalId }, lease.seats)),
    'lease.state': (stage) =>
      withLease(stage, async ({ clerk, lease }) => {
        await giveUp(stage.box.actAs('MANAGER'), lease);
        return giveBack(clerk, lease, lease.seats);
      }),
    'seats.unknown': (stage) => withLease(stage, ({ clerk, lease }) => giveBack(clerk, lease, seats('A1'))),
    'version.conflict': stirred(({ clerk, lease }) => giveBack(clerk, lease, lease.seats)),
  },
  replayLease: {
    'lease.not-found': (stage) =>
      withLease(stage, ({ clerk, lease }) => {
        const body = { sales: [sellOffline(lease, lease.seats)] };
        return clerk.call(replayLease, { params: { id: unknown }, body });
      }),
    'version.conflict': stirred(({ clerk, lease }) => replay(clerk, lease, sellOffline(lease, lease.seats))),
  },
  declareLeaseLost: {
    'lease.not-found': async ({ box }) =>
      (await box.actAs('MANAGER').call(declareLeaseLost, { params: { id: unknown }, body: { reason } })).code,
    'lease.state': (stage) =>
      withLease(stage, async ({ clerk, lease }) => {
        await giveBack(clerk, lease, lease.seats);
        return giveUp(stage.box.actAs('MANAGER'), lease);
      }),
    'version.conflict': stirred(({ lease }, box) => giveUp(box.actAs('MANAGER'), lease)),
  },
  resolveLeaseConflict: {
    'lease.conflict-not-found': async ({ box }) => (await decide(box, nowhere, { action: 'SETTLED' })).code,
    'lease.state': (stage) =>
      withLease(stage, async (lent) => {
        const id = await conflictOf(lent);
        await decide(stage.box, id, { action: 'SETTLED' });
        return decide(stage.box, id, { action: 'SETTLED' });
      }),
    'request.unfit': (stage) =>
      withLease(stage, async (lent) =>
        decide(stage.box, await conflictOf(lent, { paidMinor: 1 }), { action: 'RETAKE' }),
      ),
    'seats.taken': (stage) =>
      withLease(stage, async (lent) => {
        const { clerk, lease } = lent;
        await giveUp(stage.box.actAs('MANAGER'), lease);
        const holdId = await heldBy(clerk, lease.seats);
        await clerk.call(confirmBooking, { params: { id: shows.late }, body: { holdId } });
        return decide(stage.box, await conflictOf(lent), { action: 'RETAKE' });
      }),
    'seats.rule': (stage) =>
      withLease(stage, async (lent) => {
        const holdId = await heldBy(stage.box.actAs('MANAGER', 'usr_boss'), seats('A2'));
        return decide(stage.box, await conflictOf(lent), { action: 'OTHER_SEATS', holdId });
      }),
    'hold.not-found': (stage) =>
      withLease(stage, async (lent) =>
        decide(stage.box, await conflictOf(lent), { action: 'OTHER_SEATS', holdId: never }),
      ),
    'hold.expired': (stage) =>
      withLease(stage, async (lent) => {
        const boss = stage.box.actAs('MANAGER', 'usr_boss', stage.hasty);
        const holdId = await heldBy(boss, seats('B1'));
        await eventually(async () => {
          const { body } = await boss.call(listMyHolds, { params: { id: shows.late } });
          if (body.holds.some(({ id }) => id === holdId)) throw new Error('the hold lives');
        });
        return decide(stage.box, await conflictOf(lent), { action: 'OTHER_SEATS', holdId });
      }),
    'version.conflict': stirred(async (lent, box) =>
      decide(box, await conflictOf(lent), { action: 'REFUND_CASH' }),
    ),
  },
};
