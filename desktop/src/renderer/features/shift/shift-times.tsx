import type { Shift } from '@foyer/shared/http/shifts';
import type { ReactNode } from 'react';
import { exactTime } from '../../ui/when.ts';
import { personWord } from './shift-words.ts';

interface ShiftTimesProps {
  readonly shift: Shift;
  readonly timeZone: string;
}

/** Among the facts of a shift: who opened it and when, and who closed it. */
export function ShiftTimes({ shift, timeZone }: ShiftTimesProps): ReactNode {
  const { openedAt, openedBy, closedAt, closedBy } = shift;
  return (
    <>
      <dt>Opened</dt>
      <dd>
        {exactTime(openedAt, timeZone)}, {personWord(openedBy)}
      </dd>
      {closedAt !== null && closedBy !== null && (
        <>
          <dt>Closed</dt>
          <dd>
            {exactTime(closedAt, timeZone)}, {personWord(closedBy)}
          </dd>
        </>
      )}
    </>
  );
}
