/** Troubles that a test orders for the next requests. They live in memory: a restart is without them. */
import { z } from 'zod';

export const Operation = z.enum(['create', 'confirm', 'cancel', 'retrieve', 'search', 'refund', 'refunds']);
export type Operation = z.infer<typeof Operation>;

/**
 * `lost` does nothing and answers nothing, `silent` does it and answers nothing, `cut` does it and breaks the
 * connection, `error` does nothing and answers 500, `slow` answers after `ms`.
 */
export const Fault = z.object({
  on: Operation,
  fault: z.enum(['lost', 'silent', 'cut', 'error', 'slow']),
  /** Only requests under this account; all where it is left out. */
  account: z.string().optional(),
  times: z.int().min(1).default(1),
  ms: z.int().min(0).default(1_000),
});
export type Fault = z.infer<typeof Fault>;

export class Faults {
  readonly #ordered: { readonly fault: Fault; left: number }[] = [];

  order(fault: Fault): void {
    this.#ordered.push({ fault, left: fault.times });
  }

  /** Takes what is ordered for this request, once. */
  take(on: Operation, account: string): Fault | undefined {
    const found = this.#ordered.find(
      ({ fault, left }) => left > 0 && fault.on === on && (fault.account ?? account) === account,
    );
    if (!found) return undefined;
    found.left -= 1;
    return found.fault;
  }
}
