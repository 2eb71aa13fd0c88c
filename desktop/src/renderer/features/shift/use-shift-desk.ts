import type { ShiftId, TillId } from '@foyer/shared/ids';
import { useEffect, useState } from 'react';
import { useDevice } from '../../data/device.tsx';
import { ask } from '../../data/session.ts';
import { useOpenShift, useShift } from '../../data/shift-queries.ts';
import { zPaperOf } from './paper-shift.ts';
import { noteReported, noteShift, useSeenShift } from './seen-shift.ts';
import { firstShiftPlace, isMovement, type OnPlace, type ShiftPlace } from './shift-place.ts';
import { type CashMove, useCashMove } from './use-cash-move.ts';

/** What lives on of the shifts while another screen is looked at. */
export interface ShiftDesk {
  readonly place: ShiftPlace;
  readonly onPlace: OnPlace;
  readonly move: CashMove;
  /** A shift has been closed here: its report comes on screen and out of the printer. */
  readonly onClosed: (id: ShiftId) => void;
}

interface DeskParts {
  readonly till: { readonly id: TillId; readonly name: string } | null;
  readonly tillName: (tillId: string) => string | null;
  readonly timeZone: string;
  readonly onPaperLost: (reference: string) => void;
}

export function useShiftDesk(parts: DeskParts): ShiftDesk {
  const [place, setPlace] = useState(firstShiftPlace);
  const [closed, setClosed] = useState<ShiftId | null>(null);
  const onPlace: OnPlace = (change) => setPlace((before) => ({ ...before, ...change }));
  const move = useCashMove(() =>
    setPlace((before) => (isMovement(before.panel) ? { ...before, panel: null } : before)),
  );
  useReportPrinter(parts, closed, () => setClosed(null));
  return {
    place,
    onPlace,
    move,
    onClosed: (id) => {
      setClosed(id);
      onPlace({ panel: null, report: id });
    },
  };
}

/**
 * Prints the first Z report of what was closed here, and of a shift of this till that ended while nobody looked: the
 * program was killed in the middle, or a manager closed it from elsewhere. The queue knows each by name, so that
 * telling it twice prints once.
 */
function useReportPrinter(
  { till, tillName, timeZone, onPaperLost }: DeskParts,
  closed: ShiftId | null,
  onPrinted: () => void,
): void {
  const { bridge } = useDevice();
  const open = useOpenShift(till?.id ?? null);
  const seen = useSeenShift(till?.id ?? null);
  const openId = open.data?.id;
  useEffect(() => {
    if (till && openId !== undefined) noteShift(till.id, openId);
  }, [till, openId]);
  const left = open.data === null && seen && !seen.isReported ? seen.shiftId : null;
  const wanted = closed ?? left;
  const report = useShift(wanted).data;
  useEffect(() => {
    if (!report?.z || report.shift.id !== wanted) return;
    const { shift, z } = report;
    const paper = zPaperOf(shift, z, { till: tillName(shift.tillId), timeZone });
    ask(bridge.printShift({ report: paper, copy: null })).catch(() => onPaperLost(`Z ${shift.number}`));
    if (till?.id === shift.tillId) noteReported({ tillId: till.id, shiftId: shift.id });
    onPrinted();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each report
  }, [report, wanted]);
}
