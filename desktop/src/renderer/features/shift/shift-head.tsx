import type { TillId } from '@foyer/shared/ids';
import { type LocalDate, nextDate } from '@foyer/shared/time';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { useLetterKeys } from '../../ui/use-letter-keys.ts';
import { dayName } from '../../ui/when.ts';
import type { OnPlace, ShiftPlace } from './shift-place.ts';

interface ShiftHeadProps {
  readonly place: ShiftPlace;
  readonly onPlace: OnPlace;
  readonly today: LocalDate;
  readonly isAll: boolean;
  /** Between this till's own and all of them. */
  readonly mayTurn: boolean;
  readonly tills: ReadonlyMap<TillId, string>;
}

/** Whose shifts: this till's own, or for managers those of all tills, by till and business day. */
export function ShiftHead(props: ShiftHeadProps): ReactNode {
  const { place, onPlace, today, isAll, mayTurn, tills } = props;
  const turn = (): void => onPlace({ view: isAll ? 'till' : 'all', panel: null });
  useLetterKeys(mayTurn && place.panel !== 'close' ? { A: turn } : {});
  return (
    <header className="sheet-head">
      <h1>{isAll ? 'Shifts of all tills' : 'Shift'}</h1>
      {isAll && place.panel !== 'close' && <Filters {...{ place, onPlace, today, tills }} />}
      {mayTurn && (
        <span className="sheet-end">
          <Button keyName="A" isDisabled={place.panel === 'close'} onPress={turn}>
            {isAll ? 'This till' : 'All tills'}
          </Button>
        </span>
      )}
    </header>
  );
}

function Filters({ place, onPlace, today, tills }: Omit<ShiftHeadProps, 'isAll' | 'mayTurn'>): ReactNode {
  const { day } = place;
  const options = [
    { id: 'all', name: 'Every till' },
    ...[...tills].map(([id, name]): { id: string; name: string } => ({ id, name })),
  ];
  const turn = (wanted: LocalDate | null): void => onPlace({ day: wanted, chosen: null });
  return (
    <>
      <span className="row">
        <Button
          tone="quiet"
          label="Day before"
          onPress={() => turn(day === null ? today : nextDate(day, -1))}
        >
          <ChevronLeft size={16} aria-hidden="true" />
        </Button>
        <Button isDisabled={day === null} onPress={() => turn(null)}>
          {day === null ? 'All days' : dayName(day)}
        </Button>
        <Button
          tone="quiet"
          label="Next day"
          isDisabled={day === null || day >= today}
          onPress={() => day !== null && turn(nextDate(day, 1))}
        >
          <ChevronRight size={16} aria-hidden="true" />
        </Button>
      </span>
      {tills.size > 0 && (
        <Choice
          label="Till"
          options={options}
          chosen={place.till ?? 'all'}
          onChoose={(id) => {
            const till = [...tills.keys()].find((known) => known === id) ?? null;
            onPlace({ till, chosen: null });
          }}
        />
      )}
    </>
  );
}
