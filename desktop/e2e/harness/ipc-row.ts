export interface IpcRow {
  /** Arguments with which our own page is answered. */
  readonly good: readonly unknown[];
  /** Arguments with which it is refused. */
  readonly wrong: readonly (readonly unknown[])[];
}

/** A command that takes nothing takes nothing at all. */
export const takesNothing: IpcRow = { good: [], wrong: [['more'], [null], [{}], [[]], [0, 0]] };
