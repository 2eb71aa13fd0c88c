import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildEvent, startAudit } from './audit.harness.ts';

let audit: Awaited<ReturnType<typeof startAudit>>;
beforeEach(async () => {
  audit = await startAudit();
});
afterEach(() => audit.stop());

const idsOf = (entries: readonly { readonly id: string }[]): string[] => entries.map(({ id }) => id);

test('a fact that is told twice is recorded once, alone or among new ones', async () => {
  const { repository, stored } = audit;
  const [first, second] = [buildEvent(), buildEvent()];
  await repository.append([first]);
  await repository.append([first]);
  await repository.append([first, second, second]);
  expect(idsOf(await stored())).toEqual([first.id, second.id]);
  await repository.append([]);
  expect(await stored()).toHaveLength(2);
});

test('facts keep the order in which they were told', async () => {
  const events = Array.from({ length: 20 }, () => buildEvent());
  await audit.repository.append(events);
  expect(idsOf(await audit.stored())).toEqual(idsOf(events));
});

test('writers that race tell every fact once, each under a number of its own', async () => {
  const { repository, stored } = audit;
  const events = Array.from({ length: 60 }, () => buildEvent());
  // Eight nodes tell overlapping thirds of the same facts at the same moment.
  const shares = Array.from({ length: 8 }, (_, node) =>
    events.filter((_event, index) => (index + node) % 3 !== 0),
  );
  await Promise.all(shares.map((share) => repository.append(share)));
  const found = await stored();
  expect(idsOf(found).sort()).toEqual(idsOf(events).sort());
  expect(new Set(found.map(({ seq }) => seq)).size).toBe(events.length);
});

test('the newest come first, page by page, and none is on two pages', async () => {
  const events = Array.from({ length: 7 }, () => buildEvent());
  await audit.repository.append(events);
  const first = await audit.repository.page({}, null, 4);
  const second = await audit.repository.page({}, first.at(-1)?.seq ?? null, 4);
  expect(idsOf([...first, ...second])).toEqual(idsOf(events).reverse());
});

test('a filter finds what it names and nothing else', async () => {
  const wanted = buildEvent({ action: 'sign-in.refused', result: 'REFUSED', at: '2026-11-23T10:00:00.000Z' });
  const other = buildEvent({ at: '2026-11-23T12:00:00.000Z', target: { kind: 'booking', id: 'b_1' } });
  await audit.repository.append([wanted, other]);
  const found = async (filter: Parameters<typeof audit.repository.page>[0]): Promise<string[]> =>
    idsOf(await audit.repository.page(filter, null, 10));
  expect(await found({ action: 'sign-in.refused' })).toEqual([wanted.id]);
  expect(await found({ result: 'REFUSED' })).toEqual([wanted.id]);
  expect(await found({ target: 'b_1' })).toEqual([other.id]);
  expect(await found({ from: new Date('2026-11-23T12:00:00Z') })).toEqual([other.id]);
  expect(await found({ to: new Date('2026-11-23T12:00:00Z') })).toEqual([wanted.id]);
  expect(await found({ actor: 'usr_1', target: 'h_1' })).toEqual([wanted.id]);
});
