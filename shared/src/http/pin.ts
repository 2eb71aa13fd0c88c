import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { UserId } from '../ids.ts';
import { NewPin, Pin } from '../rules/pin.ts';
import { Tokens } from './sign-in.ts';

export const setPin = endpoint({
  method: 'POST',
  path: '/api/me/pin',
  summary: 'Gives the caller a PIN, or another one, upon which sessions begun with the one before end',
  access: 'pin.set',
  needsGoogle: true,
  body: z.strictObject({ pin: NewPin }),
  replies: { 204: null },
  problems: ['request.unfit'],
});

export const removePin = endpoint({
  method: 'DELETE',
  path: '/api/me/pin',
  summary: 'Takes the caller’s PIN away and ends the sessions that were begun with it',
  access: 'pin.set',
  needsGoogle: true,
  replies: { 204: null },
  problems: [],
});

export const PinSignIn = z.strictObject({ userId: UserId, pin: Pin });
export type PinSignIn = z.infer<typeof PinSignIn>;

export const signInByPin = endpoint({
  method: 'POST',
  path: '/api/auth/pin',
  summary: 'Signs somebody in at an enrolled till by PIN; unknown people are refused like a wrong PIN',
  access: 'public',
  tillKey: 'required',
  body: PinSignIn,
  replies: { 200: Tokens },
  problems: ['till.refused', 'pin.refused', 'pin.locked'],
});
