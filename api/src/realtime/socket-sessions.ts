import type { AccessClaims, ReasonAgainst } from '../http/authenticate.ts';
import type { Clock } from '../platform/clock.ts';

export interface SocketSessionNeeds {
  readonly reasonAgainst: ReasonAgainst;
  /** Until when each of these sessions lives if nobody refreshes it; those that have ended are left out. */
  readonly sessionEnds: (ids: readonly string[]) => Promise<ReadonlyMap<string, Date>>;
  readonly clock: Clock;
}

interface Holder {
  readonly claims: AccessClaims;
  readonly cut: () => void;
  liveUntilMs: number;
}

/**
 * Lets a socket live as long as the session of its token, and no longer. The token's own end is no end: by then its
 * session was either refreshed, which the database knows, or it has lapsed.
 */
export class SocketSessions {
  readonly #holders = new Set<Holder>();
  readonly #needs: SocketSessionNeeds;

  constructor(needs: SocketSessionNeeds) {
    this.#needs = needs;
  }

  /** Watches over a socket that has just opened; `cut` ends it. Answers how to forget it. */
  add(claims: AccessClaims, cut: () => void): () => void {
    const holder: Holder = { claims, cut, liveUntilMs: claims.exp * 1_000 };
    this.#holders.add(holder);
    // It may have been revoked between the handshake and now.
    this.#cutIfRevoked(holder);
    return () => this.#holders.delete(holder);
  }

  /** Ends the sockets of whatever has been revoked. */
  cutRevoked(): void {
    for (const holder of this.#holders) this.#cutIfRevoked(holder);
  }

  /**
   * Looks after the sockets whose known time is over, all together in one question; those whose session has lapsed are
   * ended. Throws, and ends none, while the database does not answer.
   */
  async renew(): Promise<void> {
    const nowMs = this.#needs.clock.now().getTime();
    const due = [...this.#holders].filter(({ liveUntilMs }) => liveUntilMs <= nowMs);
    if (due.length === 0) return;
    const ends = await this.#needs.sessionEnds([...new Set(due.map(({ claims }) => claims.sid))]);
    for (const holder of due) {
      const endsAtMs = ends.get(holder.claims.sid)?.getTime() ?? 0;
      if (endsAtMs > nowMs) holder.liveUntilMs = endsAtMs;
      else this.#end(holder);
    }
  }

  #cutIfRevoked(holder: Holder): void {
    if (this.#needs.reasonAgainst(holder.claims) !== null) this.#end(holder);
  }

  #end(holder: Holder): void {
    this.#holders.delete(holder);
    holder.cut();
  }
}
