import { z } from 'zod';
import type { ProviderAnswer, ProviderRefusal } from './identity-provider.ts';
import { isSame } from './secrets.ts';

/** How far two clocks may differ. */
export const skewSeconds = 60;

const IdTokenClaims = z.object({
  sub: z.string().min(1).max(255),
  nonce: z.string(),
  email: z.email(),
  email_verified: z.literal(true),
  /** Good to have; a person without one is called by the address. */
  name: z.string().trim().catch(''),
  hd: z.string().toLowerCase().optional(),
  iat: z.number(),
  exp: z.number(),
});

export interface Expected {
  readonly nonce: string;
  /** In lower case; undefined takes any account. */
  readonly hostedDomain: string | undefined;
  readonly nowSeconds: number;
}

/** What a token says whose signature, issuer and audience are good. */
export function judgeIdToken(payload: unknown, expected: Expected): ProviderAnswer {
  const parsed = IdTokenClaims.safeParse(payload);
  if (!parsed.success) return refused(reasons.get(parsed.error.issues[0]?.path[0]) ?? 'id-token-invalid');
  const { sub, email, name, nonce, hd, iat, exp } = parsed.data;
  if (!isSame(nonce, expected.nonce)) return refused('nonce-mismatch');
  const isOfNow = iat - skewSeconds <= expected.nowSeconds && expected.nowSeconds < exp + skewSeconds;
  if (!isOfNow) return refused('id-token-invalid');
  // The request asks Google for this domain's accounts only, but the browser carries it and may leave that out.
  if (expected.hostedDomain !== undefined && hd !== expected.hostedDomain) return refused('hosted-domain');
  return { kind: 'person', person: { sub, email, name: name || email } };
}

const reasons: ReadonlyMap<unknown, ProviderRefusal> = new Map([
  ['email_verified', 'email-not-verified'],
  ['nonce', 'nonce-mismatch'],
]);

function refused(reason: ProviderRefusal): ProviderAnswer {
  return { kind: 'refused', reason };
}
