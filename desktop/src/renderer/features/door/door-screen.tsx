import type { Me } from '@foyer/shared/http/sign-in';
import type { LocalDate } from '@foyer/shared/time';
import { useQueryClient } from '@tanstack/react-query';
import { DoorClosed } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Connection } from '../../data/connection.ts';
import { useDevice } from '../../data/device.tsx';
import { noteDoorState, useDoorList, useDoorState, useReplayed } from '../../data/door-queries.ts';
import { textOf } from '../../data/problem-texts.ts';
import { ask } from '../../data/session.ts';
import { focusChosenRow, useFocusOfRow } from '../../ui/chosen-row.ts';
import { Notice } from '../../ui/notice.tsx';
import '../../ui/table.css';
import { useLetterKeys } from '../../ui/use-letter-keys.ts';
import { usePageKeys } from '../../ui/use-page-keys.ts';
import { readScan } from '../scanner/read-scan.ts';
import { useScans } from '../scanner/scanner.tsx';
import './door.css';
import { DoorAnswer } from './door-answer.tsx';
import { DoorDetails } from './door-details.tsx';
import { DoorHead } from './door-head.tsx';
import { keepDoorPlace, useDoorPlace } from './door-place.ts';
import { type DoorRow, findRows, rowsOf } from './door-rows.ts';
import { DoorTable, mostShown } from './door-table.tsx';
import { DoorTroubles } from './door-troubles.tsx';
import { brokenWord, foreignWord, holdWord } from './door-words.ts';
import { UndoForm } from './undo-form.tsx';
import { useDoor, withoutNames } from './use-door.ts';
import { useDoorShows } from './use-door-shows.ts';

interface DoorScreenProps {
  readonly today: LocalDate;
  readonly timeZone: string;
  readonly me: Pick<Me, 'abilities'>;
  readonly connection: Connection;
}

/** Lets the guests of a show in: a scan admits here, from wherever the keyboard is. */
export function DoorScreen({ me, today, timeZone, connection }: DoorScreenProps): ReactNode {
  const isServerAway = connection.kind === 'offline';
  const mayOverride = me.abilities.includes('tickets.override');
  const { bridge } = useDevice();
  const queries = useQueryClient();
  const { shows, chosen, choose, move, error } = useDoorShows(today, timeZone);
  const showtimeId = chosen?.id ?? null;
  const list = useDoorList(showtimeId);
  const { data: state } = useDoorState();
  const replayed = useReplayed();
  const place = useDoorPlace();
  const door = useDoor({ showtimeId, timeZone, isServerAway, place: place.trim() });
  const [text, setText] = useState('');
  const [wanted, setWanted] = useState<string | null>(null);
  const [isUndoing, setUndoing] = useState(false);
  useEffect(() => {
    if (list.data) void ask(bridge.keepDoorList(withoutNames(list.data))).catch(() => undefined);
  }, [bridge, list.data]);

  const untold = state?.waiting.length ?? 0;
  const all = list.data ? rowsOf(list.data, state?.waiting ?? []) : [];
  const rows = findRows(all, text);
  const row = rows.find(({ id }) => id === wanted) ?? rows[0];
  useFocusOfRow(isUndoing ? null : (row?.id ?? null));
  const admitRow = ({ reference, seat }: DoorRow): void => door.admit({ reference, seat });
  const mayUndo = row !== undefined && row.admittedAt !== null && !isServerAway && !row.isWaiting;

  useScans(true, (scan) => {
    const meaning = readScan(scan);
    if (meaning.kind === 'ticket') return door.admit({ code: scan.text.trim() });
    if (meaning.kind === 'hand-over') return door.say(holdWord);
    return door.say(meaning.kind === 'foreign' ? foreignWord : brokenWord);
  });
  useLetterKeys({
    ...(row && row.admittedAt === null ? { L: () => admitRow(row) } : {}),
    ...(mayUndo ? { U: () => setUndoing(true) } : {}),
    ...(mayOverride && door.early ? { E: door.admitEarly } : {}),
  });
  usePageKeys((key) => (key === 'PageDown' ? move(1) : key === 'PageUp' && move(-1)));
  const leaveUndo = (): void => {
    setUndoing(false);
    focusChosenRow();
  };

  return (
    <div className="sheet door">
      <DoorHead
        shows={shows}
        chosen={showtimeId}
        text={text}
        place={place}
        count={
          list.data
            ? { admitted: all.filter(({ admittedAt }) => admittedAt !== null).length, sold: all.length }
            : null
        }
        onChoose={choose}
        onText={setText}
        onPlace={keepDoorPlace}
        onLeave={focusChosenRow}
      />
      <DoorAnswer
        word={door.word}
        isAsking={door.isAsking}
        isServerAway={isServerAway}
        hasUntold={untold > 0}
        timeZone={timeZone}
        onEarly={mayOverride && door.early ? door.admitEarly : null}
      />
      <div className="door-notes">
        {untold > 0 && <p role="status">Not told to the server yet: {untold}.</p>}
        {untold === 0 && replayed && (
          <p role="status">
            Told to the server: {replayed.told}.{replayed.refused > 0 && ` Not taken: ${replayed.refused}.`}
          </p>
        )}
        <DoorTroubles
          troubles={state?.troubles ?? []}
          timeZone={timeZone}
          onDone={({ scanId }) =>
            void ask(bridge.dismissDoorTrouble({ scanId })).then((next) => noteDoorState(queries, next))
          }
        />
      </div>
      {!row && (
        <Notice icon={DoorClosed} title={text === '' ? 'No tickets' : 'Nobody found'}>
          {emptyText(list.error ?? error, text)}
        </Notice>
      )}
      {row && (
        <div className="sheet-body">
          <div className="sheet-scroll">
            <DoorTable rows={rows} chosen={row.id} timeZone={timeZone} onChoose={setWanted} />
            {rows.length > mostShown && (
              <p className="more quiet">
                {rows.length - mostShown} more. Find one by seat, reference or name.
              </p>
            )}
          </div>
          <aside className="details" aria-label="Ticket">
            {isUndoing ? (
              <UndoForm key={row.id} row={row} onDone={leaveUndo} onLeave={leaveUndo} />
            ) : (
              <DoorDetails
                row={row}
                party={all.filter(({ reference }) => reference === row.reference)}
                timeZone={timeZone}
                onAdmit={() => admitRow(row)}
                onUndo={mayUndo ? () => setUndoing(true) : null}
              />
            )}
          </aside>
        </div>
      )}
    </div>
  );
}

function emptyText(error: unknown, text: string): string {
  if (error) return textOf(error);
  return text === '' ? 'Nobody has a ticket for this show yet.' : 'No ticket of this show fits.';
}
