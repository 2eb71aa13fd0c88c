import type { TillId } from '@foyer/shared/ids';
import { Banknote, BanknoteX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useOpenShift } from '../../data/shift-queries.ts';
import './shift.css';

interface ShiftChipProps {
  readonly tillId: TillId;
  readonly onOpen: () => void;
}

/** Whether a shift is open at this till. */
export function ShiftChip({ tillId, onOpen }: ShiftChipProps): ReactNode {
  const { data: shift } = useOpenShift(tillId);
  if (shift === undefined) return null;
  const Icon = shift ? Banknote : BanknoteX;
  return (
    <button type="button" className="shift-chip" data-open={shift !== null} onClick={onOpen}>
      <Icon size={15} aria-hidden="true" />
      <span role="status">{shift ? `Shift ${shift.number}` : 'No shift'}</span>
    </button>
  );
}
