/** Wrong PINs in a row until nobody may try any more. */
export const mostWrong = 5;
export const firstLockMs = 15 * 60_000;
export const longestLockMs = 24 * 3_600_000;

export interface PinTries {
  /** In a row, since the last right one and the last lock. */
  readonly wrong: number;
  /** Locks in a row: each lasts twice as long as the one before. */
  readonly locks: number;
  readonly lockedUntil: Date | null;
}

export const noTries: PinTries = { wrong: 0, locks: 0, lockedUntil: null };

/** `next` is to be written before the PIN is looked at: it counts the try as wrong until it has proved right. */
export type TryVerdict =
  | { readonly kind: 'locked'; readonly until: Date }
  | { readonly kind: 'may-try'; readonly next: PinTries; readonly attemptsLeft: number };

/** Whether somebody may try a PIN now. */
export function judgeTry({ wrong, locks, lockedUntil }: PinTries, now: Date): TryVerdict {
  if (lockedUntil !== null && lockedUntil > now) return { kind: 'locked', until: lockedUntil };
  const attemptsLeft = mostWrong - wrong - 1;
  if (attemptsLeft > 0) {
    return { kind: 'may-try', attemptsLeft, next: { wrong: wrong + 1, locks, lockedUntil: null } };
  }
  const lockMs = Math.min(firstLockMs * 2 ** locks, longestLockMs);
  const next = { wrong: 0, locks: locks + 1, lockedUntil: new Date(now.getTime() + lockMs) };
  return { kind: 'may-try', attemptsLeft: 0, next };
}
