/** How requests that fit their schema break a rule that no schema can tell. */
import { createBooking, exchangeBooking, payBooking } from '@foyer/shared/http/booking-flow';
import { confirmBooking } from '@foyer/shared/http/bookings';
import { lockBestSeats } from '@foyer/shared/http/holds';
import { setPin } from '@foyer/shared/http/pin';
import { erasePerson } from '@foyer/shared/http/privacy';
import { getMe } from '@foyer/shared/http/sign-in';
import { TicketTypeId } from '@foyer/shared/ids';
import { shows } from './cinema.ts';
import { hold, never, open, type Provoke } from './provocation-steps.ts';

const tooMuch = [{ tender: 'CASH' as const, amountMinor: 1_000_000 }];

export const unfit = {
  lockBestSeats: async ({ box }) =>
    (await box.actAs('USER').call(lockBestSeats, { ...open, body: { count: 1, companions: 1 } })).code,
  confirmBooking: async ({ box }) => {
    const clerk = box.actAs('CASHIER');
    const { id: holdId } = await hold(clerk, 'A10');
    return (await clerk.call(confirmBooking, { ...open, body: { holdId, payments: tooMuch } })).code;
  },
  createBooking: async ({ box }) => {
    const clerk = box.actAs('CASHIER');
    const { id: holdId, seats } = await hold(clerk, 'B10');
    const lines = seats.map((seat) => ({ seat, ticketTypeId: TicketTypeId.parse('unheard-of') }));
    return (await clerk.call(createBooking, { body: { holdId, lines } })).code;
  },
  payBooking: async ({ box }) => {
    const clerk = box.actAs('CASHIER');
    const { id: holdId } = await hold(clerk, 'C9');
    const { id } = (await clerk.call(createBooking, { body: { holdId } })).body.booking;
    return (await clerk.call(payBooking, { params: { id }, body: { payments: tooMuch } })).code;
  },
  exchangeBooking: async ({ box }) => {
    const clerk = box.actAs('CASHIER');
    const params = { id: shows.late };
    const { hold: pair } = (await clerk.call(lockBestSeats, { params, body: { count: 2 } })).body;
    const sold = await clerk.call(confirmBooking, { params, body: { holdId: pair.id } });
    const { id, seats } = sold.body.booking;
    const body = { showtimeId: shows.open, seats: seats.slice(1), holdId: never, reason: 'a test' };
    return (await clerk.call(exchangeBooking, { params: { id }, body })).code;
  },
  setPin: async ({ box }) =>
    (await (await box.signIn('CASHIER')).call(setPin, { body: { pin: '1234' } })).code,
  erasePerson: async ({ box }) => {
    const guest = await box.signIn('told-by-name@example.test');
    const { id } = (await guest.call(getMe)).body.user;
    const body = { reason: 'asked for by told-by-name@example.test' };
    return (await (await box.signIn('ADMIN')).call(erasePerson, { params: { id }, body })).code;
  },
} as const satisfies Readonly<Record<string, Provoke>>;
