import { randomBytes } from 'node:crypto';
import { TillId } from '@foyer/shared/ids';
import { enrolCodeLength, enrolCodeOf, type EnrolCode } from '@foyer/shared/rules/enrol-code';
import { newSecret } from '../identity/secrets.ts';

/** A one-time code of 60 random bits. */
export function newEnrolCode(): EnrolCode {
  return enrolCodeOf([...randomBytes(enrolCodeLength)].map((byte) => byte & 31));
}

/** What a device sends to show which till it is: `id.secret`, opaque to it. */
export function tillKeyOf(id: TillId, secret: string): string {
  return `${id}.${secret}`;
}

/** The till that a key names and the secret that proves it; null for what no key of ours looks like. */
export function readTillKey(key: string): { readonly id: TillId; readonly secret: string } | null {
  const at = key.lastIndexOf('.');
  const id = TillId.safeParse(key.slice(0, Math.max(at, 0)));
  return id.success ? { id: id.data, secret: key.slice(at + 1) } : null;
}

/** 256 random bits. */
export const newTillSecret = newSecret;
