import type { SeatId, ShowtimeId } from '@foyer/shared/ids';
import type { Logger } from '../../platform/logger.ts';
import type { HallTruth } from './hydrator.ts';
import { encodeClaim } from './seat-codec.ts';
import type { SeatGateway } from './seat.gateway.ts';
import { systemAct } from './seats.ts';

export interface ReconcilerOptions {
  readonly gateway: SeatGateway;
  /** Reads the truth, from the primary with majority; called after the hall was read. */
  readonly readTruth: (showtimeId: ShowtimeId) => Promise<HallTruth>;
  readonly log: Logger;
}

/** What a hall's seat should say: an entry, or the empty text for nothing. */
export type Correction = readonly [seat: SeatId, entry: string];

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
  const corrections = correctionsOf(hall.entries, await readTruth(showtimeId));
  if (corrections.length === 0) return 0;
  const outcome = await gateway.reconcile(showtimeId, { seq: hall.seq, corrections }, systemAct);
  if (outcome.kind !== 'OK') return 0;
  log.warn({ showtimeId, seats: corrections.map(([seat]) => seat) }, 'a hall differed from the database');
  return corrections.length;
}

/** A hold stays where the database claims nothing; everything else is as the database says. */
export function correctionsOf(entries: ReadonlyMap<SeatId, string>, truth: HallTruth): readonly Correction[] {
  const wanted = new Map(truth.claims.map((claimed) => [claimed.seat, encodeClaim(claimed)]));
  const corrections: Correction[] = [];
  for (const [seat, entry] of wanted) {
    const now = entries.get(seat) ?? '';
    // A sale in one step keeps its hold until it is paid; a hold ends by itself, and then the next round mends.
    const isHeldMeanwhile = (entry === 'X' || entry.startsWith('P|')) && now.startsWith('L|');
    if (!isSame(now, entry) && !isHeldMeanwhile) corrections.push([seat, entry]);
  }
  for (const [seat, entry] of entries) {
    if (!wanted.has(seat) && !entry.startsWith('L|')) corrections.push([seat, '']);
  }
  return corrections;
}

/** The version in a mark may be the older one of the same booking: it owns the seat all the same. */
function isSame(now: string, wanted: string): boolean {
  if (now === wanted) return true;
  const [kind, booking] = now.split('|');
  const [wantedKind, wantedBooking] = wanted.split('|');
  return kind === wantedKind && (kind === 'B' || kind === 'P') && booking === wantedBooking;
}
