import { forceReleaseHold } from '@foyer/shared/http/holds';
import type { ShowtimeId } from '@foyer/shared/ids';
import { UserX } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { textOf } from '../../../data/problem-texts.ts';
import { useChange } from '../../../data/use-change.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { seatRuns } from '../../approvals/approval-words.ts';
import type { EndableHold } from './seat-line.tsx';

const reasons = [
  { id: 'left', name: 'Guest has left' },
  { id: 'mistake', name: 'Held by mistake' },
  { id: 'till', name: 'Till is out of order' },
  { id: 'others', name: 'Keeps others from buying' },
] as const;

interface EndHoldFormProps {
  readonly showtimeId: ShowtimeId;
  readonly hold: EndableHold;
  readonly onClose: () => void;
}

/** Asks once more before somebody loses their seats, and why; in the place of the legend, nothing modal. */
export function EndHoldForm({ showtimeId, hold, onClose }: EndHoldFormProps): ReactNode {
  const [reason, setReason] = useState<(typeof reasons)[number]['id']>('left');
  const act = useRef<HTMLButtonElement>(null);
  useEffect(() => act.current?.focus(), []);
  const said = reasons.find(({ id }) => id === reason)?.name ?? '';
  const release = useChange(
    ['audit'],
    (call) =>
      call(forceReleaseHold, {
        params: { id: showtimeId },
        body: { holdId: hold.lock.holdId, reason: said },
      }),
    onClose,
  );
  const { seats, lock } = hold;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves the form from any of its controls; it acts on nothing itself
    <section
      className="end-hold"
      aria-label="End hold"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className="end-hold-head">
        <UserX size={20} aria-hidden="true" />
        <h3>
          End the hold on {seatRuns(seats)}, made {lock.channel === 'ONLINE' ? 'online' : 'at a counter'}?
        </h3>
        <p className="quiet">
          {seats.length === 1 ? 'The seat is' : 'The seats are'} free for everybody at once; whoever held{' '}
          {seats.length === 1 ? 'it' : 'them'} hears that the hold ended. Who ended it, and why, stands in the
          audit.
        </p>
      </div>
      {release.error !== null && (
        <p className="end-hold-trouble" role="alert">
          {textOf(release.error)}
        </p>
      )}
      <div className="end-hold-acts">
        <Choice label="Reason" options={reasons} chosen={reason} onChoose={setReason} />
        <Button tone="quiet" keyName="Esc" onPress={onClose}>
          Leave it
        </Button>
        <Button
          ref={act}
          tone="primary"
          keyName="Enter"
          isDisabled={release.isPending}
          onPress={() => release.mutate(undefined)}
        >
          End hold
        </Button>
      </div>
    </section>
  );
}
