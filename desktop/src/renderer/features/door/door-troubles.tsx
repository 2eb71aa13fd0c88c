import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DoorTrouble } from '../../../bridge/door.ts';
import { ApiProblem } from '../../data/api-problem.ts';
import { Button } from '../../ui/button.tsx';
import { clockTime } from '../../ui/when.ts';
import { refusedWord } from './door-words.ts';

interface DoorTroublesProps {
  readonly troubles: readonly DoorTrouble[];
  readonly timeZone: string;
  readonly onDone: (trouble: DoorTrouble) => void;
}

/** Guests who are in, and whom the server would not have let in: each with what to do. */
export function DoorTroubles({ troubles, timeZone, onDone }: DoorTroublesProps): ReactNode {
  if (troubles.length === 0) return null;
  return (
    <section className="door-troubles" aria-label="Let in without the server">
      <h2>
        <CircleAlert size={18} aria-hidden="true" />
        Look into these
      </h2>
      <ul>
        {troubles.map((trouble) => (
          <li key={trouble.scanId}>
            <p>
              <strong>
                {trouble.seat}, {trouble.reference}
              </strong>{' '}
              let in at {clockTime(trouble.scannedAt, timeZone)}. {wordFor(trouble, timeZone)}{' '}
              {adviceFor(trouble)}
            </p>
            <Button tone="quiet" label={`Dealt with: ${trouble.seat}`} onPress={() => onDone(trouble)}>
              Dealt with
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function wordFor({ problem }: DoorTrouble, timeZone: string): string {
  if (problem === null) return 'The server did not take it.';
  const { title, text } = refusedWord(new ApiProblem({ ...problem, requestId: '' }), {
    timeZone,
    nowMs: Date.now(),
  });
  return `${title}: ${text}`;
}

function adviceFor({ problem }: DoorTrouble): string {
  if (problem?.code === 'ticket.admitted') return 'Two guests are in on one ticket: look at the seat.';
  return 'A guest is in without a good ticket: look at the seat, and tell a manager.';
}
