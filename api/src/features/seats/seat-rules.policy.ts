import type { Seat } from '@foyer/shared/http/seat-map';
import type { SeatId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import { withoutOrphans } from '@foyer/shared/rules/best-seats';
import { unaccompanied } from '@foyer/shared/rules/companions';
import { blocksOf, type SeatBlock } from '@foyer/shared/rules/hall-rows';
import { orphansLeftBy, type HallState, type OrphanRule } from '@foyer/shared/rules/orphans';
import type { Layout } from '../catalogue/catalogue.ts';
import type { HallSnapshot } from './seats.ts';

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

/** Which seats the owner of a hold may count on: free ones, ended holds' and the hold's own. */
export function hallFor(
  layout: Layout,
  hall: HallSnapshot,
  view: { readonly holdId: string | null; readonly nowMs: number },
): HallState {
  const available = new Set(
    hall.holds.flatMap((hold) =>
      hold.id === view.holdId || hold.expiresAtMs <= view.nowMs ? hold.seats : [],
    ),
  );
  const isFree = (seat: SeatId): boolean => {
    const status = hall.statuses.get(seat) ?? 'AVAILABLE';
    return status === 'AVAILABLE' || (status === 'LOCKED' && available.has(seat));
  };
  return { blocks: blocksOfLayout(layout), isFree };
}

/** Throws seats.rule where a choice has companion places without a wheelchair place beside them. */
export function requireAccompanied(layout: Layout, chosen: readonly SeatId[]): void {
  const alone = unaccompanied(blocksOfLayout(layout), new Set(chosen));
  if (alone.length > 0) throw new AppError('seats.rule', { rule: 'companion', seats: [...alone] });
}

/**
 * Judges whether a choice leaves single seats behind. LENIENT refuses only where it can name a better choice.
 * Answers the seats around the choice as they were judged; throws seats.rule with the choice to take instead.
 */
export function judgeOrphans(
  hall: HallState,
  chosen: readonly Seat[],
  rule: Exclude<OrphanRule, 'OFF'>,
): readonly JudgedSeat[] {
  const ids = new Set(chosen.map((seat) => seat.id));
  const orphans = orphansLeftBy(hall, ids);
  const suggestion = orphans.length > 0 ? withoutOrphans(hall, chosen) : null;
  if (orphans.length > 0 && (rule === 'STRICT' || suggestion)) {
    const instead = suggestion ? { suggestion: [...suggestion] } : {};
    throw new AppError('seats.rule', { rule: 'orphan', seats: [...orphans], ...instead });
  }
  return hall.blocks
    .filter((block) => block.some((seat) => ids.has(seat.id)))
    .flatMap((block) => block.filter((seat) => !ids.has(seat.id)))
    .map((seat) => ({ seat: seat.id, free: hall.isFree(seat.id) }));
}
