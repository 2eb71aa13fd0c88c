// @vitest-environment node
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { KeptList, LocalScan } from '../../bridge/door.ts';
import { DoorKeeper } from './door-keeper.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const at = '2026-11-26T19:02:00.000Z';

function codeOf(seat: string, showtimeId = 'sho_1', reference = 'K7QM-3FXA'): string {
  const text = `FOYER1:${reference}:${showtimeId}:${seat}`;
  return `${text}:${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
}

function listFor(showtimeId: string, change: Partial<KeptList['show']> = {}): KeptList {
  const ticket = (seat: string, admittedAt: string | null = null) => ({
    reference: 'K7QM-3FXA',
    seat,
    ticketType: 'Adult',
    admittedAt,
    where: admittedAt === null ? null : 'Till 1',
  });
  return KeptList.parse({
    show: {
      showtimeId,
      title: 'Up',
      auditorium: 'Hall 1',
      startsAt: '2026-11-26T19:15:00.000Z',
      endsAt: '2026-11-26T21:15:00.000Z',
      timeZone: 'Europe/Berlin',
      opensAt: '2026-11-26T18:15:00.000Z',
      cancelled: false,
      ...change,
    },
    tickets: [ticket('F7'), ticket('F8'), ticket('F9', '2026-11-26T18:50:00.000Z')],
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
    asOf: '2026-11-26T19:00:00.000Z',
  });
}

const ids = ['0b0f7a0e-5d0e-4a51-9a7e-1f1f7d4b8f10', '3c2a1b00-5d0e-4a51-9a7e-1f1f7d4b8f11'] as const;
const scanOf = (code: string, scanId: string = ids[0]) =>
  LocalScan.parse({ scanId, showtimeId: 'sho_1', code });

let folder: string;
const open = (apiUrl = 'http://api.test') => new DoorKeeper({ folder, apiUrl, now: () => new Date(at) });
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-door-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('lets in by the list, tells the party, and knows of it after the machine’s end', async () => {
  const door = open();
  await door.keepList(listFor('sho_1'));
  const first = await door.admit(scanOf(codeOf('F7')));
  expect(first).toMatchObject({ kind: 'admitted', party: { size: 3, admitted: 2, missing: ['F8'] } });
  const after = open();
  expect(await after.admit(scanOf(codeOf('F7')))).toEqual(first);
  expect(await after.admit(scanOf(codeOf('F7'), ids[1]))).toEqual({
    kind: 'again',
    seat: 'F7',
    at,
    where: null,
  });
  expect((await after.state()).waiting).toMatchObject([{ scanId: ids[0], code: codeOf('F7') }]);
});

test.each([
  ['one that is in by the list', codeOf('F9'), { kind: 'again', where: 'Till 1' }],
  ['a made-up code', codeOf('F7').replace(':F7:', ':F8:'), { kind: 'unknown' }],
  ['no signature', 'FOYER1:K7QM-3FXA:sho_1:F7:x', { kind: 'unknown' }],
  ['one sold or given back since', codeOf('A1'), { kind: 'not-listed', asOf: '2026-11-26T19:00:00.000Z' }],
  ['another show that is known here', codeOf('F7', 'sho_2'), { kind: 'other-show', show: { title: 'Down' } }],
  ['another show that is not', codeOf('F7', 'sho_3'), { kind: 'other-show', show: null }],
])('keeps %s out', async (_name, code, answer) => {
  const door = open();
  await door.keepList(listFor('sho_2', { title: 'Down' }));
  await door.keepList(listFor('sho_1'));
  expect(await door.admit(scanOf(code))).toMatchObject(answer);
  expect((await door.state()).waiting).toEqual([]);
});

test('lets in nobody without a list, to a cancelled show, or with the list of another server', async () => {
  expect(await open().admit(scanOf(codeOf('F7')))).toEqual({ kind: 'no-list' });
  await open().keepList(listFor('sho_1', { cancelled: true }));
  expect(await open().admit(scanOf(codeOf('F7')))).toEqual({ kind: 'show-cancelled' });
  expect(await open('http://other.test').admit(scanOf(codeOf('F7')))).toEqual({ kind: 'no-list' });
});

test('lets in nobody whom the disk would not remember', async () => {
  const door = open();
  await door.keepList(listFor('sho_1'));
  // A file where the folder was: nothing can be written any more.
  await rm(folder, { recursive: true });
  await writeFile(folder, '');
  expect(await door.admit(scanOf(codeOf('F7')))).toEqual({ kind: 'not-stored' });
  expect((await door.state()).waiting).toEqual([]);
});

test('forgets what the server took, keeps what it refused until somebody has dealt with it', async () => {
  const door = open();
  await door.keepList(listFor('sho_1'));
  await door.admit(scanOf(codeOf('F7')));
  await door.admit(scanOf(codeOf('F8'), ids[1]));
  const problem = { code: 'ticket.admitted' as const, details: { seat: 'F8', at } };
  const settled = await door.settle([
    { scanId: ids[0], outcome: 'ADMITTED', problem: null },
    { scanId: ids[1], outcome: 'REFUSED', problem },
  ]);
  expect(settled).toMatchObject({ waiting: [], troubles: [{ scanId: ids[1], seat: 'F8', problem }] });
  // The list knows of both although no newer one has come.
  expect(await door.admit(scanOf(codeOf('F7'), ids[1]))).toMatchObject({ kind: 'again', seat: 'F7' });
  expect((await open().state()).troubles).toHaveLength(1);
  expect(await door.dismiss(ids[1])).toEqual({ waiting: [], troubles: [] });
});

test('forgets the lists of shows that are long over', async () => {
  const door = open();
  await door.keepList(listFor('sho_0', { endsAt: '2026-11-26T06:00:00.000Z' }));
  await door.keepList(listFor('sho_1'));
  expect(await readFile(join(folder, 'door-lists.json'), 'utf8')).not.toContain('sho_0');
});

test('keeps no name on the disk', async () => {
  const named = { ...listFor('sho_1'), tickets: [{ ...listFor('sho_1').tickets[0], guest: 'Zoë' }] };
  expect(KeptList.safeParse(named).success).toBe(false);
  await open().keepList(listFor('sho_1'));
  expect(await readFile(join(folder, 'door-lists.json'), 'utf8')).not.toContain('guest');
});
