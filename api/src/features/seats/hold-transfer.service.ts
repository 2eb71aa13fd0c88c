import type { ForceReleaseRequest, Hold } from '@foyer/shared/http/holds';
import type { HoldId, SeatId, ShowtimeId } from '@foyer/shared/ids';
import { AppError } from '@foyer/shared/problems';
import type { HandOverCode } from '@foyer/shared/rules/hand-over-code';
import type { Clock } from '../../platform/clock.ts';
import type { Actor } from '../actor.ts';
import type { ShowtimeLookup } from '../catalogue/catalogue.ts';
import { newHandOverCode, recordOf } from './hand-over-secret.ts';
import { limitsOf, type HoldLimits } from './hold-limits.policy.ts';
import { acceptHold } from './hold-refusals.ts';
import type { HoldTransferGateway } from './hold-transfer.gateway.ts';
import { presentHold } from './hold.presenter.ts';
import type { Hydrator } from './hydrator.ts';
import { requireOnSale } from './on-sale.policy.ts';
import { channelOf, ownerOf, type ActContext, type Position } from './seats.ts';

export interface HoldTransferOptions {
  readonly gateway: HoldTransferGateway;
  readonly hydrator: Hydrator;
  readonly catalogue: ShowtimeLookup;
  /** The partition of a showtime; a code carries it. */
  readonly partitionOf: (showtimeId: ShowtimeId) => number;
  /** Told of every position that this node has answered. */
  readonly onWritten: (showtimeId: ShowtimeId, position: Position) => void;
  readonly limits: HoldLimits;
  readonly clock: Clock;
}

interface Who {
  readonly actor: Actor;
  readonly act: ActContext;
}

export type HoldTransferService = ReturnType<typeof createHoldTransferService>;

/** Long enough to walk to a till and be scanned; a hold that ends earlier takes its code along. */
export const codeLivesMs = 120_000;

/** Live holds that change hands, or that a manager ends. */
export function createHoldTransferService(options: HoldTransferOptions) {
  const { gateway, hydrator, catalogue, onWritten } = options;

  /** A code for the caller's live hold. Throws hold.not-found, hold.expired, hold.in-sale. */
  async function offer(
    { actor, act }: Who,
    showtimeId: ShowtimeId,
    holdId: HoldId,
  ): Promise<{ readonly code: HandOverCode; readonly expiresAt: string }> {
    await catalogue.requireShowtime(showtimeId);
    const code = newHandOverCode(options.partitionOf(showtimeId));
    const wish = { hash: recordOf(code).hash, livesMs: codeLivesMs };
    const address = { showtimeId, holdId, owner: ownerOf(actor) };
    const reply = await hydrator.hydrated(showtimeId, () => gateway.offer(address, wish, act));
    const offered = acceptHold(reply);
    onWritten(showtimeId, offered);
    return { code, expiresAt: new Date(offered.endsAtMs).toISOString() };
  }

  /**
   * Makes the hold of the code the caller's. Throws hold.not-found for a code that is wrong, used or over,
   * hold.in-sale, holds.limit, showtime.closed.
   */
  async function takeOver(
    { actor, act }: Who,
    written: HandOverCode,
  ): Promise<{ readonly hold: Hold } & Position> {
    const code = recordOf(written);
    const found = await gateway.findOffer(code);
    if (!found) throw new AppError('hold.not-found', {});
    const showtime = await catalogue.requireShowtime(found.showtimeId);
    requireOnSale(showtime, channelOf(actor), options.clock.now());
    const layout = await catalogue.layoutOf(showtime);
    const limits = limitsOf(options.limits, actor.role, layout.seats.length);
    const address = { ...found, owner: ownerOf(actor) };
    const reply = await hydrator.hydrated(found.showtimeId, () =>
      gateway.takeOver(address, { code, limits }, act),
    );
    if (reply.kind === 'LIMIT') throw new AppError('holds.limit', { limit: reply.limit, most: reply.most });
    const { hold, epoch, seq } = acceptHold(reply);
    onWritten(found.showtimeId, { epoch, seq });
    return { hold: presentHold(hold), epoch, seq };
  }

  /** Ends anybody's live hold. Throws hold.not-found, and hold.in-sale while it is being paid for. */
  async function forceRelease(
    { act }: Pick<Who, 'act'>,
    showtimeId: ShowtimeId,
    { holdId, reason }: ForceReleaseRequest,
  ): Promise<readonly SeatId[]> {
    await catalogue.requireShowtime(showtimeId);
    const reply = await hydrator.hydrated(showtimeId, () =>
      gateway.forceRelease({ showtimeId, holdId }, { ...act, reason }),
    );
    const freed = acceptHold(reply);
    onWritten(showtimeId, freed);
    return freed.seats;
  }

  return { offer, takeOver, forceRelease };
}
