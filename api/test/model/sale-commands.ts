/** Selling in one step or two, giving up, giving back, exchanging: with a yes and a no of the payment's provider. */
import { cancelBooking, createBooking, exchangeBooking, payBooking } from '@foyer/shared/http/booking-flow';
import { confirmBooking, refundBooking, type PaymentRequest } from '@foyer/shared/http/bookings';
import type { BookingId } from '@foyer/shared/ids';
import fc from 'fast-check';
import { agree, agreeRefused, command, type Command } from './command.ts';
import { picked, type Buyer, type ModelBooking, type SalesModel } from './sales-model.ts';

const index = fc.nat(29);
const reason = 'a test';

type Told = ModelBooking & { readonly id: BookingId };
const told = ({ bookings }: SalesModel): Told[] =>
  bookings.filter((booking): booking is Told => booking.id !== null);
const hasHolds = ({ holds }: SalesModel): boolean => holds.length > 0;
const hasBookings = (model: SalesModel): boolean => told(model).length > 0;

/** How a payment ends, and by which means a guest brings that about. */
const outcomes = {
  good: 'pm_card_visa',
  webhookFirst: 'pm_foyer_webhookFirst',
  twice: 'pm_foyer_duplicateWebhooks',
  refused: 'pm_card_chargeDeclined',
} as const;
type Outcome = keyof typeof outcomes;
const outcome = fc.constantFrom<Outcome>('good', 'good', 'webhookFirst', 'twice', 'refused');

/** Guests pay online; at the counter cash is taken, in two halves where `twice` is asked for, and never refused. */
function paymentsOf(buyer: Buyer, how: Outcome, amountMinor: number): PaymentRequest[] {
  if (buyer !== 'clerk') return [{ tender: 'ONLINE', amountMinor, token: outcomes[how] }];
  if (how !== 'twice') return [{ tender: 'CASH', amountMinor }];
  return [
    { tender: 'CASH', amountMinor: 300 },
    { tender: 'CASH', amountMinor: amountMinor - 300 },
  ];
}

const isRefused = (buyer: Buyer, how: Outcome): boolean => buyer !== 'clerk' && how === 'refused';

export const confirm: fc.Arbitrary<Command> = fc
  .record({ which: index, how: outcome })
  .map(({ which, how }) => {
    const name = `confirm(${which}, ${how})`;
    return command(name, {
      ready: hasHolds,
      run: async (model, { clients }) => {
        const held = picked(model.holds, which);
        const payments = paymentsOf(held.buyer, how, model.priceMinor(held.seats));
        const answer = await clients[held.buyer].call(confirmBooking, {
          params: { id: held.show },
          body: { holdId: held.id, payments },
        });
        if (isRefused(held.buyer, how)) {
          agreeRefused(name, answer, { code: 'payment.declined' });
          model.addBooking(held, null, 'FAILED');
          return;
        }
        const { id, status, seats } = answer.body.booking;
        agree(name, [answer.status, status, seats], [201, 'BOOKED', held.seats.toSorted()]);
        model.addBooking(held, id, 'BOOKED');
      },
    });
  });

export const book: fc.Arbitrary<Command> = index.map((which) => {
  const name = `book(${which})`;
  return command(name, {
    ready: hasHolds,
    run: async (model, { clients }) => {
      const held = picked(model.holds, which);
      const answer = await clients[held.buyer].call(createBooking, { body: { holdId: held.id } });
      const { id, status, totalMinor } = answer.body.booking;
      agree(name, [status, totalMinor], ['PENDING', model.priceMinor(held.seats)]);
      model.addBooking(held, id, 'PENDING');
    },
  });
});

