import { maxSeatsPerRequest } from '@foyer/shared/http/holds';
import { AppError } from '@foyer/shared/problems';
import type { InSale, Limited, Refusal, Taken } from './seat-replies.ts';

/** A script's yes, or its no as the refusal the caller sees. */
export function acceptHold<Accepted extends { readonly kind: 'OK' }>(
  reply: Accepted | Taken | Limited | InSale | Refusal,
): Accepted {
  switch (reply.kind) {
    case 'OK':
      return reply;
    case 'TAKEN':
      throw new AppError('seats.taken', { seats: [...reply.seats] });
    case 'LIMIT':
      if (reply.limit === 'HOLD') throw tooMany(reply.most);
      throw new AppError('holds.limit', { limit: reply.limit, most: reply.most });
    case 'IN_SALE':
      throw new AppError('hold.in-sale', {});
    case 'EXPIRED':
      throw new AppError('hold.expired', {});
    default:
      throw new AppError('hold.not-found', {});
  }
}

/** The refusal of a hold that would become too large. */
export function tooMany(maxSeats: number): AppError {
  return new AppError('holds.limit', { limit: 'HOLD', most: Math.min(maxSeats, maxSeatsPerRequest) });
}
