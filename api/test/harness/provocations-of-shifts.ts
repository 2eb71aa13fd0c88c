/** How the refusals of shifts are brought about, and those of money where no shift is open. */
import { openDrawer } from '@foyer/shared/http/approvals';
import { createBooking, exchangeBooking, payBooking, voidBooking } from '@foyer/shared/http/booking-flow';
import { confirmBooking, refundBooking, type Booking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import {
  closeShift,
  correctShift,
  dropCash,
  getShift,
  getXReport,
  openShift,
  payIn,
  payOut,
} from '@foyer/shared/http/shifts';
import { ApprovalId, ShiftId } from '@foyer/shared/ids';
import type { ProblemCode } from '@foyer/shared/problems';
import type { BoxOffice } from './box-office.ts';
import { seats, shows } from './cinema.ts';
import type { Client } from './client.ts';
import { never, type Provoke, type Stage } from './provocation-steps.ts';
import { begin, closing, counterOf, end } from './shifts.ts';

type Provocations = Readonly<Partial<Record<ProblemCode, Provoke>>>;
type Told = Promise<{ readonly code: ProblemCode | null }>;

const unknown = ShiftId.parse('shf_never');
const cash = { amountMinor: 100, reason: 'a test' };
const reason = 'a test';
const float = { amountMinor: 0 };

const drop = (client: Client, id: ShiftId): Told => client.call(dropCash, { params: { id }, body: cash });
const takeOut = (client: Client, id: ShiftId): Told => client.call(payOut, { params: { id }, body: cash });
const putIn = (client: Client, id: ShiftId): Told => client.call(payIn, { params: { id }, body: cash });
const read = (client: Client, id: ShiftId): Told => client.call(getShift, { params: { id } });
const readX = (client: Client, id: ShiftId): Told => client.call(getXReport, { params: { id } });
const close = (client: Client, id: ShiftId): Told => client.call(closeShift, closing(id));
const correct = (client: Client, id: ShiftId): Told =>
  client.call(correctShift, { params: { id }, body: { note: 'a test' } });

type Act = (client: Client, id: ShiftId) => Told;

const nowhere =
  (act: Act): Provoke =>
  async ({ box }) =>
    (await act(box.actAs('MANAGER'), unknown)).code;

const onceClosed =
  (act: Act): Provoke =>
  async ({ box }) => {
    const { clerk } = await counterOf(box);
    const shift = await begin(clerk);
    await end(clerk, shift);
    return (await act(clerk, shift.id)).code;
  };

/** Something changes the shift faster than the act; where that comes through all the same, another shift is tried. */
const whileItStirs =
  (act: Act, prepare: (box: BoxOffice, id: ShiftId) => Promise<unknown> = async () => undefined): Provoke =>
  async ({ box }) => {
    const manager = box.actAs('MANAGER');
    const shifts = box.connection.collection<{ _id: string }>('shifts');
    for (let turn = 0; turn < 20; turn += 1) {
      const { id } = await begin((await counterOf(box)).clerk);
      await prepare(box, id);
      const state = { isOver: false };
      const stir = async (): Promise<void> => {
        while (!state.isOver) await shifts.updateOne({ _id: id }, { $inc: { version: 1 } });
      };
      const stirring = Promise.all(Array.from({ length: 4 }, stir));
      const { code } = await act(manager, id).finally(() => {
        state.isOver = true;
      });
      await stirring;
      if (code !== null) return code;
    }
    return null;
  };

const closedBy = (box: BoxOffice, id: ShiftId) => end(box.actAs('MANAGER'), { id });

const changing = (act: Act): Provocations => ({
  'shift.not-found': nowhere(act),
  'shift.state': onceClosed(act),
  'version.conflict': whileItStirs(act),
});

/** A pay-out above what a cashier pays out alone. */
const large =
  (approvalId?: ApprovalId): Provoke =>
  async ({ box }) => {
    const { clerk } = await counterOf(box);
    const { id } = await begin(clerk);
    const body = { amountMinor: 5_001, reason, ...(approvalId ? { approvalId } : {}) };
    return (await clerk.call(payOut, { params: { id }, body })).code;
  };

const twice = [
  { valueMinor: 100, count: 1 },
  { valueMinor: 100, count: 2 },
];

export const ofShifts: Readonly<Record<string, Provocations>> = {
  openShift: {
    'request.unfit': async ({ box }) =>
      (await box.actAs('CASHIER').call(openShift, { body: { float: { denominations: twice } } })).code,
    'till.needed': async ({ box }) => (await box.actAs('CASHIER').call(openShift, { body: { float } })).code,
    'shift.open': async ({ box }) => {
      const { clerk } = await counterOf(box);
      await begin(clerk);
      return (await clerk.call(openShift, { body: { float } })).code;
    },
  },
  getShift: { 'shift.not-found': nowhere(read) },
  getXReport: { 'shift.not-found': nowhere(readX), 'shift.state': onceClosed(readX) },
  dropCash: changing(drop),
  payIn: changing(putIn),
  payOut: {
    ...changing(takeOut),
    'approval.needed': large(),
    'approval.unusable': large(ApprovalId.parse('apr_never')),
  },
  closeShift: {
    ...changing(close),
    'request.unfit': async ({ box }) => {
      const parts = { params: { id: unknown }, body: { count: twice } };
      return (await box.actAs('MANAGER').call(closeShift, parts)).code;
    },
  },
  correctShift: {
    'shift.not-found': nowhere(correct),
    'shift.state': async ({ box }) => {
      const { id } = await begin((await counterOf(box)).clerk);
      return (await correct(box.actAs('MANAGER'), id)).code;
    },
    'version.conflict': whileItStirs(correct, closedBy),
  },
};

const other = { params: { id: shows.other } };

async function held(client: Client, seat: string) {
  return (await client.call(lockSeats, { ...other, body: { seats: seats(seat) } })).body.hold.id;
}

async function sold({ box }: Stage, seat: string): Promise<Booking> {
  const clerk = box.actAs('CASHIER');
  const body = { holdId: await held(clerk, seat) };
  return (await clerk.call(confirmBooking, { ...other, body })).body.booking;
}

/** Somebody at a till without a shift, where the house wants one. */
async function atTill({ box, shiftly }: Stage): Promise<Client> {
  return (await counterOf(box)).as('CASHIER', 'usr_without', shiftly);
}

/** Money at such a till. */
export const withoutShift = {
  confirmBooking: async (stage) =>
    (await (await atTill(stage)).call(confirmBooking, { ...other, body: { holdId: never } })).code,
  payBooking: async (stage) => {
    const clerk = await atTill(stage);
    const holdId = await held(clerk, 'B1');
    const { id } = (await clerk.call(createBooking, { body: { holdId } })).body.booking;
    const payments = [{ tender: 'CASH' as const, amountMinor: 1_000 }];
    return (await clerk.call(payBooking, { params: { id }, body: { payments } })).code;
  },
  exchangeBooking: async (stage) => {
    const { id } = await sold(stage, 'B2');
    const payments = [{ tender: 'CASH' as const, amountMinor: 300 }];
    const body = { holdId: never, reason, payments };
    return (await (await atTill(stage)).call(exchangeBooking, { params: { id }, body })).code;
  },
  refundBooking: (stage) => givenBack(stage, refundBooking, 'B3'),
  voidBooking: (stage) => givenBack(stage, voidBooking, 'B4'),
  openDrawer: async (stage) => (await (await atTill(stage)).call(openDrawer, { body: { reason } })).code,
} as const satisfies Readonly<Record<string, Provoke>>;

async function givenBack(
  stage: Stage,
  contract: typeof refundBooking | typeof voidBooking,
  seat: string,
): Promise<ProblemCode | null> {
  const { id } = await sold(stage, seat);
  return (await (await atTill(stage)).call(contract, { params: { id }, body: { reason } })).code;
}
