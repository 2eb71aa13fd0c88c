/** How the refusals of a reprint are brought about. */
import { reprintTickets } from '@foyer/shared/http/reprints';
import { BookingId } from '@foyer/shared/ids';
import type { ProblemCode } from '@foyer/shared/problems';
import { sell, startAgain, type Provoke } from './provocation-steps.ts';

const body = { reprintId: '0b0f7a0e-5d0e-4a51-9a7e-1f1f7d4b8f10', reason: 'a test' };

export const ofReprints: Readonly<Record<string, Readonly<Partial<Record<ProblemCode, Provoke>>>>> = {
  reprintTickets: {
    'booking.not-found': async ({ box }) => {
      const params = { id: BookingId.parse('b_never') };
      return (await box.actAs('CASHIER').call(reprintTickets, { params, body })).code;
    },
    'booking.state': async ({ box }) => {
      const clerk = box.actAs('CASHIER');
      const { id } = await sell(clerk, ['C9']);
      await startAgain(box, id);
      return (await clerk.call(reprintTickets, { params: { id }, body })).code;
    },
  },
};
