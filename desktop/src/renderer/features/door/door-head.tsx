import type { Showtime } from '@foyer/shared/http/catalogue';
import { ShowtimeId } from '@foyer/shared/ids';
import { type ReactNode, useRef } from 'react';
import { Choice } from '../../ui/choice.tsx';
import { Key } from '../../ui/key.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useLetterKeys } from '../../ui/use-letter-keys.ts';
import { clockTime } from '../../ui/when.ts';
import '../bookings/bookings-head.css';

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
  const field = useRef<HTMLInputElement>(null);
  useLetterKeys({ '/': () => field.current?.focus() });
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
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the field inside; it acts on nothing itself */}
      <span
        className="find"
        onKeyDown={(event) => {
          if (event.key === 'Escape') onText('');
          else if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
          event.preventDefault();
          onLeave();
        }}
      >
        <TextField
          ref={field}
          type="search"
          label="Find a guest"
          hidesLabel
          placeholder="Seat, reference, name"
          longest={60}
          value={text}
          onChange={onText}
        />
        <Key name="/" />
      </span>
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
