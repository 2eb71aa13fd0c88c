import type { Me } from '@foyer/shared/http/sign-in';
import type { TillId } from '@foyer/shared/ids';
import type { LocalDate } from '@foyer/shared/time';
import type { ReactNode } from 'react';
import '../../ui/table.css';
import { AllShifts } from './all-shifts.tsx';
import { OwnShift } from './own-shift.tsx';
import './shift.css';
import { ShiftHead } from './shift-head.tsx';
import type { ShiftDesk } from './use-shift-desk.ts';
import { ZSheet } from './z-sheet.tsx';

interface ShiftScreenProps {
  readonly me: Me;
  readonly desk: ShiftDesk;
  readonly today: LocalDate;
  readonly timeZone: string;
  readonly tills: ReadonlyMap<TillId, string>;
  readonly tillName: (tillId: string) => string | null;
  readonly onDrawer: () => void;
}

/** From the float to the count: the shift of this till, for managers those of all of them, and their reports. */
export function ShiftScreen(props: ShiftScreenProps): ReactNode {
  const { me, desk, today, timeZone, tills, tillName, onDrawer } = props;
  const { place, onPlace } = desk;
  if (place.report !== null)
    return (
      <ZSheet
        key={place.report}
        id={place.report}
        tillName={tillName}
        timeZone={timeZone}
        mayNote={me.abilities.includes('shift.manage')}
        onBack={() => onPlace({ report: null })}
      />
    );
  const mayViewAll = me.abilities.includes('shift.view-all');
  // Where there is no till, its own shifts are none.
  const isAll = mayViewAll && (place.view === 'all' || me.till === null);
  return (
    <div className="sheet">
      <ShiftHead
        place={place}
        onPlace={onPlace}
        today={today}
        isAll={isAll}
        mayTurn={mayViewAll && me.till !== null}
        tills={tills}
      />
      {isAll ? (
        <AllShifts {...{ desk, today, tillName, timeZone }} />
      ) : (
        <OwnShift till={me.till} {...{ timeZone, desk, onDrawer }} />
      )}
    </div>
  );
}
