import { openDrawer } from '@foyer/shared/http/approvals';
import { bind, type Route } from '../../http/bind.ts';
import { actOf } from '../seats/seats.ts';
import type { AtDrawer } from '../shifts/at-drawer.ts';
import type { OpenDrawer } from './drawer.service.ts';

export function drawerRoutes(open: OpenDrawer, atDrawer: AtDrawer): readonly Route[] {
  return [
    bind(openDrawer, async ({ body, actor, idempotencyKey, context }) => {
      await open(await atDrawer({ actor, act: actOf(actor, context), idempotencyKey }), body);
      return { status: 204 };
    }),
  ];
}
