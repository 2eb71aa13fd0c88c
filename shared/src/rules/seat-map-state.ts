import type { SeatMapChanged, SeatMapHeartbeat, SeatMapSnapshot } from '../events/seat-map.ts';
import type { SeatStatus } from '../http/seat-map.ts';

/** What a client knows of one hall. */
export interface SeatMapState {
  readonly epoch: string;
  readonly seq: number;
  readonly statuses: Readonly<Record<string, SeatStatus>>;
  /** Known from the database alone: holds are not seen, and none can be made. */
  readonly degraded?: true;
}

/** `apply` carries the new state; `ignore` was known already; `refetch` means that something was missed. */
export type SeatMapStep =
  | { readonly kind: 'apply'; readonly state: SeatMapState }
  | { readonly kind: 'ignore' }
  | { readonly kind: 'refetch' };

/** The state a snapshot describes. */
export function fromSnapshot(snapshot: SeatMapSnapshot): SeatMapState {
  const { epoch, seq, statuses, degraded } = snapshot;
  return { epoch, seq, statuses, ...(degraded ? { degraded } : {}) };
}

/** Follows one change message; only a message that touches the known sequence may be applied. */
export function follow(state: SeatMapState, change: SeatMapChanged): SeatMapStep {
  if (change.epoch !== state.epoch) return { kind: 'refetch' };
  if (change.seq <= state.seq) return { kind: 'ignore' };
  if (change.fromSeq > state.seq + 1) return { kind: 'refetch' };
  const statuses: Record<string, SeatStatus> = { ...state.statuses };
  for (const { seat, status } of change.changes) statuses[seat] = status;
  return { kind: 'apply', state: { ...state, seq: change.seq, statuses } };
}

/** Judges a heartbeat: a newer sequence than ours means that the last message was lost. */
export function judgeHeartbeat(state: SeatMapState, beat: SeatMapHeartbeat): SeatMapStep {
  return beat.epoch === state.epoch && beat.seq <= state.seq ? { kind: 'ignore' } : { kind: 'refetch' };
}
