import { type LocalDate, nextDate } from '@foyer/shared/time';
import { CalendarX, CloudOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { textOf } from '../../data/problem-texts.ts';
import { useShifts } from '../../data/shift-queries.ts';
import { Button } from '../../ui/button.tsx';
import { useFocusOfRow } from '../../ui/chosen-row.ts';
import { Notice, Skeleton } from '../../ui/notice.tsx';
import { useLetterKeys } from '../../ui/use-letter-keys.ts';
import { CloseSheet } from './close-sheet.tsx';
import { ShiftDetails } from './shift-details.tsx';
import { draftOf } from './shift-place.ts';
import { ShiftsTable } from './shifts-table.tsx';
import type { ShiftDesk } from './use-shift-desk.ts';

interface AllShiftsProps {
  readonly desk: ShiftDesk;
  readonly today: LocalDate;
  readonly tillName: (tillId: string) => string | null;
  readonly timeZone: string;
}

/** For managers: the shifts of all tills, newest first, with the one that is chosen beside the list. */
export function AllShifts({ desk, today, tillName, timeZone }: AllShiftsProps): ReactNode {
  const { place, onPlace } = desk;
  const pages = useShifts({ till: place.till, day: place.day });
  const shifts = pages.data?.pages.flatMap((page) => [...page.shifts]) ?? [];
  const shift = shifts.find(({ id }) => id === place.chosen) ?? shifts[0];
  const isClosing = place.panel === 'close' && shift?.status === 'OPEN';
  useFocusOfRow(isClosing ? null : (shift?.id ?? null));
  const turn = (days: number): void => {
    const day = place.day === null ? today : nextDate(place.day, days);
    onPlace({ day: day > today ? today : day, chosen: null });
  };
  useLetterKeys(isClosing ? {} : { PageUp: () => turn(-1), PageDown: () => turn(1) });
  if (pages.isPending) return <Skeleton lines={8} label="Loading the shifts" />;
  if (pages.isError && shifts.length === 0)
    return (
      <Notice
        icon={CloudOff}
        title="The shifts can’t be shown"
        tone="trouble"
        action={<Button onPress={() => void pages.refetch()}>Try again</Button>}
      >
        {textOf(pages.error)}
      </Notice>
    );
  if (!shift)
    return (
      <Notice icon={CalendarX} title="No shift">
        {place.day === null && place.till === null
          ? 'The first shift that is opened at a till shows up here by itself.'
          : 'There was none at this till on this day.'}
      </Notice>
    );
  const till = tillName(shift.tillId);
  if (isClosing)
    return (
      <CloseSheet
        shift={shift}
        till={till ?? 'another till'}
        draft={draftOf(place, shift.id)}
        onDraft={(draft) => onPlace({ draft })}
        onClosed={desk.onClosed}
        onLeave={() => onPlace({ panel: null })}
      />
    );
  return (
    <div className="sheet-body">
      <div className="sheet-scroll">
        <ShiftsTable
          shifts={shifts}
          chosen={shift.id}
          tillName={tillName}
          timeZone={timeZone}
          onChoose={(chosen) => onPlace({ chosen })}
        />
        {pages.hasNextPage && (
          <p className="more">
            <Button onPress={() => void pages.fetchNextPage()}>Earlier shifts</Button>
          </p>
        )}
      </div>
      <ShiftDetails
        key={shift.id}
        shift={shift}
        till={till}
        timeZone={timeZone}
        onReport={() => onPlace({ report: shift.id })}
        onClose={() => onPlace({ panel: 'close', chosen: shift.id })}
      />
    </div>
  );
}
