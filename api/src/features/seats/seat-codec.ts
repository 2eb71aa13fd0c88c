import { AuditActor } from '@foyer/shared/audit';
import { HoldId, SeatId, ShowtimeId } from '@foyer/shared/ids';
import { SeatStatus } from '@foyer/shared/http/seat-map';
import { Role } from '@foyer/shared/roles';
import type { KeptSeat } from '@foyer/shared/rules/kept-seats';
import { z } from 'zod';
import type { ClaimedSeat, HallReading, HoldRecord, SeatEvent } from './seats.ts';

const StoredContext = z.object({
  actor: AuditActor,
  till: z.string().nullable(),
  requestId: z.string().nullable(),
  traceId: z.string().nullable(),
  reason: z.string().nullable().default(null),
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
    'seat.forced-release',
    'seat.booked',
    'seat.leased',
    'seat.put-on-sale',
    'seat.reconciled',
    'hold.offered',
    'hold.handed-over',
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
  owner: z.string(),
  expiresAt: z.string(),
});

/** What an entry's one field has between its separators; the context has the rest. */
const eventParts = [
  'showtimeId',
  'epoch',
  'seq',
  'at',
  'type',
  'subject',
  'status',
  'seats',
  'owner',
  'expiresAt',
] as const;

/** Reads a stream entry's field list. Throws when it is not one of ours. */
export function decodeEvent([name, text = '']: readonly string[]): SeatEvent {
  if (name !== 'e') throw new Error(`a seat event has one field e, not ${name}`);
  const parts = text.split('|');
  const known = Object.fromEntries(eventParts.map((part, index) => [part, parts[index]]));
  const context = parts.slice(eventParts.length).join('|');
  const { owner, expiresAt, ...event } = StoredEvent.parse({ ...known, context });
  return {
    ...event,
    formerOwner: owner || null,
    expiresAt: expiresAt === '' ? null : new Date(Number(expiresAt)),
  };
}

/** The same, or null when it is not. */
export function decodeEventOrNull(fields: readonly string[]): SeatEvent | null {
  try {
    return decodeEvent(fields);
  } catch {
    return null;
  }
}

const statusOfEntry: Readonly<Record<string, SeatStatus>> = {
  L: 'LOCKED',
  P: 'LOCKED',
  E: 'LOCKED',
  B: 'BOOKED',
};

/** What a seat is kept back for stands under this and the seat: `releaseAtMs|ROLE,ROLE`, no time for good. */
const keptPrefix = '#k:';

/** Reads a hall's hash as it was `at` that time of Redis. `capMs` is how long after its start a hold may live. */
export function decodeHall(
  showtimeId: ShowtimeId,
  fields: readonly string[],
  { capMs, at }: { readonly capMs: number; readonly at: Date },
): HallReading | null {
  const entries = pairs(fields);
  const epoch = entries['#epoch'];
  const seq = Number(entries['#seq']);
  if (epoch === undefined || !Number.isInteger(seq)) return null;
  const statuses = new Map<SeatId, SeatStatus>();
  const holds: HoldRecord[] = [];
  const kept = keptOf(entries);
  for (const seat of kept.keys()) statuses.set(seat, 'BLOCKED');
  for (const [field, value] of Object.entries(entries)) {
    const status = statusOfEntry[value[0] ?? ''];
    if (field.startsWith('#h:'))
      holds.push(decodeHold(showtimeId, { id: field.slice(3), record: value, capMs }));
    else if (!field.startsWith('#') && status) statuses.set(SeatId.parse(field), status);
  }
  return { epoch, seq, statuses, holds, kept, at };
}

/** How the entry of a claimed seat begins. */
export const letterOf = { BOOKED: 'B', PENDING: 'P', LEASED: 'E' } as const;

/** What a claim looks like in the hash: a field and its value. */
export function encodeClaim({ seat, claim }: ClaimedSeat): readonly [field: string, value: string] {
  if (claim.kind === 'booking') {
    return [seat, `${letterOf[claim.status]}|${claim.id}|${claim.version}`];
  }
  return [`${keptPrefix}${seat}`, `${claim.releaseAtMs ?? ''}|${(claim.roles ?? []).join(',')}`];
}

/** Reads what a hall's hash says of each seat and of what is kept back, field by field, unexplained. */
export function decodeEntries(fields: readonly string[]): {
  readonly seq: number;
  readonly entries: ReadonlyMap<string, string>;
} {
  const all = pairs(fields);
  const ofSeats = Object.entries(all).filter(
    ([field]) => !field.startsWith('#') || field.startsWith(keptPrefix),
  );
  return { seq: Number(all['#seq']), entries: new Map(ofSeats) };
}

function keptOf(entries: Readonly<Record<string, string>>): Map<SeatId, KeptSeat> {
  const kept = new Map<SeatId, KeptSeat>();
  for (const [field, value] of Object.entries(entries)) {
    if (!field.startsWith(keptPrefix)) continue;
    const [releaseAt = '', roles = ''] = value.split('|');
    const seat = SeatId.parse(field.slice(keptPrefix.length));
    kept.set(seat, {
      seat,
      releaseAtMs: releaseAt === '' ? null : Number(releaseAt),
      roles: z.array(Role).parse(roles === '' ? [] : roles.split(',')),
    });
  }
  return kept;
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
