import type { HoldId, SeatId, ShowtimeId } from '@foyer/shared/ids';
import type { IdSource } from '../../platform/random-ids.ts';
import { newHoldId } from './hold-id.ts';
import type { Hydrator } from './hydrator.ts';
import type { SeatGateway } from './seat.gateway.ts';
import { systemAct, type Position } from './seats.ts';

export interface OfferHoldsOptions {
  readonly gateway: SeatGateway;
  readonly hydrator: Hydrator;
  readonly ids: IdSource;
  readonly onWritten: (showtimeId: ShowtimeId, position: Position) => void;
}

/** Holds that the house makes in a guest's name, for seats it offers them. */
export function offerHolds({ gateway, hydrator, ids, onWritten }: OfferHoldsOptions) {
  return {
    /** Holds the seats for that owner; null where somebody else has one of them. */
    hold: async (owner: string, showtimeId: ShowtimeId, seats: readonly SeatId[]): Promise<HoldId | null> => {
      const holdId = newHoldId(ids, showtimeId);
      const wish = { seats, isNew: true, maxSeats: seats.length };
      const reply = await hydrator.hydrated(showtimeId, () =>
        gateway.hold({ showtimeId, holdId, owner }, wish, systemAct),
      );
      if (reply.kind !== 'OK') return null;
      onWritten(showtimeId, reply);
      return holdId;
    },
    /** Gives them back; a hold that is gone already is fine. */
    release: async (
      { owner, holdId }: { readonly owner: string; readonly holdId: HoldId },
      showtimeId: ShowtimeId,
    ): Promise<void> => {
      const reply = await hydrator.hydrated(showtimeId, () =>
        gateway.release({ showtimeId, holdId, owner }, [], systemAct),
      );
      if (reply.kind === 'OK') onWritten(showtimeId, reply);
    },
  };
}
