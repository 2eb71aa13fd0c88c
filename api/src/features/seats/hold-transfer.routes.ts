import { forceReleaseHold, offerHold, takeOverHold } from '@foyer/shared/http/holds';
import { bind, type Route } from '../../http/bind.ts';
import type { HoldTransferService } from './hold-transfer.service.ts';
import { actOf } from './seats.ts';

export function holdTransferRoutes(transfers: HoldTransferService): readonly Route[] {
  return [
    bind(offerHold, async ({ params, body, actor, context }) => ({
      status: 201,
      body: await transfers.offer({ actor, act: actOf(actor, context) }, params.id, body.holdId),
    })),
    bind(takeOverHold, async ({ body, actor, context }) => ({
      status: 200,
      body: await transfers.takeOver({ actor, act: actOf(actor, context) }, body.code),
    })),
    bind(forceReleaseHold, async ({ params, body, actor, context }) => ({
      status: 200,
      body: {
        released: [...(await transfers.forceRelease({ act: actOf(actor, context) }, params.id, body))],
      },
    })),
  ];
}
