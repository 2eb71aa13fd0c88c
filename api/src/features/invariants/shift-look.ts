import { BookingRecord } from '../bookings/booking.ts';
import { counterMoney } from '../bookings/counter-money.ts';
import { ShiftRecord } from '../shifts/shift.ts';
import type { InvariantRepository } from './invariant.repository.ts';
import { aboutShift, type Finding, type Look, type ReadFrom } from './invariants.ts';
import { judgeShift } from './judge-shift.ts';

const shiftsAtOnce = 5;
const bookingsAtOnce = 100;

/** I9, shift by shift: its sums, its number, and that bookings know of all its money. */
export function lookAtShifts(repository: InvariantRepository): Look {
  return {
    judges: ['I9'],
    async *slices() {
      for (let after = ''; ;) {
        const ids = await repository.shiftIds(after, shiftsAtOnce);
        const last = ids.at(-1);
        if (last === undefined) return;
        yield ids;
        after = last;
      }
    },
    async judge(ids, from) {
      const findings: Finding[] = [];
      let looked = 0;
      for (const id of ids) {
        const stored = await repository.shift(id, from);
        if (!stored) continue;
        looked += 1;
        const { data: shift } = ShiftRecord.safeParse(stored);
        if (!shift) {
          findings.push(aboutShift(id, 'cannot be read as a shift'));
          continue;
        }
        findings.push(
          ...judgeShift(shift),
          ...(await gapBefore(repository, shift, from)),
          ...(await moneyOfNobody(repository, shift, from)),
        );
      }
      return { findings, looked: { I9: looked } };
    },
  };
}

async function gapBefore(
  repository: InvariantRepository,
  { _id, tillId, number }: ShiftRecord,
  from: ReadFrom,
): Promise<readonly Finding[]> {
  if (number === 1 || (await repository.hasNumber(tillId, number - 1, from))) return [];
  return [aboutShift(_id, `is number ${number} of its till, and there is no number ${number - 1}`)];
}

/** A report may only have what bookings took and gave. */
async function moneyOfNobody(
  repository: InvariantRepository,
  { _id, money }: ShiftRecord,
  from: ReadFrom,
): Promise<readonly Finding[]> {
  const strange: string[] = [];
  for (let at = 0; at < money.length; at += bookingsAtOnce) {
    const some = money.slice(at, at + bookingsAtOnce);
    const stored = await repository.bookings([...new Set(some.map(({ bookingId }) => bookingId))], from);
    const known = new Set(
      stored.flatMap((document) => {
        const { data: booking } = BookingRecord.safeParse(document);
        return booking ? tillMoneyIn(booking) : [];
      }),
    );
    strange.push(...some.map(({ id }) => id).filter((id) => !known.has(id)));
  }
  return strange.map((id) => aboutShift(_id, `has ${id} in its report, which no booking knows`));
}

/** Ids of what a booking took and gave at tills. */
export function tillMoneyIn(booking: BookingRecord): readonly string[] {
  return counterMoney(null, booking, booking.createdAt).map(({ id }) => id);
}
