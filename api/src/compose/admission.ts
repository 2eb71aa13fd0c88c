import type { AuditEvent } from '@foyer/shared/audit';
import type { Connection } from 'mongoose';
import type { Base } from './base.ts';
import type { Config } from '../config.ts';
import { admissionRoutes } from '../features/admission/admission.routes.ts';
import { createAdmissionService } from '../features/admission/admission.service.ts';
import { createReadDoorList } from '../features/admission/door-list.service.ts';
import { createDoorShows } from '../features/admission/door-shows.ts';
import { createReplayScans } from '../features/admission/replay.service.ts';
import { createWhoseTicket, type NameLookups } from '../features/admission/whose-ticket.ts';
import { createAdmissionRepository } from '../features/bookings/admission.repository.ts';
import { bookingModel } from '../features/bookings/booking.model.ts';
import { createTicketSigner } from '../features/bookings/ticket-signer.ts';
import type { CatalogueService } from '../features/catalogue/catalogue.service.ts';

export interface AdmissionNeeds {
  readonly config: Config;
  readonly base: Base;
  readonly connection: Connection;
  readonly catalogue: CatalogueService;
  readonly names: NameLookups;
  readonly record: (event: AuditEvent) => Promise<void>;
  /** Facts wait in a booking's outbox. */
  readonly onSaved: () => void;
}

/** Letting guests in by their tickets. */
export function composeAdmission({ config, base, connection, catalogue, ...needs }: AdmissionNeeds) {
  const { clock } = base;
  const { requireShowtime } = catalogue;
  const repository = createAdmissionRepository(bookingModel(connection));
  const signer = createTicketSigner(config.ticketSecret);
  const whose = createWhoseTicket(needs.names);
  const shows = createDoorShows({
    requireShowtime,
    showsBetween: catalogue.listShowtimes,
    ...config.admission,
  });
  const { onSaved, record } = needs;
  const admissions = createAdmissionService({ repository, signer, shows, whose, clock, onSaved });
  return {
    routes: admissionRoutes({
      admissions,
      whose,
      replay: createReplayScans({ admissions, record, clock }),
      readDoorList: createReadDoorList({
        repository,
        requireShowtime,
        shows,
        whose,
        publicKey: signer.publicKey,
        clock,
      }),
    }),
  };
}
