import { CircleCheckBig, Clock, CloudOff, OctagonX, ScanLine, Signpost } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { clockTime } from '../../ui/when.ts';
import { type DoorTone, type DoorWord, partyText } from './door-words.ts';

const icons = { in: CircleCheckBig, out: OctagonX, elsewhere: Signpost, wait: Clock } as const;
const spoken: Readonly<Record<DoorTone, string>> = {
  in: 'Let in.',
  out: 'Not let in.',
  elsewhere: 'Not let in here.',
  wait: 'Not let in yet.',
};

interface DoorAnswerProps {
  readonly word: DoorWord | null;
  readonly isAsking: boolean;
  readonly isServerAway: boolean;
  /** Whether the server has not heard of everybody who is in. */
  readonly hasUntold: boolean;
  readonly timeZone: string;
  /** Null where nobody may, or nothing is to be let in early. */
  readonly onEarly: (() => void) | null;
}

/** The answer, to be seen from the queue: by shape, by word, by colour, and heard. */
export function DoorAnswer(props: DoorAnswerProps): ReactNode {
  const { word, isAsking, isServerAway, hasUntold, timeZone, onEarly } = props;
  const Icon = word ? icons[word.tone] : ScanLine;
  return (
    <section
      className="door-answer"
      aria-label="Answer"
      aria-busy={isAsking}
      data-tone={word?.tone ?? 'none'}
      data-by={word?.listAsOf ? 'list' : 'server'}
    >
      <Icon size={72} strokeWidth={2} aria-hidden="true" />
      <div className="door-word" role={word?.tone === 'in' ? 'status' : 'alert'}>
        {word && <span className="visually-hidden">{spoken[word.tone]}</span>}
        <strong>{word?.title ?? 'Scan a ticket'}</strong>
        <p>{word?.text ?? 'Or find the guest in the list: seat, reference or name.'}</p>
        {word?.party && partyText(word.party) !== '' && <p className="door-party">{partyText(word.party)}</p>}
      </div>
      <div className="door-side">
        {isServerAway && (
          <p className="door-away">
            <CloudOff size={18} aria-hidden="true" />
            Going by the list: the server is away.
          </p>
        )}
        {word?.listAsOf && (
          <p>
            As of {clockTime(word.listAsOf, timeZone)}
            {hasUntold ? '; told to the server later.' : '; the server has been told.'}
          </p>
        )}
        {onEarly && (
          <Button tone="primary" keyName="E" onPress={onEarly}>
            Let in early
          </Button>
        )}
      </div>
    </section>
  );
}
