/** Whom the fuzzer plays: nobody, and one person of each role who really signed in. */
import type { Endpoint } from '@foyer/shared/endpoint';
import { can, Role } from '@foyer/shared/roles';
import { signIn } from '@foyer/tools/sign-in/sign-in';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import type { BoxOffice } from '../harness/box-office.ts';
import { Client } from '../harness/client.ts';
import { emailOf, mintToken } from '../harness/people.ts';

export interface FuzzCaller {
  readonly name: 'ANONYMOUS' | Role;
  /** A token made now: a long run outlives one. */
  readonly freshToken: () => string | undefined;
  readonly client: () => Client;
  /** Null for nobody. */
  readonly userId: string | null;
}

const Claims = z.object({ sub: z.string(), rv: z.int() });

export async function callersOf(box: BoxOffice): Promise<readonly FuzzCaller[]> {
  const people: FuzzCaller[] = [];
  for (const role of Role.options) {
    const { accessToken } = await signIn(box.origin, emailOf[role]);
    const { sub, rv } = Claims.parse(jwt.decode(accessToken));
    // Of no session that is known: one case may well sign everybody out, and the next ones still want to be let in.
    const freshToken = (): string => mintToken(box.config, { userId: sub, role, claims: { rv } });
    people.push({ name: role, userId: sub, freshToken, client: () => new Client(box.origin, freshToken()) });
  }
  return [
    { name: 'ANONYMOUS', userId: null, freshToken: () => undefined, client: () => box.anonymous },
    ...people,
  ];
}

/** Whether the contract lets this caller pass the door. */
export function mayPass(contract: Endpoint, { name }: FuzzCaller): boolean {
  if (contract.access === 'public') return true;
  if (name === 'ANONYMOUS') return false;
  return contract.access === 'signed-in' || can(name, contract.access);
}
