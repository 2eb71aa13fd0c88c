/** What an actor does next: weighed by what it has, drawn from its own stream. */
import type { Random } from '../random.ts';
import type { Role } from './tokens.ts';
import type { Memory } from './memory.ts';
import * as wishes from './wishes.ts';
import type { Bought, HeldSeats, Payment, Wish } from './wishes.ts';

export type Show = { readonly id: string; readonly seats: readonly string[]; readonly priceMinor: number };

/** What the house that is driven can do. */
export type House = {
  readonly shows: () => readonly Show[];
  /** Bookings that anybody made lately: staff reach for them too, so that people meet at one booking. */
  readonly recent: () => readonly Bought[];
  /** Whether POST /api/bookings and what follows it exist. */
  readonly hasBookings: boolean;
  readonly hasTerminal: boolean;
  /** Tokens for online payments: taken, refused, and odd ones such as a late yes. */
  readonly tokens: { readonly good: string; readonly refused: string; readonly odd: readonly string[] };
};

export type Situation = {
  readonly role: Exclude<Role, 'MANAGER'>;
  readonly memory: Memory;
  readonly house: House;
  readonly random: Random;
  readonly newKey: () => string;
};

type Option = readonly [weight: number, make: () => Wish | undefined];

/** The next request. */
export function chooseWish(situation: Situation): Wish {
  const { memory, random } = situation;
  const options: readonly Option[] = [
    [memory.unanswered.length > 0 ? 60 : 0, () => repeatUnanswered(situation)],
    [memory.accepted.length > 0 ? 3 : 0, () => repeatAccepted(situation, wishes.again)],
    [memory.accepted.length > 0 ? 1 : 0, () => repeatAccepted(situation, wishes.altered)],
    [5, () => readSomething(situation)],
    [memory.holds.length < 2 ? 7 : 2, () => holdSome(situation)],
    [memory.holds.length < 2 ? 20 : 0, () => holdBest(situation)],
    [memory.holds.length > 0 ? 6 : 0, () => changeHold(situation)],
    [memory.holds.length > 0 ? 50 : 0, () => sell(situation)],
    [memory.bookings.some(isPending) ? 45 : 0, () => payOrCancel(situation)],
    [2 + 3 * memory.bookings.length, () => giveBack(situation)],
    [situation.house.hasBookings && memory.holds.length > 0 ? 5 : 0, () => exchangeOne(situation)],
  ];
  for (;;) {
    const chosen = weighed(options, random)?.();
    if (chosen) return chosen;
  }
}

function weighed(options: readonly Option[], random: Random): Option[1] | undefined {
  const total = options.reduce((sum, [weight]) => sum + weight, 0);
  let left = random.next() * total;
  return options.find(([weight]) => (left -= weight) < 0)?.[1];
}

function repeatUnanswered({ memory, random }: Situation): Wish | undefined {
  const chosen = random.pick(memory.unanswered);
  if (!chosen) return undefined;
  memory.unanswered = memory.unanswered.filter(({ op }) => op !== chosen.op);
  return wishes.again(chosen.wish, chosen.wish.call.again ?? chosen.op);
}

function repeatAccepted(
  { memory, random }: Situation,
  repeat: (wish: Wish, op: number) => Wish,
): Wish | undefined {
  const able = repeat === wishes.altered ? ['confirm', 'pay', 'refund'] : null;
  const chosen = random.pick(memory.accepted.filter(({ wish }) => able?.includes(wish.call.does) ?? true));
  return chosen && repeat(chosen.wish, chosen.op);
}

function readSomething({ house, memory, random }: Situation): Wish | undefined {
  const show = random.pick(house.shows());
  const booking = random.pick([...memory.bookings, ...house.recent()]);
  const kind = random.below(10);
  if (kind < 5) return show && wishes.readMap(show.id);
  if (kind < 6) return show && wishes.readHolds(show.id);
  if (kind < 9 && house.hasBookings) return booking && wishes.readBooking(booking);
  return wishes.readBookings();
}

