import type { AuditEvent } from '@foyer/shared/audit';
import type { Clock } from '../../platform/clock.ts';
import type { Lease } from '../../platform/lease.ts';

/** How long each kind is kept. */
export interface RetentionRules {
  readonly contactMs: number;
  readonly mailMs: number;
  readonly customerMs: number;
}

export interface RetentionOptions {
  readonly lease: Lease;
  readonly rules: RetentionRules;
  /** Takes the contacts from bookings of shows before; answers from how many. */
  readonly forgetContacts: (before: Date) => Promise<number>;
  /** Removes what is kept about mails that ended before; answers how many. */
  readonly forgetMails: (before: Date) => Promise<number>;
  /** Erases customers who were never seen since; answers how many. */
  readonly eraseCustomers: (unseenSince: Date) => Promise<number>;
  readonly record: (event: AuditEvent) => Promise<void>;
  readonly clock: Clock;
}

const everyMs = 3_600_000;

/**
 * Once an hour, on one node: lets go of what is not needed any more. What falls at a moment of its own (codes, sign-ins
 * under way, invitations, ended sessions) the database removes by itself. Each step may be cut short and repeated.
 */
export class RetentionJob {
  readonly #options: RetentionOptions;
  #nextAtMs = 0;

  constructor(options: RetentionOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { lease, rules, clock } = this.#options;
    const now = clock.now();
    if (now.getTime() < this.#nextAtMs) return;
    this.#nextAtMs = now.getTime() + everyMs;
    if (!(await lease.begin(now, new Date(this.#nextAtMs)))) return;
    const before = (ageMs: number): Date => new Date(now.getTime() - ageMs);
    const contacts = await this.#options.forgetContacts(before(rules.contactMs));
    const mails = await this.#options.forgetMails(before(rules.mailMs));
    const customers = await this.#options.eraseCustomers(before(rules.customerMs));
    if (contacts + mails + customers === 0) return;
    await this.#options.record(eventOf({ contacts, mails, customers }, now));
  }
}

function eventOf(after: Readonly<Record<string, number>>, at: Date): AuditEvent {
  return {
    id: `retention:${at.toISOString()}`,
    at: at.toISOString(),
    actor: { id: 'system', role: null },
    till: null,
    action: 'retention.applied',
    target: { kind: 'system', id: 'retention' },
    showtimeId: null,
    before: null,
    after,
    reason: null,
    requestId: null,
    traceId: null,
    result: 'OK',
  };
}
