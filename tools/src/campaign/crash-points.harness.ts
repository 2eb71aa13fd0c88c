/** For the tests of crash points: one guest who buys, and everything there is to see of what they bought. */
import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { z } from 'zod';
import { type Answer, answerOf } from './actors/answers.ts';
import { httpClient } from './actors/http-client.ts';
import { mintToken } from './actors/tokens.ts';
import * as wishes from './actors/wishes.ts';
import { openProgramme } from './cinema.ts';
import type { SeenBooking } from './history/history.ts';
import type { LedgerEntry, ServerPart, SystemUnderTest } from './system/system-under-test.ts';

export type Guest = {
  /** A live hold of these seats. */
  readonly hold: (seats: readonly string[]) => Promise<wishes.HeldSeats>;
  readonly send: (wish: wishes.Wish) => Promise<Answer>;
  /** The same, where it must be done. */
  readonly booking: (wish: wishes.Wish) => Promise<SeenBooking>;
  /** What an online payment of these seats is told. */
  readonly online: (count: number) => readonly wishes.Payment[];
  readonly seen: (bookingId: string) => Promise<Seen>;
  /** The only booking of these seats, whatever became of it. */
  readonly bookingOf: (seats: readonly string[]) => Promise<string>;
  readonly close: () => Promise<void>;
};

export type Seen = {
  readonly status: string;
  /** What its seats are on the map, in their order. */
  readonly map: readonly string[];
  /** What the trail says of its sale and its money, oldest first. */
  readonly trail: readonly string[];
  /** What its providers have taken and keep, one by one. */
  readonly chargesMinor: readonly number[];
  readonly untold: number;
};

const SeatMap = z.object({ seats: z.array(z.object({ id: z.string(), status: z.string() })) });
const Booking = z.object({
  status: z.string(),
  seats: z.array(z.string()),
  payments: z.array(z.object({ id: z.string() })),
  outbox: z.array(z.unknown()),
});

/** A guest at the first node, before a show with free seats. */
export async function welcomeGuest(system: SystemUnderTest): Promise<Guest> {
  const [show] = (await openProgramme({ uri: system.mongoUri, database: system.database }, 1)).shows();
  const [node] = system.nodes;
  if (!show || !node) throw new Error('nothing plays here');
  const { origin } = node;
  const token = mintToken(system.jwtSecret, { userId: `u_${randomUUID()}`, role: 'USER' });
  const http = httpClient({ timeoutMs: 15_000, sockets: 2 });
  const mongo = await new MongoClient(system.mongoUri).connect();
  const bookings = mongo.db(system.database).collection<{ _id: string; seats: string[] }>('bookings');
  const facts = mongo.db(system.database).collection<{ action: string }>('auditEntries');
  const send = async ({ request }: wishes.Wish): Promise<Answer> =>
    answerOf(await http.send(origin, { ...request, token }));

  const { id: showtime, priceMinor } = show;
  async function mapOf(seats: readonly string[]): Promise<readonly string[]> {
    const reply = await http.send(origin, wishes.readMap(showtime).request);
    const statuses = new Map(SeatMap.parse(reply.body).seats.map(({ id, status }) => [id, status]));
    return seats.map((seat) => statuses.get(seat) ?? 'unknown');
  }

  return {
    hold: async (seats) => {
      const { hold, code } = await send(wishes.hold(showtime, seats));
      if (!hold) throw new Error(`no hold: ${code}`);
      return hold;
    },
    send,
    booking: async (wish) => {
      const { booking, code } = await send(wish);
      if (!booking) throw new Error(`no booking: ${code}`);
      return booking;
    },
    online: (count) => [{ tender: 'ONLINE', amountMinor: count * priceMinor, token: system.tokens.good }],
    bookingOf: async (seats) => {
      const [found, ...more] = await bookings.find({ seats: [...seats] }).toArray();
      if (!found || more.length > 0)
        throw new Error(`${found ? 'several bookings' : 'no booking'} of ${seats.join()}`);
      return found._id;
    },
    seen: async (id) => {
      const { status, seats, payments, outbox } = Booking.parse(await bookings.findOne({ _id: id }));
      const trail = await facts
        .find({ 'target.id': id, action: { $regex: '^(booking|payment)\\.' } })
        .sort({ seq: 1 })
        .toArray();
      const ids = new Set(payments.map((payment) => payment.id));
      return {
        status,
        map: await mapOf(seats),
        trail: trail.map(({ action }) => action),
        chargesMinor: (await system.ledgers())
          .filter(({ paymentId }) => ids.has(paymentId))
          .flatMap(keptMinor),
        untold: outbox.length,
      };
    },
    close: async () => {
      http.close();
      await mongo.close();
    },
  };
}

/** Waits until the process has ended itself, and starts it again. */
export async function seeItDieAndRise(server: ServerPart): Promise<void> {
  await server.exited();
  await server.restart();
}

function keptMinor({ captured, amountMinor, refundedMinor }: LedgerEntry): readonly number[] {
  return captured && amountMinor > refundedMinor ? [amountMinor - refundedMinor] : [];
}
