import { listAuditEntries } from '@foyer/shared/http/audit';
import { reprintTickets } from '@foyer/shared/http/reprints';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { sell } from './harness/provocation-steps.ts';

let box: BoxOffice;
beforeAll(async () => {
  box = await startBoxOffice();
});
afterAll(() => box.stop());

test('a reprint stands in the audit before it comes out, with who and why, once a print', async () => {
  const clerk = box.actAs('CASHIER');
  const { id, showtimeId } = await sell(clerk, ['B1']);
  const print = (reprintId: string, reason: string) =>
    clerk.call(reprintTickets, { params: { id }, body: { reprintId, reason } });
  const first = '0b0f7a0e-5d0e-4a51-9a7e-1f1f7d4b8f10';
  const answers = [await print(first, 'Torn'), await print(first, 'Torn')];
  answers.push(await print('3c2a1b00-5d0e-4a51-9a7e-1f1f7d4b8f11', 'Guest lost them'));
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204]);
  const query = { action: 'ticket.reprinted' } as const;
  const { body } = await box.actAs('MANAGER').call(listAuditEntries, { query });
  expect(body.entries.map(({ reason }) => reason)).toEqual(['Guest lost them', 'Torn']);
  expect(body.entries[0]).toMatchObject({
    target: { kind: 'booking', id },
    showtimeId,
    actor: { role: 'CASHIER' },
  });
});

test('a guest reprints nothing', async () => {
  const { id } = await sell(box.actAs('CASHIER'), ['B2']);
  const body = { reprintId: '0b0f7a0e-5d0e-4a51-9a7e-1f1f7d4b8f10', reason: 'Torn' };
  expect((await box.actAs('USER').call(reprintTickets, { params: { id }, body })).code).toBe(
    'action.forbidden',
  );
});
