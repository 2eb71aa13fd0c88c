import { totalOf, type Float } from '@foyer/shared/http/cash';
import type { XReport } from '@foyer/shared/http/shifts';
import { ShiftId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { businessDayOf, nightBefore, type Playing } from '@foyer/shared/rules/business-day';
import { localDateOf } from '@foyer/shared/time';
import type { Clock } from '../../platform/clock.ts';
import type { Actor } from '../actor.ts';
import { nameOf } from '../bookings/idempotency.ts';
import type { Cinema } from '../catalogue/catalogue.ts';
import type { ShiftCall } from './change-shift.ts';
import type { ReadDrawer } from './drawer-money.ts';
import type { ShiftDraft, ShiftRecord } from './shift.ts';
import { shiftEvent } from './shift-events.ts';
import { maySeeSums, requireOpen, requireShiftOf } from './shift.policy.ts';
import type { ShiftFilter, ShiftPlace, ShiftRepository } from './shift.repository.ts';
import { notCounted, tenderTotals } from './shift-sums.ts';

export interface ShiftNeeds {
  readonly repository: ShiftRepository;
  readonly readDrawer: ReadDrawer;
  readonly countNoSales: (id: ShiftId) => Promise<number>;
  readonly findCinema: () => Promise<Cinema | null>;
  /** What starts between two instants. */
  readonly showsBetween: (
    bounds: ReturnType<typeof nightBefore>,
  ) => Promise<readonly (Playing & { readonly cancelled: boolean })[]>;
  readonly clock: Clock;
  readonly onSaved: () => void;
}

export interface ShiftQuery extends ShiftFilter {
  readonly cursor: string | undefined;
  readonly limit: number;
}

export type ShiftService = ReturnType<typeof createShiftService>;

const attempts = 5;

/** Opening shifts, and looking at them. */
export function createShiftService({ repository, readDrawer, clock, ...needs }: ShiftNeeds) {
  /** Sent again with the same key it is the same shift. Throws till.needed, shift.open, idempotency.mismatch. */
  async function open(call: ShiftCall, request: { readonly float: Float }): Promise<ShiftRecord> {
    const { tillId } = call.actor;
    if (tillId === null) throw new AppError('till.needed', {});
    const { requestHash, payloadHash } = nameOf(call, 'shifts', request);
    const id = ShiftId.parse(`shf_${requestHash}`);
    const earlier = await repository.find(id);
    if (earlier) return requireSame(earlier, payloadHash);
    for (let turn = 0; turn < attempts; turn += 1) {
      const last = await repository.newestOf(tillId);
      if (last?.status === 'OPEN' && last._id !== id) throw new AppError('shift.open', { shiftId: last._id });
      const opened = await begin(call, { id, tillId, payloadHash, number: (last?.number ?? 0) + 1 }, request);
      if (!opened) continue;
      needs.onSaved();
      return requireSame(opened, payloadHash);
    }
    throw new AppError('service.unavailable', { retryAfterSeconds: 1 });
  }

  /** Null where another shift was begun at the same moment. */
  async function begin(
    { actor, act }: ShiftCall,
    named: Pick<ShiftDraft, 'tillId' | 'payloadHash' | 'number'> & { readonly id: ShiftId },
    { float }: { readonly float: Float },
  ): Promise<ShiftRecord | null> {
    const { id: _id, ...own } = named;
    const at = clock.now();
    const isCounted = 'denominations' in float;
    const next: ShiftDraft = {
      _id,
      ...own,
      ...(await placeOf(at)),
      status: 'OPEN',
      version: 1,
      floatMinor: isCounted ? totalOf(float.denominations) : float.amountMinor,
      floatCount: isCounted ? float.denominations : null,
      openedBy: actor.userId,
      openedAt: at,
      movements: [],
      close: null,
      money: [],
      corrections: [],
    };
    const fact = { action: 'shift.opened', at, more: { floatMinor: next.floatMinor } } as const;
    return repository.insert({ next, fact: shiftEvent(next, fact, act) });
  }

  /** In which money, and on which business day. */
  async function placeOf(at: Date): Promise<Pick<ShiftDraft, 'currency' | 'businessDay'>> {
    const cinema = await needs.findCinema();
    if (!cinema) throw new AppError('service.unavailable', {});
    const { currency, timeZone } = cinema;
    const shows = await needs.showsBetween(nightBefore(localDateOf(at, timeZone), timeZone));
    const played = shows.filter(({ cancelled }) => !cancelled);
    return { currency, businessDay: businessDayOf(at, played, timeZone) };
  }

  async function current({ tillId }: Pick<Actor, 'tillId'>): Promise<ShiftRecord | null> {
    const there = tillId && (await repository.openAt(tillId));
    return there ? repository.read(there.shiftId) : null;
  }

  /** Throws shift.not-found. */
  async function one(actor: Pick<Actor, 'role' | 'tillId'>, id: ShiftId): Promise<ShiftRecord> {
    return requireShiftOf(actor, await repository.read(id));
  }

  /** Throws shift.not-found, and shift.state once it is closed. */
  async function xReport(
    actor: Pick<Actor, 'role' | 'tillId'>,
    id: ShiftId,
  ): Promise<{ readonly shift: ShiftRecord; readonly x: XReport }> {
    const shift = await one(actor, id);
    requireOpen(shift);
    const noSales = await needs.countNoSales(id);
    const at = clock.now().toISOString();
    if (!maySeeSums(actor)) return { shift, x: { at, tenders: null, noSales } };
    const { money } = await readDrawer(shift);
    return { shift, x: { at, tenders: tenderTotals(shift, money, notCounted), noSales } };
  }

  async function list({ cursor, limit, ...filter }: ShiftQuery) {
    const after = cursor === undefined ? null : readCursor(cursor);
    const found = await repository.page(filter, { after, limit: limit + 1 });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: found.length > limit && last ? cursorOf(last) : null };
  }

  return { open, current, one, xReport, list };
}

function requireSame(shift: ShiftRecord, payloadHash: string): ShiftRecord {
  if (shift.payloadHash === payloadHash) return shift;
  throw new AppError('idempotency.mismatch', {});
}

function cursorOf({ openedAt, _id }: ShiftRecord): string {
  return `${openedAt.getTime()}.${_id}`;
}

function readCursor(cursor: string): ShiftPlace {
  const dot = cursor.indexOf('.');
  return { openedAt: new Date(Number(cursor.slice(0, dot))), id: cursor.slice(dot + 1) };
}
