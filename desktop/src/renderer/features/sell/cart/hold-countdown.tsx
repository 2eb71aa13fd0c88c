import type { Hold } from '@foyer/shared/http/holds';
import { Clock } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Key } from '../../../ui/key.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { countdown } from '../../../ui/when.ts';

const warnAtMs = 60_000;

/** How long the seats are still ours. Said aloud once, when the last minute begins. */
export function HoldCountdown({
  hold,
  onExtend,
}: {
  readonly hold: Hold;
  readonly onExtend: () => void;
}): ReactNode {
  const now = useNow(250);
  const leftMs = Date.parse(hold.expiresAt) - now;
  const isUrgent = leftMs <= warnAtMs;
  const fullMs = useFullSpan(hold, leftMs);
  return (
    <button type="button" className="hold" data-urgent={isUrgent || undefined} onClick={onExtend}>
      <span className="hold-words">
        <span className="hold-title">
          <Clock size={15} aria-hidden="true" />
          {isUrgent ? 'Runs out soon' : 'Held for you'}
        </span>
        <span className="hold-hint">
          <Key name="E" /> asks for more time
        </span>
      </span>
      <span className="hold-left" role="timer">
        {countdown(leftMs)}
      </span>
      <span className="hold-bar" aria-hidden="true">
        <span style={{ width: `${Math.max(0, Math.min(1, leftMs / fullMs)) * 100}%` }} />
      </span>
      <span className="visually-hidden" aria-live="assertive">
        {isUrgent ? 'The hold runs out in less than a minute. Press E to extend it.' : ''}
      </span>
    </button>
  );
}

/** The span that the present expiry began with, so that the bar starts full at each extension. */
function useFullSpan(hold: Hold, leftMs: number): number {
  const [span, setSpan] = useState({ expiresAt: hold.expiresAt, fullMs: leftMs });
  if (span.expiresAt === hold.expiresAt) return span.fullMs;
  setSpan({ expiresAt: hold.expiresAt, fullMs: leftMs });
  return leftMs;
}
