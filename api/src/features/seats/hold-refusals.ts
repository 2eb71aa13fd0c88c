import { AppError } from '@foyer/shared/problems';
import type { Refusal, Taken } from './seat-replies.ts';

/** A script's yes, or its no as the refusal the caller sees. */
export function acceptHold<Accepted extends { readonly kind: 'OK' }>(
  reply: Accepted | Taken | Refusal,
): Accepted {
  switch (reply.kind) {
    case 'OK':
      return reply;
    case 'TAKEN':
      throw new AppError('seats.taken', { seats: [...reply.seats] });
    case 'EXPIRED':
      throw new AppError('hold.expired', {});
    default:
      throw new AppError('hold.not-found', {});
  }
}
