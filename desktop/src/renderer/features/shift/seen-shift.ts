import { ShiftId, TillId } from '@foyer/shared/ids';
import { z } from 'zod';
import { keptChoice } from '../../ui/kept-choice.ts';

/** The newest shift of this machine's till that was open here. */
const SeenShift = z.object({
  tillId: TillId,
  shiftId: ShiftId,
  /** Its Z report has been handed to the printer. */
  isReported: z.boolean(),
});
type SeenShift = z.infer<typeof SeenShift>;

/**
 * Known long before a shift is closed, so that a program that is killed in the middle of the close finds its report
 * again. A text, as its keeper compares what it keeps.
 */
const seen = keptChoice<string>({ storageKey: 'foyer.shift.seen', parse: (kept) => kept ?? '' });

/** Null for another till's, and where none was ever open. */
export function useSeenShift(tillId: TillId | null): SeenShift | null {
  return read(seen.useValue(), tillId);
}

/** Notes a shift that is open; one that is known stays what is known of it. */
export function noteShift(tillId: TillId, shiftId: ShiftId): void {
  if (read(seen.read(), tillId)?.shiftId === shiftId) return;
  seen.keep(JSON.stringify({ tillId, shiftId, isReported: false } satisfies SeenShift));
}

export function noteReported(shift: Pick<SeenShift, 'tillId' | 'shiftId'>): void {
  seen.keep(JSON.stringify({ ...shift, isReported: true } satisfies SeenShift));
}

function read(text: string, tillId: TillId | null): SeenShift | null {
  if (text === '' || tillId === null) return null;
  try {
    const kept = SeenShift.safeParse(JSON.parse(text));
    return kept.success && kept.data.tillId === tillId ? kept.data : null;
  } catch {
    return null;
  }
}
