import type { Hold } from '@foyer/shared/http/holds';
import { Clock } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Key } from '../../../ui/key.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { clockTime, countdown } from '../../../ui/when.ts';
import { warnBeforeMs } from './hold-warning.ts';

interface HoldCountdownProps {
  readonly hold: Hold;
  readonly timeZone: string;
  readonly onExtend: () => void;
}

/** How long the seats are still ours, and how long at most. Said aloud once, when the last minute begins. */
export function HoldCountdown({ hold, timeZone, onExtend }: HoldCountdownProps): ReactNode {
  const now = useNow(250);
  const leftMs = Date.parse(hold.expiresAt) - now;
  const isUrgent = leftMs <= warnBeforeMs;
  const fullMs = useFullSpan(hold, leftMs);
  const last = clockTime(hold.extendableUntil, timeZone);
  const isLongest = Date.parse(hold.expiresAt) >= Date.parse(hold.extendableUntil);
  return (
    <button type="button" className="hold" data-urgent={isUrgent || undefined} onClick={onExtend}>
      <span className="hold-words">
        <span className="hold-title">
          <Clock size={15} aria-hidden="true" />
          {isUrgent ? 'Runs out soon' : 'Held for you'}
        </span>
        <span className="hold-hint">
          {isLongest ? (
            `No more time: ends at ${last}`
          ) : (
            <>
              <Key name="E" /> more time, longest until {last}
            </>
          )}
        </span>
      </span>
      <span className="hold-left" role="timer">
        {countdown(leftMs)}
      </span>
      <span className="hold-bar" aria-hidden="true">
        <span style={{ width: `${Math.max(0, Math.min(1, leftMs / fullMs)) * 100}%` }} />
      </span>
      <span className="visually-hidden" aria-live="assertive">
        {isUrgent ? urgentWords(isLongest) : ''}
      </span>
    </button>
  );
}

function urgentWords(isLongest: boolean): string {
  const words = 'The hold runs out in less than a minute.';
  return isLongest ? `${words} It can’t be made longer.` : `${words} Press E to extend it.`;
}

/** The span that the present expiry began with, so that the bar starts full at each extension. */
function useFullSpan(hold: Hold, leftMs: number): number {
  const [span, setSpan] = useState({ expiresAt: hold.expiresAt, fullMs: leftMs });
  if (span.expiresAt === hold.expiresAt) return span.fullMs;
  setSpan({ expiresAt: hold.expiresAt, fullMs: leftMs });
  return leftMs;
}
