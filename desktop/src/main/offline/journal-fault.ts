/**
 * Why nothing can be written down, and so nothing sold: the disk is full; it takes no writes; a write failed in a way that
 * leaves open what the disk has, so the journal has to be opened anew; lines are not what was written.
 */
export type JournalFaultKind = 'FULL' | 'UNWRITABLE' | 'UNSURE' | 'DAMAGED';

export class JournalFault extends Error {
  override readonly name = 'JournalFault';
  readonly kind: JournalFaultKind;

  constructor(kind: JournalFaultKind, options?: ErrorOptions) {
    super(`the journal can not be written: ${kind}`, options);
    this.kind = kind;
  }
}

/** No room is left: on the disk, for this user, or for a file of this size. */
const fullCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

export function faultOf(error: unknown): JournalFault {
  if (error instanceof JournalFault) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new JournalFault(fullCodes.has(code) ? 'FULL' : 'UNWRITABLE', { cause: error });
}
