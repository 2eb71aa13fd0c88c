/** What a shift comes to. Pure. */
import type { CounterTender, TenderTotals } from '@foyer/shared/http/shift-reports';
import { sumMinor } from '@foyer/shared/money';
import type { MovementRecord, ReportedMoney, ShiftDraft } from './shift.ts';

/** What was counted of each tender; null where nobody has. */
export type Counted = Readonly<Record<CounterTender, number | null>>;

export const notCounted: Counted = { CASH: null, CARD: null };

/** Both tenders, cash first: the drawer holds what it began with and everything that came and went since. */
export function tenderTotals(
  shift: Pick<ShiftDraft, 'floatMinor' | 'movements'>,
  money: readonly Pick<ReportedMoney, 'tender' | 'kind' | 'amountMinor' | 'late'>[],
  counted: Counted,
): TenderTotals[] {
  return (['CASH', 'CARD'] as const).map((tender) => {
    const own = money.filter((one) => one.tender === tender);
    const [taken, given] = (['PAYMENT', 'REFUND'] as const).map((kind) =>
      own.filter((one) => one.kind === kind).map(({ amountMinor }) => amountMinor),
    );
    const [paymentsMinor, refundsMinor] = [sumMinor(taken ?? []), sumMinor(given ?? [])];
    const expectedMinor = paymentsMinor - refundsMinor + (tender === 'CASH' ? beside(shift) : 0);
    const countedMinor = counted[tender];
    return {
      tender,
      payments: taken?.length ?? 0,
      paymentsMinor,
      refunds: given?.length ?? 0,
      refundsMinor,
      late: own.filter(({ late }) => late).length,
      expectedMinor,
      countedMinor,
      varianceMinor: countedMinor === null ? null : countedMinor - expectedMinor,
    };
  });
}

/** Cash that the drawer has, or lacks, beside its sales. */
function beside({ floatMinor, movements }: Pick<ShiftDraft, 'floatMinor' | 'movements'>): number {
  return (
    floatMinor +
    movedMinor(movements, 'PAY_IN') -
    movedMinor(movements, 'DROP') -
    movedMinor(movements, 'PAY_OUT')
  );
}

export function movedMinor(
  movements: readonly Pick<MovementRecord, 'kind' | 'amountMinor'>[],
  kind: MovementRecord['kind'],
): number {
  return sumMinor(movements.filter((one) => one.kind === kind).map(({ amountMinor }) => amountMinor));
}
