import {
  closeShift,
  correctShift,
  dropCash,
  getCurrentShift,
  getShift,
  getXReport,
  listShifts,
  openShift,
  payIn,
  payOut,
} from '@foyer/shared/http/shifts';
import { bind, type Route } from '../../http/bind.ts';
import { actOf } from '../seats/seats.ts';
import type { MoveCash } from './cash.service.ts';
import type { CloseShift } from './close.service.ts';
import type { CorrectShift } from './correct.service.ts';
import type { ShiftRecord } from './shift.ts';
import { presentShifts, withTotals, zReportOf, type NamesOf } from './shift.presenter.ts';
import type { ShiftService } from './shift.service.ts';

export interface ShiftParts {
  readonly shifts: ShiftService;
  readonly drop: MoveCash;
  readonly takeOut: MoveCash;
  readonly putIn: MoveCash;
  readonly close: CloseShift;
  readonly correct: CorrectShift;
  readonly namesOf: NamesOf;
}

export function shiftRoutes({ shifts, drop, takeOut, putIn, close, correct, namesOf }: ShiftParts) {
  async function present(record: ShiftRecord) {
    const [shift] = await presentShifts([record], namesOf);
    if (!shift) throw new Error('one shift is presented as one');
    return { shift };
  }

  async function presentClosed(record: ShiftRecord) {
    const z = zReportOf(record);
    if (!z) throw new Error(`shift ${record._id} was closed and has no report`);
    return { ...(await present(record)), z };
  }

  return [
    bind(openShift, async ({ body, actor, idempotencyKey, context }) => {
      const opened = await shifts.open({ actor, act: actOf(actor, context), idempotencyKey }, body);
      return { status: 201, body: await present(opened) };
    }),
    // Before the route of one shift, whose path it would match.
    bind(getCurrentShift, async ({ actor }) => {
      const found = await shifts.current(actor);
      return { status: 200, body: found ? await present(found) : { shift: null } };
    }),
    bind(getShift, async ({ params, actor }) => {
      const found = await shifts.one(actor, params.id);
      return { status: 200, body: { ...(await present(found)), z: zReportOf(found) } };
    }),
    bind(dropCash, async ({ params, body, actor, idempotencyKey, context }) => {
      const call = { actor, act: actOf(actor, context), idempotencyKey };
      return { status: 200, body: await present(await drop(call, params.id, body)) };
    }),
    bind(payOut, async ({ params, body, actor, idempotencyKey, context }) => {
      const call = { actor, act: actOf(actor, context), idempotencyKey };
      return { status: 200, body: await present(await takeOut(call, params.id, body)) };
    }),
    bind(payIn, async ({ params, body, actor, idempotencyKey, context }) => {
      const call = { actor, act: actOf(actor, context), idempotencyKey };
      return { status: 200, body: await present(await putIn(call, params.id, body)) };
    }),
    bind(getXReport, async ({ params, actor }) => {
      const { shift, x } = await shifts.xReport(actor, params.id);
      return { status: 200, body: { ...(await present(shift)), x } };
    }),
    bind(closeShift, async ({ params, body, actor, idempotencyKey, context }) => {
      const call = { actor, act: actOf(actor, context), idempotencyKey };
      return { status: 200, body: await presentClosed(await close(call, params.id, body)) };
    }),
    bind(correctShift, async ({ params, body, actor, idempotencyKey, context }) => {
      const call = { actor, act: actOf(actor, context), idempotencyKey };
      return { status: 200, body: await presentClosed(await correct(call, params.id, body)) };
    }),
    bind(listShifts, async ({ query: { till, from, to, cursor, limit } }) => {
      const { items, nextCursor } = await shifts.list({ till, from, to, cursor, limit });
      const presented = await presentShifts(items, namesOf);
      const listed = presented.map((shift, index) => withTotals(shift, items[index]?.close ?? null));
      return { status: 200, body: { shifts: listed, nextCursor } };
    }),
  ] satisfies readonly Route[];
}
