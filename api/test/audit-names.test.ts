import { listAuditEntries } from '@foyer/shared/http/audit';
import { decideApproval } from '@foyer/shared/http/approvals';
import { erasePerson } from '@foyer/shared/http/privacy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from './harness/approvals.ts';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { eventually } from './harness/eventually.ts';
import { enrolledTill, pinPerson, type PinPerson, type TestTill } from './harness/tills.ts';

let box: BoxOffice;
let till: TestTill;
let clerk: PinPerson;
let manager: PinPerson;
beforeAll(async () => {
  box = await startBoxOffice({ cinema: null });
  till = await enrolledTill(box);
  clerk = await pinPerson(box, till, { email: 'clerk@example.test' });
  manager = await pinPerson(box, till, { email: 'manager@example.test', role: 'MANAGER' });
});
afterAll(() => box.stop());

const noSale = { kind: 'NO_SALE', subject: {} } as const;
const audit = async (target: string) =>
  (await manager.client.call(listAuditEntries, { query: { target } })).body;

test('the trail is read with the names of people and tills, and holds none of people', async () => {
  const { id } = await ask(clerk.client, noSale);
  await manager.client.call(decideApproval, {
    params: { id },
    body: { decision: 'GRANT', note: 'this once' },
  });
  await eventually(async () => {
    const { entries, names } = await audit(id);
    expect(entries[0]).toMatchObject({
      action: 'approval.granted',
      actor: { id: manager.id },
      after: { requestedBy: clerk.id, requestTill: till.id, requestReason: 'the guest is ill' },
      reason: 'this once',
    });
    expect(names).toEqual({
      [clerk.id]: 'clerk',
      [manager.id]: 'Mara Manager',
      [till.id]: 'Till',
    });
    expect(JSON.stringify(entries)).not.toContain('Mara Manager');
  });
});

test('whoever is erased has no name in what is read afterwards', async () => {
  const gone = await pinPerson(box, till, { email: 'gone@example.test' });
  expect((await audit(gone.id)).names).toHaveProperty([gone.id]);
  const admin = await pinPerson(box, till, { email: 'admin@example.test', role: 'ADMIN' });
  await admin.client.call(erasePerson, { params: { id: gone.id }, body: { reason: 'asked for it' } });
  const { entries, names } = await audit(gone.id);
  expect(entries.map(({ action }) => action)).toContain('people.erased');
  expect(names).not.toHaveProperty([gone.id]);
});

test('a till keeps its name in its own entries', async () => {
  const { entries } = await audit(till.id);
  expect(entries.map(({ action, after }) => [action, after?.['name']])).toEqual([
    ['till.enrolled', 'Till'],
    ['till.added', 'Till'],
  ]);
});
