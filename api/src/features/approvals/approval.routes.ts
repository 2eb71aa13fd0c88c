import {
  decideApproval,
  getApproval,
  listApprovals,
  requestApproval,
  withdrawApproval,
} from '@foyer/shared/http/approvals';
import { bind, type Route } from '../../http/bind.ts';
import { actOf } from '../seats/seats.ts';
import type { ApprovalService } from './approval.service.ts';

export function approvalRoutes(approvals: ApprovalService): readonly Route[] {
  return [
    bind(requestApproval, async ({ body, actor, idempotencyKey, context }) => {
      const by = { actor, act: actOf(actor, context), idempotencyKey };
      return { status: 201, body: { approval: await approvals.request(by, body) } };
    }),
    bind(listApprovals, async ({ query }) => ({
      status: 200,
      body: { approvals: await approvals.list(query.status) },
    })),
    bind(getApproval, async ({ params, actor }) => ({
      status: 200,
      body: { approval: await approvals.one(actor, params.id) },
    })),
    bind(decideApproval, async ({ params, body, actor, context }) => {
      const approval = await approvals.decide({ actor, act: actOf(actor, context) }, params.id, body);
      return { status: 200, body: { approval } };
    }),
    bind(withdrawApproval, async ({ params, actor, context }) => {
      const approval = await approvals.withdraw({ actor, act: actOf(actor, context) }, params.id);
      return { status: 200, body: { approval } };
    }),
  ];
}
