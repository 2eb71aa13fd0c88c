import type { Showtime } from '@foyer/shared/http/catalogue';
import { ShowtimeId } from '@foyer/shared/ids';
import type { ReactNode } from 'react';
import { Choice } from '../../ui/choice.tsx';
import { FindField } from '../../ui/find-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { clockTime } from '../../ui/when.ts';

interface DoorHeadProps {
  readonly shows: readonly Showtime[];
  readonly chosen: ShowtimeId | null;
  readonly text: string;
  readonly place: string;
  /** Null while nobody knows. */
  readonly count: { readonly admitted: number; readonly sold: number } | null;
  readonly onChoose: (id: ShowtimeId) => void;
  readonly onText: (text: string) => void;
  readonly onPlace: (place: string) => void;
  /** From the field back to the list. */
  readonly onLeave: () => void;
}

/** Which show, how many of its guests are in, and the field that finds one. */
export function DoorHead(props: DoorHeadProps): ReactNode {
  const { shows, chosen, text, place, count, onChoose, onText, onPlace, onLeave } = props;
  return (
    <header className="sheet-head">
      <h1>Door</h1>
      <Choice
        label="Show"
        options={shows.map(({ id, startsAt, timeZone, movie, auditorium }) => ({
          id,
          name: `${clockTime(startsAt, timeZone)} ${movie.title} · ${auditorium.name}`,
        }))}
        chosen={chosen}
        placeholder="No show today"
        onChoose={(id) => onChoose(ShowtimeId.parse(id))}
      />
      <FindField label="Find a guest" hint="Seat, reference, name" {...{ text, onText, onLeave }} />
      <span className="door-place">
        <TextField
          label="What this door is called"
          hidesLabel
          placeholder="Name of this door"
          longest={40}
          value={place}
          onChange={onPlace}
        />
      </span>
      <p className="sheet-end sheet-sum" aria-live="polite">
        {count && (
          <>
            <strong>{count.admitted}</strong>
            <span className="quiet">of {count.sold} are in</span>
          </>
        )}
      </p>
    </header>
  );
}
