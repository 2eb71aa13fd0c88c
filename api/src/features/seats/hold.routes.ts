import { listMyHolds, listSeatLocks, lockBestSeats, lockSeats, releaseSeats } from '@foyer/shared/http/holds';
import { bind, type Route } from '../../http/bind.ts';
import type { HoldBestSeats } from './best-seats.service.ts';
import type { HoldService } from './hold.service.ts';
import { actOf } from './seats.ts';

export function holdRoutes(holds: HoldService, holdBestSeats: HoldBestSeats): readonly Route[] {
  return [
    bind(lockBestSeats, async ({ params, body, actor, context }) => {
      const { created, ...reply } = await holdBestSeats(
        { actor, act: actOf(actor, context) },
        params.id,
        body,
      );
      return created ? { status: 201, body: reply } : { status: 200, body: reply };
    }),
    bind(lockSeats, async ({ params, body, actor, context }) => {
      const { created, ...reply } = await holds.lock({ actor, act: actOf(actor, context) }, params.id, body);
      return created ? { status: 201, body: reply } : { status: 200, body: reply };
    }),
    bind(listMyHolds, async ({ params, actor }) => ({
      status: 200,
      body: { holds: [...(await holds.mine(actor, params.id))] },
    })),
    bind(releaseSeats, async ({ params, body, actor, context }) => ({
      status: 200,
      body: { hold: await holds.release({ actor, act: actOf(actor, context) }, params.id, body) },
    })),
    bind(listSeatLocks, async ({ params, actor, context }) => ({
      status: 200,
      body: { locks: [...(await holds.everybodys(actOf(actor, context), params.id))] },
    })),
  ];
}
