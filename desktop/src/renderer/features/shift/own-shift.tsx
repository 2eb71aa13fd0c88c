import type { TillName } from '@foyer/shared/http/tills';
import { CloudOff, MonitorX } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { textOf } from '../../data/problem-texts.ts';
import { useUpcomingShowtimes } from '../../data/queries.ts';
import { useOpenShift, useShift } from '../../data/shift-queries.ts';
import { Button } from '../../ui/button.tsx';
import { Notice, Skeleton } from '../../ui/notice.tsx';
import { useLetterKeys } from '../../ui/use-letter-keys.ts';
import { exactTime } from '../../ui/when.ts';
import { CloseSheet } from './close-sheet.tsx';
import { OpenBoard } from './open-board.tsx';
import { OpenSheet } from './open-sheet.tsx';
import { useSeenShift } from './seen-shift.ts';
import { draftOf } from './shift-place.ts';
import type { ShiftDesk } from './use-shift-desk.ts';

interface OwnShiftProps {
  readonly till: TillName | null;
  readonly timeZone: string;
  readonly desk: ShiftDesk;
  readonly onDrawer: () => void;
}

/** The shift of the till that somebody works at: opened, run and closed here. */
export function OwnShift({ till, timeZone, desk, onDrawer }: OwnShiftProps): ReactNode {
  const { place, onPlace, move } = desk;
  const open = useOpenShift(till?.id ?? null);
  const seen = useSeenShift(till?.id ?? null);
  const last = useShift(open.data === null ? (seen?.shiftId ?? null) : null).data;
  const upcoming = useUpcomingShowtimes();
  const { done, read } = move;
  // Whoever leaves the screen has read it.
  useEffect(() => () => (done ? read() : undefined), [done, read]);
  const showLast = last?.z ? () => onPlace({ report: last.shift.id }) : null;
  useLetterKeys(showLast ? { Z: showLast } : {});
  if (!till)
    return (
      <Notice icon={MonitorX} title="This device is no till">
        A shift belongs to the drawer of a till. A manager enrols this device under Tills.
      </Notice>
    );
  if (open.isPending || upcoming.isPending) return <Skeleton lines={6} label="Looking for the shift" />;
  if (open.error !== null && open.data === undefined)
    return (
      <Notice
        icon={CloudOff}
        title="The shift can’t be shown"
        tone="trouble"
        action={<Button onPress={() => void open.refetch()}>Try again</Button>}
      >
        {textOf(open.error)}
      </Notice>
    );
  const shift = open.data;
  if (!shift) {
    const currency = upcoming.data?.[0]?.currency ?? last?.shift.currency;
    if (currency === undefined)
      return (
        <Notice icon={MonitorX} title="Nothing plays">
          The server knows no show yet, and so not in which money to count.
        </Notice>
      );
    return (
      <OpenSheet
        till={till.name}
        currency={currency}
        draft={draftOf(place, 'float')}
        onDraft={(draft) => onPlace({ draft })}
        onOpened={() => onPlace({ panel: null, draft: draftOf(place, '') })}
      >
        {showLast && last && (
          <div className="shift-last">
            <p className="quiet">
              Shift {last.shift.number} was closed
              {last.shift.closedAt !== null && <>: {exactTime(last.shift.closedAt, timeZone)}</>}.
            </p>
            <Button tone="quiet" keyName="Z" onPress={showLast}>
              Its Z report
            </Button>
          </div>
        )}
      </OpenSheet>
    );
  }
  if (place.panel === 'close')
    return (
      <CloseSheet
        shift={shift}
        till={till.name}
        draft={draftOf(place, shift.id)}
        onDraft={(draft) => onPlace({ draft })}
        onClosed={desk.onClosed}
        onLeave={() => onPlace({ panel: null })}
      />
    );
  return (
    <OpenBoard
      shift={shift}
      till={till.name}
      timeZone={timeZone}
      panel={place.panel}
      move={move}
      onPanel={(panel) => onPlace({ panel })}
      onDrawer={onDrawer}
    />
  );
}
