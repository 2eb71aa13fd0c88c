/** Design section 7: a predecessor lives this long after its successor was first used. */
export const graceMs = 10_000;

/** How long a session lives: without a refresh, and however often it is refreshed. */
export interface SessionTerms {
  readonly idleMs: number;
  readonly shiftMs: number;
}

/** The hashes a session keeps of its refresh tokens, and how long it lasts. */
export interface RotationState {
  readonly latestHash: string;
  readonly predecessorHash: string | null;
  readonly retiredHash: string | null;
  readonly retiredUntil: Date | null;
  readonly expiresAt: Date;
  readonly endsAt: Date;
  readonly lastUsedAt: Date;
}

/**
 * What a presented refresh token means. `repeat`: its successor, whose hash is given, is answered again, because the
 * reply that carried it may have been lost. `idle` and `over`: nobody refreshed it for too long, or the
 * shift is over. `reused`: somebody kept a token that its owner had replaced.
 */
export type Verdict =
  | { readonly kind: 'rotate' }
  | { readonly kind: 'repeat'; readonly successorHash: string }
  | { readonly kind: 'idle' }
  | { readonly kind: 'over' }
  | { readonly kind: 'reused' };

/** Judges the hash of a genuine token of this session. */
export function judge(state: RotationState, presentedHash: string, now: Date): Verdict {
  if (state.endsAt <= now) return { kind: 'over' };
  if (state.expiresAt <= now) return { kind: 'idle' };
  if (presentedHash === state.latestHash) return { kind: 'rotate' };
  // The latest token is its successor and has not been used: had it been, it would be the predecessor itself.
  if (presentedHash === state.predecessorHash) return { kind: 'repeat', successorHash: state.latestHash };
  const inGrace = state.retiredUntil !== null && now <= state.retiredUntil;
  if (presentedHash === state.retiredHash && inGrace && state.predecessorHash !== null) {
    return { kind: 'repeat', successorHash: state.predecessorHash };
  }
  return { kind: 'reused' };
}

/** How sessions on these terms begin and go on. */
export function rotationOn({ idleMs, shiftMs }: SessionTerms) {
  return {
    /** The state after the latest token was used for the first time. */
    rotated: (state: RotationState, successorHash: string, now: Date): RotationState => ({
      latestHash: successorHash,
      predecessorHash: state.latestHash,
      retiredHash: state.predecessorHash,
      retiredUntil: state.predecessorHash === null ? null : new Date(now.getTime() + graceMs),
      expiresAt: new Date(Math.min(now.getTime() + idleMs, state.endsAt.getTime())),
      endsAt: state.endsAt,
      lastUsedAt: now,
    }),
    /** The state of a session that begins now. */
    firstState: (firstHash: string, now: Date): RotationState => ({
      latestHash: firstHash,
      predecessorHash: null,
      retiredHash: null,
      retiredUntil: null,
      expiresAt: new Date(now.getTime() + Math.min(idleMs, shiftMs)),
      endsAt: new Date(now.getTime() + shiftMs),
      lastUsedAt: now,
    }),
  };
}
