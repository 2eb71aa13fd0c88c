/** How the refusals of a reprint are brought about. */
import { confirmBooking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import { reprintTickets } from '@foyer/shared/http/reprints';
import { BookingId } from '@foyer/shared/ids';
import type { ProblemCode } from '@foyer/shared/problems';
import { seats, shows } from './cinema.ts';
import { startAgain, type Provoke } from './provocation-steps.ts';

const body = { reprintId: '0b0f7a0e-5d0e-4a51-9a7e-1f1f7d4b8f10', reason: 'a test' };

export const ofReprints: Readonly<Record<string, Readonly<Partial<Record<ProblemCode, Provoke>>>>> = {
  reprintTickets: {
    'booking.not-found': async ({ box }) => {
      const params = { id: BookingId.parse('b_never') };
      return (await box.actAs('CASHIER').call(reprintTickets, { params, body })).code;
    },
    'booking.state': async ({ box }) => {
      const clerk = box.actAs('CASHIER');
      const params = { id: shows.other };
      const { hold } = (await clerk.call(lockSeats, { params, body: { seats: seats('B5') } })).body;
      const sold = await clerk.call(confirmBooking, { params, body: { holdId: hold.id } });
      const { id } = sold.body.booking;
      await startAgain(box, id);
      return (await clerk.call(reprintTickets, { params: { id }, body })).code;
    },
  },
};
