/** How each refusal that a contract names beside those of its kind is brought about, by contract and code. */
import { confirmBooking, refundBooking } from '@foyer/shared/http/bookings';
import { getShowtime } from '@foyer/shared/http/catalogue';
import { listMyHolds, listSeatLocks, lockBestSeats, lockSeats, releaseSeats } from '@foyer/shared/http/holds';
import { getSeatMap } from '@foyer/shared/http/seat-map';
import { endMySession } from '@foyer/shared/http/sessions';
import { exchangeCode, finishLogin, refreshTokens, startLogin } from '@foyer/shared/http/sign-in';
import { receiveStripeEvent } from '@foyer/shared/http/webhooks';
import { BookingId, SessionId } from '@foyer/shared/ids';
import type { ProblemCode } from '@foyer/shared/problems';
import { seats, shows, special } from './cinema.ts';
import { ofAdmissions, whileIn } from './provocations-of-admissions.ts';
import { forcing, offering, takingOver, tooMuch } from './hold-provocations.ts';
import { bookingFlow } from './provocations-of-bookings.ts';
import { confirmingAllowed, ofApprovals, refundingAllowed } from './provocations-of-approvals.ts';
import { ofLeases } from './provocations-of-leases.ts';
import { ofShifts, withoutShift } from './provocations-of-shifts.ts';
import { atTills, ofTills, wrongTillKey } from './provocations-of-tills.ts';
import { unfit } from './provocations-of-rules.ts';
import { ofPeople } from './provocations-of-people.ts';
import { ofReprints } from './provocations-of-reprints.ts';
import { ofPrivacy } from './provocations-of-privacy.ts';
import {
  b1,
  endedHold,
  hold,
  never,
  nowhere,
  open,
  past,
  sell,
  startAgain,
  whileItChanges,
  withLoneCompanion,
  type Provoke,
} from './provocation-steps.ts';

const reason = { reason: 'a test' };
const refundOf = (id: string, body = {}) => ({
  params: { id: BookingId.parse(id) },
  body: { ...reason, ...body },
});

const confirming: Readonly<Partial<Record<ProblemCode, Provoke>>> = {
  'action.forbidden': async ({ box }) => {
    const guest = box.actAs('USER');
    const { id } = await hold(guest, 'C1');
    return (await guest.call(confirmBooking, { ...open, body: { holdId: id } })).code;
  },
  'showtime.not-found': async ({ box }) =>
    (await box.actAs('CASHIER').call(confirmBooking, { ...nowhere, body: { holdId: never } })).code,
  'showtime.closed': async ({ box }) =>
    (await box.actAs('CASHIER').call(confirmBooking, { ...past, body: { holdId: never } })).code,
  'hold.not-found': async ({ box }) =>
    (await box.actAs('CASHIER').call(confirmBooking, { ...open, body: { holdId: never } })).code,
  'hold.expired': async (stage) => {
    const [owner, holdId] = await endedHold(stage, 'C2');
    return (await owner.call(confirmBooking, { ...open, body: { holdId } })).code;
  },
  // Redis was told nothing of the booking that has the seat: the arbiter alone refuses.
  'seats.taken': async ({ box }) => {
    const clerk = box.actAs('CASHIER');
    const { id } = await sell(clerk, ['C3']);
    const { id: holdId } = await hold(clerk, 'C4');
    const bookings = box.connection.collection<{ _id: string }>('bookings');
    const sold = await bookings.findOne({ _id: id });
    await bookings.insertOne({
      ...sold,
      _id: 'b_unheard-of',
      reference: 'UNHE-ARDX',
      seats: ['C4'],
    } as never);
    return (await clerk.call(confirmBooking, { ...open, body: { holdId } })).code;
  },
  'seats.rule': async ({ box }) => {
    const clerk = box.actAs('CASHIER');
    return withLoneCompanion(clerk, (holdId) => clerk.call(confirmBooking, { ...open, body: { holdId } }));
  },
  'payment.declined': async ({ box }) => {
    const guest = box.actAs('USER');
    const { id } = await hold(guest, 'C5');
    const payments = [{ tender: 'ONLINE' as const, amountMinor: 1_000, token: 'pm_card_chargeDeclined' }];
    return (await guest.call(confirmBooking, { ...open, body: { holdId: id, payments } })).code;
  },
  // The same request again after everything was given back.
  'booking.state': async ({ box }) => {
    const clerk = box.actAs('CASHIER');
    const { id: holdId } = await hold(clerk, 'C6');
    const parts = { ...open, body: { holdId }, key: 'sent-again' };
    const sold = await clerk.call(confirmBooking, parts);
    await clerk.call(refundBooking, refundOf(sold.body.booking.id));
    return (await clerk.call(confirmBooking, parts)).code;
  },
  'idempotency.in-progress': async ({ box }) => {
    const guest = box.actAs('USER');
    const { id: holdId } = await hold(guest, 'C7');
    const payments = [{ tender: 'ONLINE' as const, amountMinor: 1_000 }];
    const parts = { ...open, body: { holdId, payments }, key: 'still-at-work' };
    const { id } = (await guest.call(confirmBooking, parts)).body.booking;
    await startAgain(box, id);
    return (await guest.call(confirmBooking, parts)).code;
  },
};