function holdSome({ house, random }: Situation): Wish | undefined {
  const show = random.pick(house.shows());
  if (!show) return undefined;
  const from = random.below(show.seats.length);
  return wishes.hold(show.id, show.seats.slice(from, from + 1 + random.below(3)));
}

function holdBest({ house, random }: Situation): Wish | undefined {
  const show = random.pick(house.shows());
  return show && wishes.best(show.id, 1 + random.below(3));
}

function changeHold({ house, memory, random }: Situation): Wish | undefined {
  const held = random.pick(memory.holds);
  if (!held) return undefined;
  const kind = random.below(4);
  if (kind === 0) return wishes.hold(held.showtime, held.seats, held);
  if (kind === 1) return wishes.release(held);
  if (kind === 2 && held.seats.length > 1) return wishes.release(held, held.seats.slice(0, 1));
  const more = random.pick(house.shows().find(({ id }) => id === held.showtime)?.seats ?? []);
  if (more === undefined || held.seats.includes(more)) return undefined;
  return wishes.hold(held.showtime, [...held.seats, more], held);
}

function sell(situation: Situation): Wish | undefined {
  const { memory, random, role, house, newKey } = situation;
  const held = random.pick(memory.holds);
  if (!held) return undefined;
  if (house.hasBookings && random.chance(0.45)) return wishes.create(held, newKey());
  const priceMinor = house.shows().find(({ id }) => id === held.showtime)?.priceMinor ?? 0;
  const payments = paymentsFor(situation, held.seats.length * priceMinor);
  return wishes.confirm(held, newKey(), role === 'CASHIER' && random.chance(0.6) ? undefined : payments);
}

function payOrCancel(situation: Situation): Wish | undefined {
  const { memory, random, newKey } = situation;
  const pending = random.pick(memory.bookings.filter(isPending));
  if (!pending) return undefined;
  if (random.chance(0.12)) return wishes.cancel(pending, random.chance(0.5) ? 'self' : 'desk');
  if (random.chance(0.05)) {
    memory.forgetBooking(pending.id); // some are left to run out
    return undefined;
  }
  return wishes.pay(pending, newKey(), paymentsFor(situation, pending.totalMinor));
}

function giveBack({ memory, house, random, newKey }: Situation): Wish | undefined {
  const isMine = random.chance(0.8);
  const bought = random.pick(isMine ? memory.bookings : house.recent());
  if (!bought) return undefined;
  if (isPending(bought)) return house.hasBookings ? wishes.cancel(bought, 'desk') : undefined;
  const isPart = bought.seats.length > 1 && random.chance(0.3);
  return wishes.refund(bought, newKey(), isPart ? bought.seats.slice(0, 1) : undefined);
}

function exchangeOne({ memory, house, random, role, newKey }: Situation): Wish | undefined {
  const held: HeldSeats | undefined = random.pick(memory.holds);
  if (role !== 'CASHIER' || !held) return undefined;
  const fitting = [...memory.bookings, ...house.recent()].filter(
    ({ status, seats }) => status === 'BOOKED' && seats.length === held.seats.length,
  );
  const bought = random.pick(fitting);
  return bought && wishes.exchange(bought, held, newKey());
}

function paymentsFor({ role, house, random }: Situation, totalMinor: number): readonly Payment[] {
  if (role === 'USER') {
    const draw = random.next();
    const odd = draw > 0.85 ? random.pick(house.tokens.odd) : undefined;
    const token = odd ?? (draw > 0.72 ? house.tokens.refused : house.tokens.good);
    return [{ tender: 'ONLINE', amountMinor: totalMinor, token }];
  }
  if (!house.hasTerminal || random.chance(0.5)) return [{ tender: 'CASH', amountMinor: totalMinor }];
  if (random.chance(0.6) || totalMinor < 2) return [{ tender: 'CARD', amountMinor: totalMinor }];
  const part = 1 + random.below(totalMinor - 1);
  return [
    { tender: 'CASH', amountMinor: part },
    { tender: 'CARD', amountMinor: totalMinor - part },
  ];
}

function isPending({ status }: Bought): boolean {
  return status === 'PENDING';
}
