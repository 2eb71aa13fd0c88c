import { TillName, TillPerson } from '@foyer/shared/http/tills';
import { type ProblemCode, problemCodes } from '@foyer/shared/problems';
import { z } from 'zod';
import { Keeps } from './session.ts';

/** Which till this device is; `keeps` says whether it still is one after a restart. */
export const TillState = z.object({ till: TillName.nullable(), keeps: Keeps });
export type TillState = z.infer<typeof TillState>;

/** The API said no, in its own words. */
export const Refused = z.object({
  kind: z.literal('refused'),
  code: z.enum(problemCodes as [ProblemCode, ...ProblemCode[]]),
  details: z.record(z.string(), z.unknown()),
});
export type Refused = z.infer<typeof Refused>;

/** No answer, or none that can be understood. */
const Unreachable = z.object({ kind: z.literal('unreachable') });

export const EnrolAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('enrolled'), till: TillName }),
  Refused,
  Unreachable,
]);
export type EnrolAnswer = z.infer<typeof EnrolAnswer>;

export const PeopleAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('people'), people: z.array(TillPerson) }),
  Refused,
  Unreachable,
]);
export type PeopleAnswer = z.infer<typeof PeopleAnswer>;

export const SwitchAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('switched') }),
  /** Another sign-in or switch is under way. */
  z.object({ kind: z.literal('busy') }),
  Refused,
  Unreachable,
]);
export type SwitchAnswer = z.infer<typeof SwitchAnswer>;