const refunding: Readonly<Partial<Record<ProblemCode, Provoke>>> = {
  'booking.not-found': async ({ box }) =>
    (await box.actAs('CASHIER').call(refundBooking, refundOf('b_never'))).code,
  'booking.state': async ({ box }) => {
    const clerk = box.actAs('MANAGER');
    const { id } = await sell(clerk, ['D1']);
    await clerk.call(refundBooking, refundOf(id));
    return (await clerk.call(refundBooking, refundOf(id))).code;
  },
  'seats.unknown': async ({ box }) => {
    const clerk = box.actAs('MANAGER');
    const { id } = await sell(clerk, ['D2']);
    return (await clerk.call(refundBooking, refundOf(id, { seats: ['D3'] }))).code;
  },
  'version.conflict': ({ box }) =>
    whileItChanges(box, ['D10'], (manager, { id }) => manager.call(refundBooking, refundOf(id))),
};

const locking: Readonly<Partial<Record<ProblemCode, Provoke>>> = {
  'showtime.not-found': async ({ box }) =>
    (await box.actAs('USER').call(lockSeats, { ...nowhere, ...b1 })).code,
  'showtime.closed': async ({ box }) => (await box.actAs('USER').call(lockSeats, { ...past, ...b1 })).code,
  'seats.unknown': async ({ box }) =>
    (await box.actAs('USER').call(lockSeats, { ...open, body: { seats: seats('Z9') } })).code,
  'seats.taken': async ({ box }) =>
    (await box.actAs('USER').call(lockSeats, { ...open, body: { seats: [special.house] } })).code,
  'hold.not-found': async ({ box }) =>
    (await box.actAs('USER').call(lockSeats, { ...open, body: { seats: seats('B1'), holdId: never } })).code,
  'hold.expired': async (stage) => {
    const [owner, holdId] = await endedHold(stage, 'B2');
    return (await owner.call(lockSeats, { ...open, body: { seats: seats('B2'), holdId } })).code;
  },
};

const choosing: Readonly<Partial<Record<ProblemCode, Provoke>>> = {
  'showtime.not-found': async ({ box }) =>
    (await box.actAs('USER').call(lockBestSeats, { ...nowhere, body: { count: 1 } })).code,
  'showtime.closed': async ({ box }) =>
    (await box.actAs('USER').call(lockBestSeats, { ...past, body: { count: 1 } })).code,
  'seats.taken': async ({ box }) => {
    const params = { id: shows.other };
    return (await box.actAs('CASHIER').call(lockBestSeats, { params, body: { count: 50 } })).code;
  },
  'hold.not-found': async ({ box }) =>
    (await box.actAs('USER').call(lockBestSeats, { ...open, body: { count: 1, holdId: never } })).code,
  'hold.expired': async (stage) => {
    const [owner, holdId] = await endedHold(stage, 'B3');
    return (await owner.call(lockBestSeats, { ...open, body: { count: 1, holdId } })).code;
  },
};

