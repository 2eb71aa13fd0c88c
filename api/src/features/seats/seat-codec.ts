import { AuditActor } from '@foyer/shared/audit';
import { HoldId, SeatId, ShowtimeId } from '@foyer/shared/ids';
import { SeatStatus } from '@foyer/shared/http/seat-map';
import { z } from 'zod';
import type { ClaimedSeat, HallSnapshot, HoldRecord, SeatEvent } from './seats.ts';

const StoredContext = z.object({
  actor: AuditActor,
  till: z.string().nullable(),
  requestId: z.string().nullable(),
  traceId: z.string().nullable(),
});

const StoredEvent = z.object({
  showtimeId: ShowtimeId,
  epoch: z.string().min(1),
  seq: z.coerce.number().pipe(z.int().min(1)),
  at: z.coerce
    .number()
    .pipe(z.int())
    .transform((ms) => new Date(ms)),
  type: z.enum([
    'seat.locked',
    'seat.released',
    'seat.timeout',
    'seat.booked',
    'seat.reconciled',
    'hydrated',
  ]),
  subject: z.string(),
  status: z.union([SeatStatus, z.literal('-').transform(() => null)]),
  seats: z
    .string()
    .transform((text) => (text === '' ? [] : text.split(',')))
    .pipe(z.array(SeatId)),
  context: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(StoredContext),
});

/** Reads a stream entry's field list. Throws when it is not one of ours. */
export function decodeEvent(fields: readonly string[]): SeatEvent {
  return StoredEvent.parse(pairs(fields));
}

const statusOfEntry: Readonly<Record<string, SeatStatus>> = {
  L: 'LOCKED',
  P: 'LOCKED',
  E: 'LOCKED',
  B: 'BOOKED',
  X: 'BLOCKED',
};

/** Reads a hall's hash. `capMs` is how long after its start a hold may live. */
export function decodeHall(
  showtimeId: ShowtimeId,
  fields: readonly string[],
  capMs: number,
): HallSnapshot | null {
  const entries = pairs(fields);
  const epoch = entries['#epoch'];
  const seq = Number(entries['#seq']);
  if (epoch === undefined || !Number.isInteger(seq)) return null;
  const statuses = new Map<SeatId, SeatStatus>();
  const holds: HoldRecord[] = [];
  for (const [field, value] of Object.entries(entries)) {
    const status = statusOfEntry[value[0] ?? ''];
    if (field.startsWith('#h:'))
      holds.push(decodeHold(showtimeId, { id: field.slice(3), record: value, capMs }));
    else if (!field.startsWith('#') && status) statuses.set(SeatId.parse(field), status);
  }
  return { epoch, seq, statuses, holds };
}

/** What a claim looks like in the hash. */
export function encodeClaim({ claim }: ClaimedSeat): string {
  if (claim.kind === 'blocked') return 'X';
  return `${claim.status === 'BOOKED' ? 'B' : 'P'}|${claim.id}|${claim.version}`;
}

/** Reads what a hall's hash says of each seat, unexplained. */
export function decodeEntries(fields: readonly string[]): {
  readonly seq: number;
  readonly entries: ReadonlyMap<SeatId, string>;
} {
  const all = pairs(fields);
  const seats = Object.entries(all).filter(([field]) => !field.startsWith('#'));
  return {
    seq: Number(all['#seq']),
    entries: new Map(seats.map(([seat, entry]) => [SeatId.parse(seat), entry])),
  };
}

function decodeHold(
  showtimeId: ShowtimeId,
  stored: { id: string; record: string; capMs: number },
): HoldRecord {
  const [owner = '', createdAt = '', expiresAt = '', seats = ''] = stored.record.split('|');
  return {
    id: HoldId.parse(stored.id),
    showtimeId,
    owner,
    seats: z.array(SeatId).parse(seats === '' ? [] : seats.split(',')),
    expiresAtMs: Number(expiresAt),
    extendableUntilMs: Number(createdAt) + stored.capMs,
  };
}

function pairs(flat: readonly string[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (let index = 0; index + 1 < flat.length; index += 2) record[flat[index] ?? ''] = flat[index + 1] ?? '';
  return record;
}
