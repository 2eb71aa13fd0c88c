import { CircleCheck, CircleX, Hourglass, TimerOff, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AskState } from '../../data/approval-ask.ts';
import { Countdown } from './countdown.tsx';
import './request-chip.css';

/** How far something is that was asked for at another place of the program. */
export type ChipState =
  | AskState
  /** It has been carried out, or has failed at that. */
  | { readonly kind: 'done' }
  | { readonly kind: 'undone' };

interface RequestChipProps {
  /** What was asked for, in few words; once it is done, what is to do now. */
  readonly what: string;
  readonly state: ChipState;
  readonly onShow: () => void;
}

/** What comes before the name of what was asked for; where there is no room, the icon says it alone. */
const leads: Readonly<Record<ChipState['kind'], string>> = {
  idle: '',
  asking: 'Request waiting: ',
  waiting: 'Request waiting: ',
  granted: 'Granted: ',
  refused: 'Refused: ',
  'ran-out': 'Not decided in time: ',
  failed: 'Not sent: ',
  done: '',
  undone: 'Not done: ',
};

const icons: Readonly<Record<ChipState['kind'], typeof Hourglass>> = {
  idle: Hourglass,
  asking: Hourglass,
  waiting: Hourglass,
  granted: CircleCheck,
  refused: CircleX,
  'ran-out': TimerOff,
  failed: TriangleAlert,
  done: CircleCheck,
  undone: TriangleAlert,
};

/** In the header while its place is out of sight: a request that lives on there, and the way back to it. */
export function RequestChip({ what, state, onShow }: RequestChipProps): ReactNode {
  const lead = leads[state.kind];
  const Icon = icons[state.kind];
  return (
    <>
      <button type="button" className="request-chip" data-request={state.kind} onClick={onShow}>
        <Icon size={16} aria-hidden="true" />
        <span className="request-words">
          <span className="request-lead">{lead}</span>
          <span className="request-what">{what}</span>
        </span>
        {state.kind === 'waiting' && <Countdown until={state.approval.expiresAt} />}
      </button>
      <span className="visually-hidden" role="status">
        {lead}
        {what}
      </span>
    </>
  );
}
