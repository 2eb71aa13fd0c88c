/** What a verified credential says; it counts until then and no longer. */
export interface Expiring {
  /** Seconds since 1970. */
  readonly exp: number;
}

const mostKept = 10_000;

/**
 * Remembers credentials whose signature was found good, so that one used for ten minutes is verified once. Only good
 * ones are kept: a refusal is judged anew each time. The time is looked at on every use.
 */
export class VerifiedTokens<Claims extends Expiring> {
  readonly #claims = new Map<string, Claims>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Null for one that is not known or has expired. */
  find(credential: string): Claims | null {
    const claims = this.#claims.get(credential);
    if (!claims) return null;
    if (this.#nowMs() < claims.exp * 1_000) return claims;
    this.#claims.delete(credential);
    return null;
  }

  keep(credential: string, claims: Claims): void {
    if (this.#claims.size >= mostKept) this.#claims.clear();
    this.#claims.set(credential, claims);
  }
}