const foreign = {
  redirect_uri: 'https://evil.example/',
  state: 's',
  code_challenge: 'c'.repeat(43),
  code_challenge_method: 'S256' as const,
};
const unknownCode = { code: 'never', codeVerifier: 'v'.repeat(43), redirectUri: 'http://127.0.0.1:1/' };

export const provocations: Readonly<Record<string, Readonly<Partial<Record<ProblemCode, Provoke>>>>> = {
  startLogin: {
    'auth.refused': async ({ box }) => (await box.anonymous.call(startLogin, { query: foreign })).code,
  },
  finishLogin: {
    'auth.refused': async ({ box }) =>
      (await box.anonymous.call(finishLogin, { query: { state: 'never', code: 'x' } })).code,
  },
  exchangeCode: {
    'auth.refused': async ({ box }) => (await box.anonymous.call(exchangeCode, { body: unknownCode })).code,
    'till.refused': async ({ box }) =>
      (await box.anonymous.call(exchangeCode, { body: unknownCode, headers: wrongTillKey })).code,
  },
  refreshTokens: {
    'auth.refused': async ({ box }) =>
      (await box.anonymous.call(refreshTokens, { body: { refreshToken: 'never' } })).code,
    'till.refused': async ({ box }) =>
      (await box.anonymous.call(refreshTokens, { body: { refreshToken: 'never' }, headers: wrongTillKey }))
        .code,
  },
  endMySession: {
    'session.not-found': async ({ box }) =>
      (await box.actAs('USER').call(endMySession, { params: { id: SessionId.parse('never') } })).code,
  },
  getShowtime: {
    'showtime.not-found': async ({ box }) => (await box.anonymous.call(getShowtime, nowhere)).code,
  },
  getSeatMap: {
    'showtime.not-found': async ({ box }) => (await box.anonymous.call(getSeatMap, nowhere)).code,
  },
  lockSeats: { ...locking, 'holds.limit': tooMuch.lockSeats },
  lockBestSeats: {
    ...choosing,
    'holds.limit': tooMuch.lockBestSeats,
    'request.unfit': unfit.lockBestSeats,
  },
  offerHold: offering,
  takeOverHold: takingOver,
  forceReleaseHold: forcing,
  listMyHolds: {
    'showtime.not-found': async ({ box }) => (await box.actAs('USER').call(listMyHolds, nowhere)).code,
  },
  releaseSeats: {
    'showtime.not-found': async ({ box }) =>
      (await box.actAs('USER').call(releaseSeats, { ...nowhere, body: { holdId: never } })).code,
    'hold.not-found': async ({ box }) =>
      (await box.actAs('USER').call(releaseSeats, { ...open, body: { holdId: never } })).code,
  },
  listSeatLocks: {
    'showtime.not-found': async ({ box }) => (await box.actAs('ADMIN').call(listSeatLocks, nowhere)).code,
  },
  confirmBooking: {
    ...confirming,
    ...confirmingAllowed,
    'till.needed': atTills.confirmBooking,
    'shift.needed': withoutShift.confirmBooking,
    'request.unfit': unfit.confirmBooking,
  },
  setPin: { 'request.unfit': unfit.setPin },
  receiveStripeEvent: {
    'auth.refused': async ({ box }) => (await box.anonymous.call(receiveStripeEvent, { body: '{}' })).code,
  },
  refundBooking: {
    ...refunding,
    ...refundingAllowed,
    'till.needed': atTills.refundBooking,
    'shift.needed': withoutShift.refundBooking,
    'seats.admitted': whileIn.refundBooking,
  },
  ...ofAdmissions,
  ...ofApprovals,
  ...bookingFlow,
  ...ofPeople,
  ...ofPrivacy,
  ...ofReprints,
  ...ofShifts,
  ...ofLeases,
  ...ofTills,
};
