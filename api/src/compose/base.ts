import type { AuditEvent } from '@foyer/shared/audit';
import type { Approvals } from '../features/approvals/use-approval.ts';
import type { PaymentProviders } from '../features/payments/payment.port.ts';
import type { SeatGateway } from '../features/seats/seat.gateway.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { IdSource } from '../platform/random-ids.ts';

/** What every part of the house is given, and tests replace. */
export interface Base {
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: Logger;
  readonly wrap?: Wrap | undefined;
}

/** Ports that somebody may stand in front of: who tests crashes ends the process between two of their calls. */
export interface Wrap {
  readonly providers?: (providers: PaymentProviders) => PaymentProviders;
  readonly gateway?: (gateway: SeatGateway) => SeatGateway;
  /** Whether seats may be sold, as the last look at the arbiter's index had it. */
  readonly arbiter?: (isIntact: () => boolean) => () => boolean;
  /** What actions ask before they do what not everybody may do alone. */
  readonly approvals?: (approvals: Approvals) => Approvals;
  /** How the outbox relay hands facts to the audit. */
  readonly relay?: (record: RecordFacts) => RecordFacts;
}

export type RecordFacts = (events: readonly AuditEvent[]) => Promise<void>;
