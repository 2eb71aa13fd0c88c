import type { TillStatus } from '@foyer/shared/http/tills';
import type { Tone } from '../../ui/status.tsx';

export const tillStatuses: Readonly<Record<TillStatus, readonly [word: string, tone: Tone]>> = {
  WAITING: ['Waiting for its device', 'open'],
  ENROLLED: ['Enrolled', 'good'],
  REVOKED: ['Revoked', 'bad'],
};

/** A code that was shown at this screen; the server tells it once. */
export interface ShownCode {
  readonly tillId: string;
  readonly code: string;
  readonly codeExpiresAt: string;
  /** When the till's device of then was enrolled: another time means that the code has been used. */
  readonly enrolledAt: string | null;
}
