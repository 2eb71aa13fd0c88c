import { Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useDevice } from '../data/device.tsx';
import { Button } from '../ui/button.tsx';
import { Key } from '../ui/key.tsx';
import { useNow } from '../ui/use-now.ts';
import { clockTime, countdown } from '../ui/when.ts';

const warnMs = 10 * 60_000;

interface EndNoticeProps {
  readonly timeZone: string;
  /** At a till whoever is here signs in again by PIN. */
  readonly onSwitch: () => void;
}

/** Ten minutes before the session is over, however busy the counter is: so that nobody is cut off before a guest. */
export function EndNotice({ timeZone, onSwitch }: EndNoticeProps): ReactNode {
  const { bridge, session, till } = useDevice();
  const nowMs = useNow(1_000);
  const endsAt = session.kind === 'signed-in' ? session.endsAt : null;
  const leftMs = endsAt === null ? Infinity : Date.parse(endsAt) - nowMs;
  if (endsAt === null || leftMs > warnMs) return null;
  const isTill = till.till !== null;
  return (
    <div className="banner banner-end" data-session-ends={endsAt}>
      <Clock size={16} aria-hidden="true" />
      <span role="status">
        <strong>Your session ends at {clockTime(endsAt, timeZone)}.</strong> Sign in again between two guests
        {isTill ? ', by PIN' : ''}; what is in the cart stays.
      </span>
      <span className="banner-time" role="timer">
        {countdown(leftMs)}
      </span>
      <Button onPress={() => (isTill ? onSwitch() : void bridge.signIn())}>
        Sign in again {isTill && <Key name="F6" />}
      </Button>
    </div>
  );
}
