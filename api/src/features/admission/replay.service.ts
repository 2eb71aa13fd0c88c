import type { AuditEvent } from '@foyer/shared/audit';
import type { OfflineScan, ReplayResult } from '@foyer/shared/http/admissions';
import { AppError, problems } from '@foyer/shared/problems';
import type { Clock } from '../../platform/clock.ts';
import type { SaleCall } from '../bookings/booking.service.ts';
import { replayRefusedEvent } from './admission-events.ts';
import { requireLive, type ShownTicket } from './admission.policy.ts';
import type { AdmissionService } from './admission.service.ts';
import { scanHashOf } from './scan-hash.ts';

export interface ReplayNeeds {
  readonly admissions: AdmissionService;
  readonly record: (event: AuditEvent) => Promise<void>;
  readonly clock: Clock;
}

export type ReplayScans = (
  call: Omit<SaleCall, 'idempotencyKey'>,
  scans: readonly OfflineScan[],
) => Promise<ReplayResult[]>;

/**
 * Brings in what a door let in by its own list. The guest is in whatever the time, so only what the list could not know
 * is judged: a ticket that another door had let in, and one that was given back. Both stand in the audit.
 */
export function createReplayScans({ admissions, record, clock }: ReplayNeeds): ReplayScans {
  async function replay(
    call: Omit<SaleCall, 'idempotencyKey'>,
    scan: OfflineScan,
  ): Promise<Omit<ReplayResult, 'scanId'>> {
    const ticket = admissions.read(scan);
    const entry = { scannedAt: new Date(scan.scannedAt), place: scan.place ?? null };
    try {
      const judge = async (booking: Parameters<typeof requireLive>[0]): Promise<void> => {
        requireLive(booking, ticket);
        await admissions.requireOutside(booking, ticket);
      };
      const { again } = await admissions.enter({ ...call, idempotencyKey: scan.scanId }, ticket, {
        ...entry,
        judge,
      });
      return { outcome: again ? 'AGAIN' : 'ADMITTED', problem: null };
    } catch (error) {
      if (isRefusal(error) && isFinal(error)) await note(call, { scan, ticket, why: error.code });
      throw error;
    }
  }

  async function note(
    { actor, act }: Omit<SaleCall, 'idempotencyKey'>,
    { scan, ticket, why }: { readonly scan: OfflineScan; readonly ticket: ShownTicket; readonly why: string },
  ): Promise<void> {
    const booking = await admissions.find(ticket);
    const at = clock.now();
    const tried = {
      seat: ticket.seat,
      showtimeId: booking.showtimeId,
      scanHash: scanHashOf(scan.scanId),
      at,
      scannedAt: new Date(scan.scannedAt),
      actor: act.actor,
      till: actor.tillId,
      place: scan.place ?? null,
      undone: null,
    };
    await record(replayRefusedEvent(booking, tried, { act, at, why }));
  }

  return async (call, scans) => {
    const results: ReplayResult[] = [];
    for (const scan of scans) {
      try {
        results.push({ scanId: scan.scanId, ...(await replay(call, scan)) });
      } catch (error) {
        if (!isRefusal(error) || !isAnswer(error)) throw error;
        results.push({ scanId: scan.scanId, outcome: 'REFUSED', problem: problemOf(error) });
      }
    }
    return results;
  };
}

function isRefusal(error: unknown): error is AppError {
  return error instanceof AppError;
}

function problemOf({ code, details }: AppError): ReplayResult['problem'] {
  return { code, details: problems[code].details.parse(details) };
}

/** What the server knows of the ticket and the door did not. */
function isFinal({ code }: AppError): boolean {
  return code === 'ticket.admitted' || code === 'ticket.given-back' || code === 'booking.state';
}

/** A refusal of one scan says nothing of the others; anything else ends the replay, and the door tries again. */
function isAnswer(error: AppError): boolean {
  return isFinal(error) || error.code === 'ticket.unknown' || error.code === 'idempotency.mismatch';
}
