import type { Tender } from '@foyer/shared/http/bookings';
import type { Connection } from 'mongoose';
import type { Base } from './base.ts';
import type { Config } from '../config.ts';
import type { AuditService } from '../features/audit/audit.service.ts';
import { bookingCollection, bookingModel } from '../features/bookings/booking.model.ts';
import { BookingRepository } from '../features/bookings/booking.repository.ts';
import { ledgerRoutes, refundRoutes, saleRoutes } from '../features/bookings/booking.routes.ts';
import { createBookingService } from '../features/bookings/booking.service.ts';
import { createLedgerService } from '../features/bookings/ledger.service.ts';
import { relayOutbox } from '../features/bookings/outbox-relay.ts';
import { settleOverdueBookings } from '../features/bookings/pending-bookings.ts';
import { sendRefunds } from '../features/bookings/refund-sender.ts';
import { createRefundBooking } from '../features/bookings/refund.service.ts';
import { createSettlement } from '../features/bookings/settlement.ts';
import { createTicketSigner } from '../features/bookings/ticket-signer.ts';
import type { CatalogueService } from '../features/catalogue/catalogue.service.ts';
import type { Identity } from '../features/identity/identity.ts';
import { MockPaymentGateway } from '../features/payments/mock-payment.gateway.ts';
import { mockPaymentModel } from '../features/payments/mock-payment.model.ts';
import { Periodic } from '../platform/periodic.ts';
import type { Seats } from './seats.ts';

export interface BookingNeeds {
  readonly config: Config;
  readonly base: Base;
  readonly connection: Connection;
  readonly catalogue: CatalogueService;
  readonly seats: Seats;
  readonly identity: Identity;
  readonly audit: AuditService;
}

const relayEveryMs = 500;
const overdueEveryMs = 1_000;
const refundsEveryMs = 1_000;

/** Sales and what follows them: payments, the ledger, the outbox. */
export function composeBookings({
  config,
  base,
  connection,
  catalogue,
  seats,
  identity,
  audit,
}: BookingNeeds) {
  const { clock, ids, log, wrap } = base;
  const repository = new BookingRepository(bookingModel(connection));
  const payments = mockPaymentModel(connection);
  const mock = new MockPaymentGateway(payments, clock);
  const online = wrap?.provider?.(mock) ?? mock;
  const record = wrap?.relay?.(audit.record) ?? audit.record;
  const relay = new Periodic({
    name: 'outbox-relay',
    everyMs: relayEveryMs,
    run: () => relayOutbox(repository, record),
    clock,
    log,
  });
  const isWorker = config.roles.includes('worker');
  const settlement = createSettlement({
    repository,
    gateway: seats.gateway,
    clock,
    log,
    onWritten: seats.onWritten,
    onTold: () => (isWorker ? relay.poke() : undefined),
  });
  const { secureHold } = seats;
  // The mock moves no money: where real guests buy, it must not hand out tickets.
  const acceptedTenders: readonly Tender[] =
    config.environment === 'production' ? ['CASH'] : ['CASH', 'ONLINE'];
  const bookings = createBookingService({
    repository,
    settlement,
    online,
    acceptedTenders,
    catalogue,
    secureHold,
    ids,
    clock,
    log,
  });
  const ledger = createLedgerService({
    repository,
    signer: createTicketSigner(config.ticketSecret),
    timeZone: async () => (await catalogue.findCinema())?.timeZone ?? 'UTC',
    namesOf: (userIds) => identity.namesOf(userIds),
  });
  const refunds = new Periodic({
    name: 'refund-sender',
    everyMs: refundsEveryMs,
    run: () => sendRefunds({ repository, online, clock }),
    clock,
    log,
  });
  const refund = createRefundBooking({
    repository,
    settlement,
    ids,
    clock,
    onRequested: () => (isWorker ? refunds.poke() : undefined),
  });
  const overdue = new Periodic({
    name: 'overdue-payments',
    everyMs: overdueEveryMs,
    run: () => settleOverdueBookings({ repository, settlement, online, clock }),
    clock,
    log,
  });
  return {
    collections: [bookingCollection(connection), { model: payments }],
    saleRoutes: saleRoutes(bookings, ledger),
    ledgerRoutes: [...ledgerRoutes(ledger), ...refundRoutes(refund, ledger)],
    workers: [relay, overdue, refunds],
  };
}
