import { admitTicket, listAdmissions, replayAdmissions, undoAdmission } from '@foyer/shared/http/admissions';
import { bind, type Route } from '../../http/bind.ts';
import { actOf } from '../seats/seats.ts';
import { partyOf, presentAdmission } from './admission.presenter.ts';
import type { AdmissionService } from './admission.service.ts';
import type { ReadDoorList } from './door-list.service.ts';
import type { ReplayScans } from './replay.service.ts';
import type { WhoseTicket } from './whose-ticket.ts';

export interface AdmissionParts {
  readonly admissions: AdmissionService;
  readonly replay: ReplayScans;
  readonly readDoorList: ReadDoorList;
  readonly whose: WhoseTicket;
}

export function admissionRoutes({
  admissions,
  replay,
  readDoorList,
  whose,
}: AdmissionParts): readonly Route[] {
  return [
    bind(admitTicket, async ({ body, actor, idempotencyKey, context }) => {
      const call = { actor, act: actOf(actor, context), idempotencyKey };
      const { booking, admission, again } = await admissions.admit(call, body);
      const told = await presentAdmission(booking, admission, whose);
      return { status: 200, body: { admission: told, party: partyOf(booking), again } };
    }),
    bind(undoAdmission, async ({ body, actor, context }) => {
      const booking = await admissions.undo({ actor, act: actOf(actor, context) }, body);
      return { status: 200, body: { party: partyOf(booking) } };
    }),
    bind(replayAdmissions, async ({ body, actor, context }) => {
      const results = await replay({ actor, act: actOf(actor, context) }, body.scans);
      return { status: 200, body: { results } };
    }),
    bind(listAdmissions, async ({ params }) => {
      return { status: 200, body: await readDoorList(params.id) };
    }),
  ];
}
