/** I9: each drawer is what its lines say, and money of a till is in exactly one report or waits for the next. Pure. */
import { totalOf } from '@foyer/shared/http/cash';
import type { TenderTotals } from '@foyer/shared/http/shift-reports';
import { sumMinor } from '@foyer/shared/money';
import type { BookingRecord } from '../bookings/booking.ts';
import { counterMoney } from '../bookings/counter-money.ts';
import type { ReportedMoney, ShiftRecord } from '../shifts/shift.ts';
import { aboutBooking, aboutShift, type Finding } from './invariants.ts';

/** An entry of a Z report and which shift's it is. */
export interface InReport extends Pick<ReportedMoney, 'id' | 'kind' | 'tender' | 'amountMinor'> {
  readonly shiftId: string;
}

/** The sums of a report, done again from its lines; the rules that wrote it are not asked. */
export function judgeShift({ _id: id, status, close, money, ...shift }: ShiftRecord): readonly Finding[] {
  const broken = (message: string): Finding => aboutShift(id, message);
  if ((status === 'CLOSED') !== (close !== null)) {
    return [broken(`is ${status} and has ${close ? 'a' : 'no'} report`)];
  }
  if (!close) return money.length === 0 ? [] : [broken('is OPEN and has frozen money')];
  const twice = money.length - new Set(money.map((one) => one.id)).size;
  const cash = (['PAY_IN', 'DROP', 'PAY_OUT'] as const).map((kind) =>
    sumMinor(shift.movements.filter((one) => one.kind === kind).map(({ amountMinor }) => amountMinor)),
  );
  const [paidIn = 0, dropped = 0, paidOut = 0] = cash;
  const begun = { CASH: shift.floatMinor + paidIn - dropped - paidOut, CARD: 0 };
  const counted = { CASH: totalOf(close.count), CARD: close.cardMinor };
  return [
    ...(twice > 0 ? [broken(`has ${twice} of its payments and refunds twice`)] : []),
    ...(['CASH', 'CARD'] as const).flatMap((tender) => {
      const told = close.tenders.find((one) => one.tender === tender);
      const right = { begun: begun[tender], counted: counted[tender], money };
      return told ? judgeTotals(told, right).map(broken) : [broken(`has no totals of ${tender}`)];
    }),
  ];
}

function judgeTotals(
  told: TenderTotals,
  {
    begun,
    counted,
    money,
  }: {
    readonly begun: number;
    readonly counted: number | null;
    readonly money: readonly ReportedMoney[];
  },
): readonly string[] {
  const own = money.filter(({ tender }) => tender === told.tender);
  const sumOf = (kind: ReportedMoney['kind']): number =>
    sumMinor(own.filter((one) => one.kind === kind).map(({ amountMinor }) => amountMinor));
  const [taken, given] = [sumOf('PAYMENT'), sumOf('REFUND')];
  const expected = begun + taken - given;
  const wrong = (name: string, said: number | null, is: number | null): readonly string[] =>
    said === is ? [] : [`says ${said} ${name} in ${told.tender}, its lines say ${is}`];
  return [
    ...wrong('taken', told.paymentsMinor, taken),
    ...wrong('given back', told.refundsMinor, given),
    ...wrong('expected', told.expectedMinor, expected),
    ...wrong('counted', told.countedMinor, counted),
    ...wrong('of variance', told.varianceMinor, counted === null ? null : counted - expected),
  ];
}

/** What a booking took and gave at tills: each in one report, or on its way to one. `reports` by id of the money. */
export function judgeTillMoney(
  booking: BookingRecord,
  reports: ReadonlyMap<string, readonly InReport[]>,
): readonly Finding[] {
  const { _id: id, unreported, createdAt } = booking;
  const broken = (message: string): Finding => aboutBooking('I9', id, { message });
  const own = counterMoney(null, booking, createdAt);
  const waiting = new Map(unreported.map((one) => [one.id, one]));
  const strange = unreported.filter((one) => !own.some(({ id: known }) => known === one.id));
  return [
    ...strange.map((one) => broken(`sends ${one.id} to a report, which is none of its own`)),
    ...own.flatMap((one): Finding[] => {
      const found = reports.get(one.id) ?? [];
      const shifts = found.map(({ shiftId }) => shiftId).toSorted();
      if (shifts.length > 1) return [broken(`has ${one.id} in the reports of ${shifts.join(' and ')}`)];
      const ahead = waiting.get(one.id);
      const told = [...found, ...(ahead ? [ahead] : [])];
      if (told.length === 0) return [broken(`has ${one.id} in no report, and it waits for none`)];
      return told
        .filter(({ amountMinor }) => amountMinor !== one.amountMinor)
        .map(({ amountMinor }) => broken(`has ${one.amountMinor} as ${one.id}, a report has ${amountMinor}`));
    }),
  ];
}
