import { listLeaseConflicts, resolveLeaseConflict } from '@foyer/shared/http/lease-conflicts';
import {
  declareLeaseLost,
  listLeases,
  replayLease,
  requestLease,
  returnLease,
} from '@foyer/shared/http/leases';
import { bind, type Route } from '../../http/bind.ts';
import type { TicketSigner } from '../bookings/ticket-signer.ts';
import { actOf } from '../seats/seats.ts';
import type { AtDrawer } from '../shifts/at-drawer.ts';
import type { LeaseConflictRecord } from './conflict.ts';
import type { EndLease } from './end-lease.service.ts';
import type { GrantLease } from './grant-lease.service.ts';
import type { LeaseLists } from './lease-lists.service.ts';
import { presentConflict, presentKit, presentLease } from './lease.presenter.ts';
import type { Replay } from './replay.service.ts';
import type { ResolveConflict } from './resolve.service.ts';

export interface LeaseParts {
  readonly grant: GrantLease;
  readonly end: EndLease;
  readonly replay: Replay;
  readonly resolve: ResolveConflict;
  readonly lists: LeaseLists;
  readonly signer: Pick<TicketSigner, 'ticketsOf'>;
  readonly atDrawer: AtDrawer;
  readonly namesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

export function leaseRoutes(parts: LeaseParts): readonly Route[] {
  const { grant, end, replay, resolve, lists, signer } = parts;

  async function present(records: readonly LeaseConflictRecord[]) {
    const ids = records.flatMap(({ sale, resolution }) => [
      sale.soldBy,
      ...(resolution ? [resolution.actor.id] : []),
    ]);
    const names = await parts.namesOf([...new Set(ids)]);
    return records.map((record) => presentConflict(record, names));
  }

  return [
    bind(requestLease, async ({ body, actor, context }) => {
      const { lease, isNew } = await grant({ actor, act: actOf(actor, context) }, body);
      const reply = { lease: presentKit(lease, signer) };
      return isNew ? { status: 201, body: reply } : { status: 200, body: reply };
    }),
    bind(listLeases, async ({ query: { all }, actor }) => {
      const leases = await lists.live(actor, all !== undefined);
      return { status: 200, body: { leases: leases.map(presentLease) } };
    }),
    // Before the routes of one lease, whose path they would match.
    bind(listLeaseConflicts, async ({ query: { state }, actor }) => {
      const found = await lists.conflicts(actor, state);
      return { status: 200, body: { conflicts: await present(found) } };
    }),
    bind(resolveLeaseConflict, async ({ params, body, actor, idempotencyKey, context }) => {
      const call = await parts.atDrawer({ actor, act: actOf(actor, context), idempotencyKey });
      const [conflict] = await present([await resolve(call, params.id, body)]);
      if (!conflict) throw new Error('one conflict is presented as one');
      return { status: 200, body: { conflict } };
    }),
    bind(returnLease, async ({ params, body, actor, context }) => {
      const lease = await end.giveBack({ actor, act: actOf(actor, context) }, params.id, body);
      return { status: 200, body: { lease: presentLease(lease) } };
    }),
    bind(replayLease, async ({ params, body, actor, context }) => {
      const call = { actor, act: actOf(actor, context) };
      const { lease, replayed } = await replay(call, params.id, body.sales);
      return { status: 200, body: { lease: presentLease(lease), sales: replayed } };
    }),
    bind(declareLeaseLost, async ({ params, body, actor, context }) => {
      const call = { actor, act: actOf(actor, context) };
      return {
        status: 200,
        body: { lease: presentLease(await end.declareLost(call, params.id, body.reason)) },
      };
    }),
  ];
}
