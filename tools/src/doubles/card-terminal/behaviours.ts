/** What the guest and the network do at the next payments; approving is the habit. */
import { z } from 'zod';

export const Behaviour = z.object({
  poiId: z.string(),
  /**
   * `approve`; `decline`; `wait`: the guest does nothing until `press` or an abort; `silent`: captured, and never
   * answered; `cut`: captured, and the line breaks before the answer; `deaf`: the request is lost on the way;
   * `slow`: approved after `ms`; `refuse-back`: money is not given back; `closed`: reversing is over for the day.
   */
  behaviour: z.enum(['approve', 'decline', 'wait', 'silent', 'cut', 'deaf', 'slow', 'refuse-back', 'closed']),
  times: z.int().min(1).default(1),
  ms: z.int().min(0).default(500),
});
export type Behaviour = z.infer<typeof Behaviour>;

export class Behaviours {
  readonly #ordered: { readonly order: Behaviour; left: number }[] = [];

  order(order: Behaviour): void {
    this.#ordered.push({ order, left: order.times });
  }

  /** Takes the next order of a terminal, if it is one of these. */
  take(poiId: string, kinds: readonly Behaviour['behaviour'][]): Behaviour | undefined {
    const found = this.#ordered.find(
      ({ order, left }) => left > 0 && order.poiId === poiId && kinds.includes(order.behaviour),
    );
    if (!found) return undefined;
    found.left -= 1;
    return found.order;
  }
}
