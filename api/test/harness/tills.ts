/** Tills as tests enrol them, and people who sign in there. */
import { setPin, signInByPin } from '@foyer/shared/http/pin';
import { getMe, type Tokens } from '@foyer/shared/http/sign-in';
import { addTill, enrolTill, revokeTill, tillHeader } from '@foyer/shared/http/tills';
import type { TillId, UserId } from '@foyer/shared/ids';
import type { EnrolCode } from '@foyer/shared/rules/enrol-code';
import { signIn } from '@foyer/tools/sign-in/sign-in';
import type { BoxOffice } from './box-office.ts';
import { Client } from './client.ts';

export interface TestTill {
  readonly id: TillId;
  readonly key: string;
  /** Say which till calls. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A till that waits for its device. */
export async function newTill(box: BoxOffice): Promise<{ readonly id: TillId; readonly code: EnrolCode }> {
  const { till, code } = (await box.actAs('MANAGER').call(addTill, { body: { name: 'Till' } })).body;
  return { id: till.id, code };
}

export async function enrol(box: BoxOffice, code: EnrolCode): Promise<TestTill> {
  const { till, tillKey } = (await box.anonymous.call(enrolTill, { body: { code } })).body;
  return { id: till.id, key: tillKey, headers: { [tillHeader]: tillKey } };
}

export async function enrolledTill(box: BoxOffice): Promise<TestTill> {
  return enrol(box, (await newTill(box)).code);
}

export async function revoke(box: BoxOffice, { id }: Pick<TestTill, 'id'>): Promise<void> {
  const answer = await box.actAs('MANAGER').call(revokeTill, { params: { id }, body: { reason: 'stolen' } });
  if (answer.code !== null) throw new Error(`a till was not revoked: ${answer.code}`);
}

/** Somebody who has signed in at the till with Google and has a PIN. */
export interface PinPerson {
  readonly id: UserId;
  readonly email: string;
  readonly pin: string;
  readonly tokens: Tokens;
  readonly client: Client;
}

export async function pinPerson(
  box: BoxOffice,
  till: TestTill,
  { email = 'cashier@example.test', pin = '2580', role = 'CASHIER' } = {},
): Promise<PinPerson> {
  // The first sign-in makes the person, whose role a test may give.
  await box.signIn(email);
  await box.connection.collection('users').updateOne({ email }, { $set: { role } });
  const tokens = await signIn(box.origin, email, till.key);
  const client = new Client(box.origin, tokens.accessToken);
  const { id } = (await client.call(getMe)).body.user;
  const { code } = await client.call(setPin, { body: { pin } });
  if (code !== null) throw new Error(`${email} got no PIN: ${code}`);
  return { id, email, pin, tokens, client };
}

/** Tries a PIN at the till. */
export function tryPin(box: BoxOffice, till: TestTill, { id, pin }: Pick<PinPerson, 'id' | 'pin'>) {
  return box.anonymous.call(signInByPin, { body: { userId: id, pin }, headers: till.headers });
}
