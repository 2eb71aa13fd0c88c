/** What a journal says, as it stands after each of its entries. Pure. */
import type { LeaseKit } from '@foyer/shared/http/leases';
import type { OfflineSale } from '@foyer/shared/http/lease-sales';
import type { JournalId, LeaseId, SaleId, SeatId } from '@foyer/shared/ids';
import type { LeaseTerms } from '@foyer/shared/rules/offline-sale';
import type { JournalEntry } from './journal-entry.ts';

export interface HeldLease {
  readonly kit: LeaseKit;
  /** What may still be sold. */
  readonly seats: readonly SeatId[];
  /** Names that no sale has yet. */
  readonly references: readonly string[];
}

export interface WaitingSale {
  readonly leaseId: LeaseId;
  readonly sale: OfflineSale;
}

export interface JournalState {
  readonly journalId: JournalId | null;
  readonly leases: ReadonlyMap<LeaseId, HeldLease>;
  /** Sales that the server has not, oldest first. */
  readonly waiting: readonly WaitingSale[];
  readonly saleIds: ReadonlySet<SaleId>;
}

export const emptyJournal: JournalState = {
  journalId: null,
  leases: new Map(),
  waiting: [],
  saleIds: new Set(),
};

export function after(state: JournalState, entry: JournalEntry): JournalState {
  switch (entry.kind) {
    case 'OPENED':
      return { ...state, journalId: entry.journalId };
    case 'LENT':
      return lent(state, entry.lease);
    case 'SOLD':
      return sold(state, entry);
    case 'BROUGHT_IN':
      return {
        ...state,
        waiting: state.waiting.filter(({ sale }) => sale.saleId !== entry.answer.saleId),
      };
    case 'LET_GO':
      return withLease(state, entry.leaseId, (lease) => ({
        ...lease,
        seats: lease.seats.filter((seat) => !entry.seats.includes(seat)),
      }));
    case 'OVER': {
      const leases = new Map(state.leases);
      leases.delete(entry.leaseId);
      return { ...state, leases };
    }
  }
}

/** What a sale from a lease is judged by. */
export function termsOf({ kit, seats, references }: HeldLease): LeaseTerms {
  return { chairs: kit.chairs, ticketTypes: kit.ticketTypes, isLost: false, seats, references };
}

/** The same lease again brings nothing back that was sold or let go here. */
function lent(state: JournalState, kit: LeaseKit): JournalState {
  if (state.leases.has(kit.id)) return state;
  const references = kit.slips.map(({ reference }) => reference);
  return { ...state, leases: new Map(state.leases).set(kit.id, { kit, seats: kit.seats, references }) };
}

function sold(state: JournalState, { leaseId, sale }: WaitingSale): JournalState {
  const named = new Set(sale.lines.map(({ seat }) => seat));
  const next = withLease(state, leaseId, (lease) => ({
    ...lease,
    seats: lease.seats.filter((seat) => !named.has(seat)),
    references: lease.references.filter((reference) => reference !== sale.reference),
  }));
  return {
    ...next,
    waiting: [...state.waiting, { leaseId, sale }],
    saleIds: new Set(state.saleIds).add(sale.saleId),
  };
}

function withLease(state: JournalState, id: LeaseId, change: (lease: HeldLease) => HeldLease): JournalState {
  const lease = state.leases.get(id);
  return lease ? { ...state, leases: new Map(state.leases).set(id, change(lease)) } : state;
}