export const pay: fc.Arbitrary<Command> = fc.record({ which: index, how: outcome }).map(({ which, how }) => {
  const name = `pay(${which}, ${how})`;
  return command(name, {
    ready: hasBookings,
    run: async (model, { clients }) => {
      const booking = picked(told(model), which);
      const { buyer, id, totalMinor } = booking;
      const payments = paymentsOf(buyer, how, Math.max(totalMinor, 1_000));
      const answer = await clients[buyer].call(payBooking, { params: { id }, body: { payments } });
      if (booking.status !== 'PENDING') {
        agreeRefused(name, answer, { code: 'booking.state', details: { state: booking.status } });
        return;
      }
      if (isRefused(buyer, how)) {
        agreeRefused(name, answer, { code: 'payment.declined' });
        return;
      }
      agree(name, [answer.status, answer.body.booking.status], [200, 'BOOKED']);
      model.pay(booking);
    },
  });
});

export const cancel: fc.Arbitrary<Command> = index.map((which) => {
  const name = `cancel(${which})`;
  return command(name, {
    ready: hasBookings,
    run: async (model, { clients }) => {
      const booking = picked(told(model), which);
      const answer = await clients[booking.buyer].call(cancelBooking, { params: { id: booking.id } });
      if (booking.status !== 'PENDING' && booking.status !== 'CANCELLED') {
        agreeRefused(name, answer, { code: 'booking.state', details: { state: booking.status } });
        return;
      }
      agree(name, answer.body.booking.status, 'CANCELLED');
      if (booking.status === 'PENDING') model.cancel(booking);
    },
  });
});

export const refund: fc.Arbitrary<Command> = fc
  .record({ which: index, count: fc.integer({ min: 1, max: 4 }) })
  .map(({ which, count }) => {
    const name = `refund(${which}, ${count})`;
    return command(name, {
      ready: hasBookings,
      run: async (model, { clients }) => {
        const booking = picked(told(model), which);
        const seats = booking.seats.slice(0, count);
        const isAll = seats.length === booking.seats.length;
        const answer = await clients.clerk.call(refundBooking, {
          params: { id: booking.id },
          body: { reason, ...(isAll ? {} : { seats }) },
        });
        if (booking.status !== 'BOOKED') {
          agreeRefused(name, answer, { code: 'booking.state', details: { state: booking.status } });
          return;
        }
        model.refund(booking, seats);
        const { status, seats: kept, totalMinor } = answer.body.booking;
        agree(name, [status, kept, totalMinor], [booking.status, booking.seats, booking.totalMinor]);
      },
    });
  });

/** The clerk's held seats for as many of anybody's booking: of another show, for all of them. */
export const exchange: fc.Arbitrary<Command> = fc
  .record({ which: index, held: index })
  .map(({ which, held: heldIndex }) => {
    const name = `exchange(${which}, ${heldIndex})`;
    const pairs = (model: SalesModel) =>
      told(model)
        .filter(({ status }) => status === 'BOOKED')
        .flatMap((booking) =>
          model.holds
            .filter(({ buyer, show, seats }) => {
              const fits = seats.length <= booking.seats.length;
              return (
                buyer === 'clerk' && fits && (show === booking.show || seats.length === booking.seats.length)
              );
            })
            .map((held) => ({ booking, held })),
        );
    return command(name, {
      ready: (model) => pairs(model).length > 0,
      run: async (model, { clients }) => {
        const { booking, held } = picked(pairs(model), which + heldIndex);
        const given = booking.seats.slice(0, held.seats.length);
        const differenceMinor = model.priceMinor(held.seats) - model.priceMinor(given);
        const money =
          differenceMinor > 0
            ? { payments: [{ tender: 'CASH' as const, amountMinor: differenceMinor }] }
            : {};
        const body = { holdId: held.id, showtimeId: held.show, seats: given, reason, ...money };
        const answer = await clients.clerk.call(exchangeBooking, { params: { id: booking.id }, body });
        model.exchange(booking, given, held);
        const { showtimeId, seats, totalMinor } = answer.body.booking;
        agree(name, [showtimeId, seats, totalMinor], [booking.show, booking.seats, booking.totalMinor]);
      },
    });
  });
