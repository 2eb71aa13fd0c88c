import type { ShowtimeId } from '@foyer/shared/ids';
import { isKeptAt } from '@foyer/shared/rules/kept-seats';
import type { Logger } from '../../platform/logger.ts';
import type { HallTruth } from './hydrator.ts';
import { encodeClaim } from './seat-codec.ts';
import type { SeatGateway } from './seat.gateway.ts';
import { systemAct, type ClaimedSeat } from './seats.ts';

export interface ReconcilerOptions {
  readonly gateway: SeatGateway;
  /** Reads the truth, from the primary with majority; called after the hall was read. */
  readonly readTruth: (showtimeId: ShowtimeId) => Promise<HallTruth>;
  readonly log: Logger;
}

/** What a field of a hall should say: a value, or the empty text for nothing. */
export type Correction = readonly [field: string, value: string];

/**
 * Compares one hall with the database and mends what differs: marks that never reached Redis, releases that got
 * lost. A hall that moves meanwhile is left to the next round. Answers how many seats were mended.
 */
export async function reconcileHall(
  { gateway, readTruth, log }: ReconcilerOptions,
  showtimeId: ShowtimeId,
): Promise<number> {
  const hall = await gateway.readEntries(showtimeId);
  if (!hall) return 0;
  const corrections = correctionsOf(hall, await readTruth(showtimeId));
  if (corrections.length === 0) return 0;
  const outcome = await gateway.reconcile(showtimeId, { seq: hall.seq, corrections }, systemAct);
  if (outcome.kind !== 'OK') return 0;
  log.warn({ showtimeId, fields: corrections.map(([field]) => field) }, 'a hall differed from the database');
  return corrections.length;
}

/**
 * A hold stays where no booking has its seat; everything else is as the database says. What is due to be put on sale
 * is left to the sweeper, which tells it as that.
 */
export function correctionsOf(
  { entries, at }: { readonly entries: ReadonlyMap<string, string>; readonly at: Date },
  truth: HallTruth,
): readonly Correction[] {
  const isDue = ({ claim }: ClaimedSeat): boolean =>
    claim.kind === 'blocked' && !isKeptAt({ releaseAtMs: claim.releaseAtMs ?? null }, at.getTime());
  const known = new Set(truth.claims.map((claimed) => encodeClaim(claimed)[0]));
  const wanted = truth.claims.filter((claimed) => !isDue(claimed)).map(encodeClaim);
  const corrections = wanted.filter(([field, value]) => {
    const now = entries.get(field) ?? '';
    // A sale in one step keeps its hold until it is paid; a hold ends by itself, and then the next round mends.
    return !isSame(now, value) && !(value.startsWith('P|') && now.startsWith('L|'));
  });
  const surplus = [...entries].filter(([field, value]) => !known.has(field) && !value.startsWith('L|'));
  return [...corrections, ...surplus.map(([field]): Correction => [field, ''])];
}

/** The version in a mark may be the older one of the same booking: it owns the seat all the same. */
function isSame(now: string, wanted: string): boolean {
  if (now === wanted) return true;
  const [kind, booking] = now.split('|');
  const [wantedKind, wantedBooking] = wanted.split('|');
  return kind === wantedKind && (kind === 'B' || kind === 'P' || kind === 'E') && booking === wantedBooking;
}
