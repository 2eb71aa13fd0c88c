import type { SignInRefusal } from '@foyer/shared/http/sign-in';

/** Who the provider says has signed in; the e-mail is verified. */
export interface ProviderPerson {
  readonly sub: string;
  readonly email: string;
  readonly name: string;
}

/** Why the provider's answer does not sign anybody in. */
export type ProviderRefusal = Extract<
  SignInRefusal,
  | 'provider-code-refused'
  | 'provider-client-refused'
  | 'provider-error'
  | 'id-token-invalid'
  | 'nonce-mismatch'
  | 'email-not-verified'
  | 'hosted-domain'
>;

export type ProviderAnswer =
  | { readonly kind: 'person'; readonly person: ProviderPerson }
  | { readonly kind: 'refused'; readonly reason: ProviderRefusal };

/** The port to whoever proves identities. */
export interface IdentityProvider {
  /** Where the browser goes to sign in. */
  addressFor(request: {
    readonly state: string;
    readonly nonce: string;
    readonly codeChallenge: string;
    readonly loginHint: string | undefined;
  }): string;
  /** Trades the provider's code for a verified identity. Throws DependencyUnavailable. */
  identify(proof: {
    readonly code: string;
    readonly codeVerifier: string;
    readonly nonce: string;
  }): Promise<ProviderAnswer>;
}
