import type { MovementKind } from '@foyer/shared/http/shift-reports';
import type { ShiftId, TillId } from '@foyer/shared/ids';
import type { LocalDate } from '@foyer/shared/time';
import { type CountDraft, emptyCount } from './count.ts';

export type ShiftPanel = MovementKind | 'x' | 'close';

/** Where one is among the shifts, and what one has typed there: it outlives a look at another screen. */
export interface ShiftPlace {
  /** This till's own, or those of all tills. */
  readonly view: 'till' | 'all';
  readonly panel: ShiftPanel | null;
  readonly draft: CountDraft;
  /** The report that is read. */
  readonly report: ShiftId | null;
  /** Row, till and day in the list of all. */
  readonly chosen: string | null;
  readonly till: TillId | null;
  readonly day: LocalDate | null;
}

export const firstShiftPlace: ShiftPlace = {
  view: 'till',
  panel: null,
  draft: emptyCount(''),
  report: null,
  chosen: null,
  till: null,
  day: null,
};

export function isMovement(panel: ShiftPanel | null): panel is MovementKind {
  return panel === 'DROP' || panel === 'PAY_OUT' || panel === 'PAY_IN';
}

export type OnPlace = (change: Partial<ShiftPlace>) => void;

/** What was typed for this count; nothing where it was for another one. */
export function draftOf({ draft }: Pick<ShiftPlace, 'draft'>, of: string): CountDraft {
  return draft.of === of ? draft : emptyCount(of);
}
