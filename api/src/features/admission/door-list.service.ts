import type { DoorList, DoorTicket } from '@foyer/shared/http/admissions';
import type { ShowtimeId } from '@foyer/shared/ids';
import type { Clock } from '../../platform/clock.ts';
import type { AdmissionRepository } from '../bookings/admission.repository.ts';
import { admissionOf } from '../bookings/booking.policy.ts';
import type { ShowtimeLookup } from '../catalogue/catalogue.ts';
import type { DoorShows } from './door-shows.ts';
import type { WhoseTicket } from './whose-ticket.ts';

export interface DoorListNeeds {
  readonly repository: Pick<AdmissionRepository, 'soldFor'>;
  readonly requireShowtime: ShowtimeLookup['requireShowtime'];
  readonly shows: DoorShows;
  readonly whose: WhoseTicket;
  readonly publicKey: string;
  readonly clock: Clock;
}

export type ReadDoorList = (id: ShowtimeId) => Promise<DoorList>;

/** The tickets of a show and who is in. Throws showtime.not-found. */
export function createReadDoorList(needs: DoorListNeeds): ReadDoorList {
  const { repository, requireShowtime, shows, whose, publicKey, clock } = needs;
  return async (id) => {
    const show = await shows.find(id);
    const asOf = clock.now().toISOString();
    const { ticketTypes } = await requireShowtime(id);
    const typeNames = new Map(ticketTypes.map((type) => [type.id, type.name]));
    const sold = await repository.soldFor(id);
    const placeOf = await whose.placesOf(sold.flatMap(({ admissions = [] }) => admissions));
    const tickets = sold.flatMap(({ reference, lines, contact, admissions = [] }) =>
      lines.map(({ seat, ticketTypeId }): DoorTicket => {
        const admission = admissionOf({ admissions }, seat);
        return {
          reference,
          seat,
          ticketType: typeNames.get(ticketTypeId) ?? ticketTypeId,
          guest: contact?.name ?? null,
          admittedAt: admission?.at.toISOString() ?? null,
          where: admission ? placeOf(admission) : null,
        };
      }),
    );
    return { show, tickets, publicKey, asOf };
  };
}
