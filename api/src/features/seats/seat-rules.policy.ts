import type { Seat } from '@foyer/shared/http/seat-map';
import type { HoldId, SeatId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { judgeChoice } from '@foyer/shared/rules/best-seats';
import { unaccompanied } from '@foyer/shared/rules/companions';
import { blocksOf, type SeatBlock } from '@foyer/shared/rules/hall-rows';
import { isKeptAt } from '@foyer/shared/rules/kept-seats';
import type { HallState, OrphanRule } from '@foyer/shared/rules/orphans';
import type { Layout } from '../catalogue/catalogue.ts';
import type { HallReading, HoldRecord } from './seats.ts';

/** A seat beside the chosen ones as a rule saw it. */
export interface JudgedSeat {
  readonly seat: SeatId;
  readonly free: boolean;
}

const blocksByLayout = new WeakMap<Layout, readonly SeatBlock[]>();

/** A layout's blocks, cut once. */
export function blocksOfLayout(layout: Layout): readonly SeatBlock[] {
  const known = blocksByLayout.get(layout);
  if (known) return known;
  const blocks = blocksOf(layout.seats);
  blocksByLayout.set(layout, blocks);
  return blocks;
}

/**
 * Which seats the owner of a hold may count on: free ones, ended holds' and the hold's own. What is kept back is free
 * for nobody here, whoever may sell it, so that every channel judges the same row.
 */
export function hallFor(layout: Layout, hall: HallReading, holdId: HoldId | null): HallState {
  const nowMs = hall.at.getTime();
  const seatsWhere = (isMeant: (hold: HoldRecord) => boolean): ReadonlySet<SeatId> =>
    new Set(hall.holds.filter(isMeant).flatMap(({ seats }) => seats));
  const own = seatsWhere(({ id }) => id === holdId);
  // An ended hold's record may still name a seat that a live one has taken since.
  const ended = seatsWhere(({ expiresAtMs }) => expiresAtMs <= nowMs);
  const live = seatsWhere(({ expiresAtMs }) => expiresAtMs > nowMs);
  const isReleased = (seat: SeatId): boolean => {
    const kept = hall.kept.get(seat);
    return kept === undefined || !isKeptAt(kept, nowMs);
  };
  const isFree = (seat: SeatId): boolean => {
    switch (hall.statuses.get(seat) ?? 'AVAILABLE') {
      case 'AVAILABLE':
        return true;
      case 'LOCKED':
        return own.has(seat) || (ended.has(seat) && !live.has(seat) && isReleased(seat));
      case 'BLOCKED':
        return isReleased(seat);
      case 'BOOKED':
        return false;
    }
  };
  return { blocks: blocksOfLayout(layout), isFree };
}

/** Throws seats.rule where a choice has companion places without a wheelchair place beside them. */
export function requireAccompanied(layout: Layout, chosen: readonly SeatId[]): void {
  const alone = unaccompanied(blocksOfLayout(layout), new Set(chosen));
  if (alone.length > 0) throw new AppError('seats.rule', { rule: 'companion', seats: [...alone] });
}

/**
 * Judges whether a choice leaves single seats behind. Answers the seats around the choice as they were judged; throws
 * seats.rule with the choice to take instead.
 */
export function judgeOrphans(
  hall: HallState,
  chosen: readonly Seat[],
  rule: OrphanRule,
): readonly JudgedSeat[] {
  if (rule === 'OFF') return [];
  const refusal = judgeChoice(hall, chosen, rule);
  if (refusal) {
    const { orphans, suggestion } = refusal;
    const instead = suggestion ? { suggestion: [...suggestion] } : {};
    throw new AppError('seats.rule', { rule: 'orphan', seats: [...orphans], ...instead });
  }
  const ids = new Set(chosen.map((seat) => seat.id));
  return hall.blocks
    .filter((block) => block.some((seat) => ids.has(seat.id)))
    .flatMap((block) => block.filter((seat) => !ids.has(seat.id)))
    .map((seat) => ({ seat: seat.id, free: hall.isFree(seat.id) }));
}
