import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invitePerson, withdrawInvitation } from '@foyer/shared/http/people';
import { startMailCatcher, type MailCatcher } from '@foyer/tools/doubles/mail-catcher';
import { freePort } from '@foyer/tools/engines/ports';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';

let folder: string;
let port: number;
let catcher: MailCatcher;
let box: BoxOffice;
let mara: Client;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foyer-invitations-'));
  port = await freePort();
  catcher = await startMailCatcher({ folder, port });
  box = await startBoxOffice({
    env: { SMTP_URL: catcher.url, MAIL_FROM: 'Corner House <tickets@corner.example>' },
  });
  mara = await box.signIn('MANAGER');
});
afterAll(async () => {
  await box.stop();
  await catcher.stop();
  await rm(folder, { recursive: true, force: true });
});

const invite = (email: string) => mara.call(invitePerson, { body: { email, role: 'CASHIER' } });

function mailsOf(id: string) {
  return box.connection.collection('notifications').find({ invitationId: id }).toArray();
}

test('who is invited twice gets one mail, which says with which address to sign in', async () => {
  const { invitation, mailed } = (await invite('Nora@example.test')).body;
  await invite('nora@example.test');
  expect(mailed).toBe(true);
  await eventually(async () => {
    expect((await mailsOf(invitation.id)).map(({ status }) => status as string)).toEqual(['SENT']);
  });
  const mails = (await catcher.mails()).filter((mail) => /^To: .*nora@example\.test/m.test(mail));
  expect(mails).toHaveLength(1);
  expect(mails[0]?.replaceAll(/=\r\n/g, '')).toContain('sign in with Google as nora@example.test');
});

test('an invitation that was withdrawn before its mail went out is not sent', async () => {
  await catcher.stop();
  const { id } = (await invite('gone@example.test')).body.invitation;
  await mara.call(withdrawInvitation, { params: { id } });
  box.clock.advance(3_600_000);
  await eventually(async () => {
    expect((await mailsOf(id)).map(({ status }) => status as string)).toEqual(['SKIPPED']);
  });
  catcher = await startMailCatcher({ folder, port });
});
