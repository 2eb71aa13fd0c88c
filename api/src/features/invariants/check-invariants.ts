import type { Clock } from '../../platform/clock.ts';
import type { InvariantRepository } from './invariant.repository.ts';
import type { Finding, InvariantId, Look } from './invariants.ts';
import { lookAtBookings, lookAtClaims, lookAtHalls, lookAtTrail, type HallReader } from './looks.ts';
import { lookAtShifts } from './shift-look.ts';
import { lookAtSeatFacts } from './seat-fact-look.ts';
import { reportOf, type RoundReport } from './report.ts';

export interface CheckOptions {
  readonly repository: InvariantRepository;
  readonly halls: HallReader | null;
  readonly clock: Clock;
  /** How long before what looks broken is looked at again. */
  readonly settleMs?: { readonly usual: number; readonly halls: number };
}

/** A moment for what is between two writes; for a hall until the reconciler, each 10 s, must have been there. */
const defaultSettleMs = { usual: 1_000, halls: 15_000 };

/** More than this is no slip: the rest is counted with the next round. */
const mostSuspects = 1_000;
const againAtOnce = 50;

interface Suspect {
  readonly look: Look;
  readonly finding: Finding;
}

/**
 * One round over everything that can be checked at any time. It goes on slice by slice; after each it yields how many
 * milliseconds it has to be left alone at least. What looks broken is looked at again, on the primary, and is broken
 * only if it is the same then. A look that fails leaves its invariants unchecked; the others go on.
 */
export async function* checkInvariants(options: CheckOptions): AsyncGenerator<number, RoundReport, void> {
  const { repository, halls, clock, settleMs = defaultSettleMs } = options;
  const showtimes = new Set<string>();
  const bookings = lookAtBookings(repository, { clock, showtimes });
  const claims = lookAtClaims(repository, { showtimes, claims: bookings.claims });
  const looks = [
    bookings,
    lookAtTrail(repository),
    lookAtSeatFacts(repository),
    claims,
    lookAtShifts(repository),
    ...(halls ? [lookAtHalls(repository, halls)] : []),
  ];
  const looked: Partial<Record<InvariantId, number>> = {};
  const unchecked = new Map<InvariantId, string>(halls ? [] : [['I5', 'there is no Redis to ask']]);
  const suspects: Suspect[] = [];

  for (const look of looks) {
    try {
      for await (const ids of look.slices()) {
        const judged = await look.judge(ids, 'near');
        for (const [id, count] of Object.entries(judged.looked)) {
          const invariant = id as InvariantId;
          looked[invariant] = (looked[invariant] ?? 0) + count;
        }
        const room = mostSuspects - suspects.length;
        suspects.push(...judged.findings.slice(0, room).map((finding) => ({ look, finding })));
        yield 0;
      }
    } catch (error) {
      for (const invariant of look.judges) unchecked.set(invariant, reasonOf(error));
    }
  }

  const findings: Finding[] = [];
  for (const [look, seen] of Map.groupBy(suspects, (suspect) => suspect.look)) {
    yield look.judges.includes('I5') ? settleMs.halls : settleMs.usual;
    const first = new Set(seen.map(({ finding }) => finding.key));
    const subjects = [...new Set(seen.map(({ finding }) => finding.subject))];
    try {
      for (let at = 0; at < subjects.length; at += againAtOnce) {
        const again = await look.judge(subjects.slice(at, at + againAtOnce), 'primary');
        findings.push(...again.findings.filter(({ key }) => first.has(key)));
        yield 0;
      }
    } catch (error) {
      for (const invariant of look.judges) unchecked.set(invariant, reasonOf(error));
    }
  }
  return reportOf({ findings, looked, unchecked, at: clock.now() });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.split('\n')[0]?.slice(0, 200) || error.name : 'unknown';
}
