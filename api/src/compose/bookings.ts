import type { Tender } from '@foyer/shared/http/bookings';
import type { BookingId } from '@foyer/shared/ids';
import type { Connection } from 'mongoose';
import type { Base } from './base.ts';
import type { Config } from '../config.ts';
import type { Approvals } from '../features/approvals/use-approval.ts';
import type { AuditService } from '../features/audit/audit.service.ts';
import { ArbiterWatch, claimGate, lookEveryMs } from '../features/bookings/arbiter-watch.ts';
import { bookingCollection, bookingModel, hasArbiter } from '../features/bookings/booking.model.ts';
import { keepBookings } from '../features/bookings/booking-keeper.ts';
import { BookingRepository } from '../features/bookings/booking.repository.ts';
import { afterSaleRoutes, ledgerRoutes, saleRoutes } from '../features/bookings/booking.routes.ts';
import { createBookingService } from '../features/bookings/booking.service.ts';
import { createCancelBooking } from '../features/bookings/cancel.service.ts';
import { createCharging } from '../features/bookings/charging.ts';
import { createExchangeBooking } from '../features/bookings/exchange.service.ts';
import { createPaymentNews } from '../features/bookings/hear-payments.ts';
import { createLedgerService } from '../features/bookings/ledger.service.ts';
import { createOfferService } from '../features/bookings/offer.service.ts';
import { createPayBooking } from '../features/bookings/pay.service.ts';
import { relayOutbox, type RelayExtras } from '../features/bookings/outbox-relay.ts';
import { createVoidBooking } from '../features/bookings/void.service.ts';
import { createRefundBooking } from '../features/bookings/refund.service.ts';
import { createSettlement } from '../features/bookings/settlement.ts';
import { createTicketSigner } from '../features/bookings/ticket-signer.ts';
import type { CatalogueService } from '../features/catalogue/catalogue.service.ts';
import type { Identity } from '../features/identity/identity.ts';
import type { PaymentProviders } from '../features/payments/payment.port.ts';
import type { AtDrawer } from '../features/shifts/at-drawer.ts';
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
  readonly providers: PaymentProviders;
  readonly approvals: Approvals;
  readonly atDrawer: AtDrawer;
  /** Who hears of bookings beside the audit. */
  readonly extras: RelayExtras;
}

const relayEveryMs = 500;
const relayRestMs = 40;
const keepEveryMs = 1_000;

/** Sales and what follows them: payments, the ledger, the outbox. */
export function composeBookings(needs: BookingNeeds) {
  const { config, base, connection, catalogue, seats, identity, audit, extras } = needs;
  const { clock, ids, log, wrap } = base;
  const providers = wrap?.providers?.(needs.providers) ?? needs.providers;
  const record = wrap?.relay?.(audit.record) ?? audit.record;
  const { secureHold } = seats;
  const { atDrawer } = needs;
  const isWorker = config.roles.includes('worker');
  const model = bookingModel(connection);
  const arbiter = new ArbiterWatch({ hasArbiter: () => hasArbiter(model), log });
  const isIntact = (): boolean => arbiter.isIntact;
  const gate = claimGate(wrap?.arbiter?.(isIntact) ?? isIntact);
  const repository = new BookingRepository(model, gate);
  const electronic = (['CARD', 'ONLINE'] as const).filter((tender) => providers[tender] !== null);
  const accepted: readonly Tender[] = ['CASH', ...electronic];
  const { isRequired: tillRequired, isShiftRequired: shiftRequired } = config.tills;
  const tenderTerms = { accepted, tillRequired, shiftRequired };

  const settlement = createSettlement({
    repository,
    gateway: seats.gateway,
    clock,
    ids,
    log,
    onWritten: seats.onWritten,
    onSaved: ({ dueAt }) => {
      if (!isWorker) return;
      relay.poke();
      if (dueAt && dueAt <= clock.now()) keeper.poke();
    },
  });
  const charging = createCharging({ providers, settlement, log });
  const parts = {
    approvals: needs.approvals,
    repository,
    settlement,
    charging,
    tenderTerms,
    catalogue,
    secureHold,
    ids,
    clock,
    log,
  };
  const bookings = createBookingService({
    ...parts,
    isRedisAway: seats.isRedisAway,
    paymentWindowMs: config.paymentWindowMs,
  });
  const pay = createPayBooking(parts);
  const cancel = createCancelBooking(parts);
  const refund = createRefundBooking({ ...parts, limitMinor: config.approvals.refundLimitMinor });
  const takeBack = createVoidBooking(parts);
  const exchange = createExchangeBooking({
    ...parts,
    gate,
    limitMinor: config.approvals.refundLimitMinor,
  });
  const offers = createOfferService({ ...parts, readHall: seats.readHall, holds: seats.offerHolds });
  const signer = createTicketSigner(config.ticketSecret);
  const ledger = createLedgerService({
    repository,
    signer,
    timeZone: async () => (await catalogue.findCinema())?.timeZone ?? 'UTC',
    namesOf: (userIds) => identity.namesOf(userIds),
  });

  const relay = new Periodic({
    name: 'outbox-relay',
    everyMs: relayEveryMs,
    restMs: relayRestMs,
    run: () => relayOutbox(repository, record, extras),
    clock,
    log,
  });
  const keeper = new Periodic({
    name: 'booking-keeper',
    everyMs: keepEveryMs,
    run: () => keepBookings({ repository, settlement, charging, providers, offers, clock, log }),
    clock,
    log,
  });
  const watch = new Periodic({
    name: 'arbiter-watch',
    everyMs: lookEveryMs,
    run: () => arbiter.look(),
    clock,
    log,
  });
  /** Facts wait in a booking. */
  const pokeRelay = (): void => (isWorker ? relay.poke() : undefined);
  return {
    /** On every node: whoever sells has to know. */
    watch,
    collections: [bookingCollection(connection)],
    find: (id: BookingId) => repository.read(id),
    pokeRelay,
    /** What leases share with sales: one collection, one arbiter, one relay. */
    lending: { gate, settlement, signer, collection: model.collection.name, tellFacts: pokeRelay },
    saleRoutes: saleRoutes({ bookings, pay, cancel, ledger, atDrawer }),
    ledgerRoutes: [
      ...ledgerRoutes(ledger),
      ...afterSaleRoutes({ refund, takeBack, exchange, offers, ledger, atDrawer }),
    ],
    news: createPaymentNews({
      repository,
      settlement,
      onRefund: () => (isWorker ? keeper.poke() : undefined),
    }),
    workers: [relay, keeper],
  };
}
