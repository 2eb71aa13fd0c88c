import { listAuditEntries } from '@foyer/shared/http/audit';
import { decideApprovalByPin } from '@foyer/shared/http/approvals';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from './harness/approvals.ts';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { eventually } from './harness/eventually.ts';
import { enrolledTill, pinPerson, type PinPerson, type TestTill } from './harness/tills.ts';

const noSale = { kind: 'NO_SALE', subject: {} } as const;

let box: BoxOffice;
let till: TestTill;
let clerk: PinPerson;
let manager: PinPerson;
beforeAll(async () => {
  box = await startBoxOffice({ cinema: null });
  till = await enrolledTill(box);
  clerk = await pinPerson(box, till, { email: 'clerk@example.test' });
  manager = await pinPerson(box, till, { email: 'boss@example.test', role: 'MANAGER', pin: '9021' });
});
afterAll(() => box.stop());

async function decide(by: PinPerson, who: { readonly id: PinPerson['id']; readonly pin: string }) {
  const { id } = await ask(by.client, noSale);
  const body = { userId: who.id, pin: who.pin };
  return { id, answer: await by.client.call(decideApprovalByPin, { params: { id }, body }) };
}

test('a manager’s PIN at the till that asks grants, and the audit says whose it was', async () => {
  const { id, answer } = await decide(clerk, manager);
  expect(answer.body.approval).toMatchObject({ status: 'GRANTED', by: 'PIN', decidedBy: { id: manager.id } });
  await eventually(async () => {
    const query = { action: 'approval.granted' as const, target: id };
    const { entries } = (await manager.client.call(listAuditEntries, { query })).body;
    expect(entries).toMatchObject([{ actor: { id: manager.id, role: 'MANAGER' }, till: till.id }]);
  });
});

test('a colleague’s PIN, the own PIN and a wrong PIN grant nothing', async () => {
  const colleague = await pinPerson(box, till, { email: 'colleague@example.test', pin: '3690' });
  const codes = [];
  for (const who of [colleague, clerk, { id: manager.id, pin: '1470' }]) {
    const { answer } = await decide(clerk, who);
    codes.push(answer.code);
  }
  expect(codes).toEqual(['action.forbidden', 'approval.own', 'pin.refused']);
  await eventually(async () => {
    const query = { action: 'sign-in.refused' as const, actor: colleague.id };
    const { entries } = (await manager.client.call(listAuditEntries, { query })).body;
    expect(entries).toMatchObject([{ reason: 'pin-of-no-manager', till: till.id, result: 'REFUSED' }]);
  });
});

test('wrong PINs for approvals and at sign-in are counted together', async () => {
  const other = await pinPerson(box, till, { email: 'other-boss@example.test', role: 'MANAGER' });
  const wrong = { id: other.id, pin: '1470' };
  for (let index = 0; index < 4; index += 1) await decide(clerk, wrong);
  expect((await decide(clerk, wrong)).answer.code).toBe('pin.locked');
  expect((await decide(clerk, other)).answer.code).toBe('pin.locked');
});

test('a till decides nothing that was asked for at another one', async () => {
  const elsewhere = await enrolledTill(box);
  const away = await pinPerson(box, elsewhere, { email: 'clerk@example.test' });
  const { id } = await ask(away.client, noSale);
  const body = { userId: manager.id, pin: manager.pin };
  const answer = await clerk.client.call(decideApprovalByPin, { params: { id }, body });
  expect(answer.code).toBe('till.needed');
});
