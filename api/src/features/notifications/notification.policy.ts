import type { AuditEvent } from '@foyer/shared/audit';
import type { BookingMailKind } from './mail-text.ts';

/** A booking with facts to tell, as far as it matters to whom they may be told. */
export interface Untold {
  readonly outbox: readonly AuditEvent[];
  readonly contact?: unknown;
  readonly customerId?: unknown;
}

export interface Wanted {
  readonly event: AuditEvent;
  readonly kind: BookingMailKind;
  readonly refundedMinor: number | null;
  readonly returned: readonly string[];
}

/** Tried so often before it is given up: the last wait is some twenty minutes. */
export const mostAttempts = 8;

const firstDelayMs = 5_000;
const longestDelayMs = 3_600_000;

/** Which facts of a booking its guest hears of; none where there is nobody to tell. */
export function notificationsFor({ outbox, contact, customerId }: Untold): readonly Wanted[] {
  if (!contact && !customerId) return [];
  return outbox.flatMap((event) => {
    const refunded = event.after?.['refundedMinor'];
    const refundedMinor = typeof refunded === 'number' ? refunded : null;
    const kind = kindOf(event.action, refundedMinor ?? 0);
    const returned = event.after?.['returned'];
    const seats = Array.isArray(returned) ? returned.filter((seat) => typeof seat === 'string') : [];
    return kind === null ? [] : [{ event, kind, refundedMinor, returned: seats }];
  });
}

/** How long to wait after so many failures: doubled each time, half of it at random so that not all come at once. */
export function retryDelayMs(attempts: number, random: number): number {
  const full = Math.min(longestDelayMs, firstDelayMs * 2 ** (attempts - 1));
  return Math.round(full / 2 + (full / 2) * random);
}

function kindOf(action: string, refundedMinor: number): BookingMailKind | null {
  switch (action) {
    case 'booking.success':
    case 'booking.exchanged':
      return 'TICKETS';
    case 'booking.refunded':
      return 'REFUNDED';
    case 'booking.cancelled':
      return 'CANCELLED';
    case 'booking.expired':
      return refundedMinor > 0 ? 'EXPIRED_REFUNDED' : null;
    default:
      return null;
  }
}
