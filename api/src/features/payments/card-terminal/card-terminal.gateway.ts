import { setTimeout as delay } from 'node:timers/promises';
import type { PaymentId } from '@foyer/shared/ids';
import type { Clock } from '../../../platform/clock.ts';
import type { Logger } from '../../../platform/logger.ts';
import type {
  Charge,
  ChargeOutcome,
  PaymentProvider,
  ProviderRefund,
  RefundOutcome,
} from '../payment.port.ts';
import type { PaymentResponse } from './messages.ts';
import type { Terminal } from './terminal.ts';
import { isAboutThePayment, paymentOutcomeOf, reasonOf } from './terminal-outcomes.ts';
import { sendTerminalRefund } from './terminal-refunds.ts';

export interface CardTerminalOptions {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly log: Logger;
}

/** An attempt older than this is not sent any more: somebody may have closed it while this process was paused. */
const sendWithinMs = 20_000;
/** Beyond the time that a request may take: how long a packet or a process may be late, in relation to it. */
const grace = { least: 5_000, most: 30_000, ofLimit: 0.5 };
const rememberedAttempts = 1_000;
const settleTries = 10;
const settleEveryMs = 200;

const unreachable: ChargeOutcome = { kind: 'DECLINED', reason: 'terminal-unreachable' };

/** Takes CARD by a terminal that speaks the nexo retailer protocol. */
export class CardTerminalGateway implements PaymentProvider {
  readonly #terminal: Terminal;
  readonly #clock: Clock;
  readonly #log: Logger;
  /** Attempts that this process has sent, the latest ones: they are not sent again. */
  readonly #sent = new Set<PaymentId>();

  constructor({ terminal, clock, log }: CardTerminalOptions) {
    this.#terminal = terminal;
    this.#clock = clock;
    this.#log = log;
  }

  /**
   * An attempt is charged by one caller, who wrote it down before; afterwards it is looked up or closed. So a line that
   * does not come up for a young attempt is a no: nothing was sent, and nothing will be.
   */
  async charge(charge: Charge): Promise<ChargeOutcome> {
    const { paymentId } = charge;
    const known = await this.#terminal.ask('Payment', paymentId);
    if (known.kind === 'FINAL') return this.#outcome(known.payment, charge);
    if (!this.#isYoung(charge) || this.#sent.has(paymentId)) return { kind: 'UNKNOWN' };
    if (known.kind === 'SILENT' && !known.reached) return unreachable;
    if (known.kind !== 'NOT_FOUND') return { kind: 'UNKNOWN' };
    this.#remember(paymentId);
    const heard = await this.#terminal.pay(paymentId, charge, this.#clock.now());
    if (heard.kind === 'SILENT') return heard.sent ? this.lookUp(charge) : unreachable;
    if (isAboutThePayment(heard.payment.Response)) return this.#outcome(heard.payment, charge);
    return this.#afterRefusal(charge, heard.payment);
  }

  async close(charge: Charge): Promise<ChargeOutcome> {
    const before = await this.#terminal.ask('Payment', charge.paymentId);
    if (before.kind === 'FINAL') return this.#outcome(before.payment, charge);
    if (before.kind === 'SILENT') return { kind: 'UNKNOWN' };
    await this.#terminal.abort(charge.paymentId);
    for (let turn = 0; turn < settleTries; turn += 1) {
      const after = await this.#terminal.ask('Payment', charge.paymentId);
      if (after.kind === 'FINAL') return this.#outcome(after.payment, charge);
      if (after.kind === 'NOT_FOUND') return this.#neverSeen(charge);
      if (after.kind === 'SILENT') break;
      await delay(settleEveryMs);
    }
    return { kind: 'UNKNOWN' };
  }

  async lookUp(charge: Charge): Promise<ChargeOutcome> {
    const known = await this.#terminal.ask('Payment', charge.paymentId);
    return known.kind === 'FINAL' ? this.#outcome(known.payment, charge) : { kind: 'UNKNOWN' };
  }

  /** FAILED may be sent again with the same key: the terminal is asked once more. */
  async refund(refund: ProviderRefund): Promise<RefundOutcome> {
    return sendTerminalRefund(this.#terminal, refund, this.#clock.now());
  }

  /** Not found is a no only when no request can be on its way any more. */
  #neverSeen(charge: Charge): ChargeOutcome {
    const { paymentLimitMs } = this.#terminal;
    const graceMs = Math.min(grace.most, Math.max(grace.least, paymentLimitMs * grace.ofLimit));
    const isOver = this.#ageMs(charge) > sendWithinMs + paymentLimitMs + graceMs;
    return isOver ? { kind: 'DECLINED', reason: 'never-seen' } : { kind: 'UNKNOWN' };
  }

  /** The terminal would not take the request. Under its id there may be another one that it did take. */
  async #afterRefusal(charge: Charge, refusal: PaymentResponse): Promise<ChargeOutcome> {
    const known = await this.#terminal.ask('Payment', charge.paymentId);
    if (known.kind === 'FINAL') return this.#outcome(known.payment, charge);
    return known.kind === 'NOT_FOUND'
      ? { kind: 'DECLINED', reason: reasonOf(refusal.Response) }
      : { kind: 'UNKNOWN' };
  }

  #outcome(payment: PaymentResponse, charge: Charge): ChargeOutcome {
    const outcome = paymentOutcomeOf(payment, charge);
    if (outcome) return outcome;
    this.#log.error(
      { paymentId: charge.paymentId },
      'the card terminal took another amount than it was asked for',
    );
    return { kind: 'UNKNOWN' };
  }

  #isYoung(charge: Charge): boolean {
    return this.#ageMs(charge) < sendWithinMs;
  }

  #remember(paymentId: PaymentId): void {
    this.#sent.add(paymentId);
    for (const oldest of this.#sent) {
      if (this.#sent.size <= rememberedAttempts) break;
      this.#sent.delete(oldest);
    }
  }

  #ageMs({ startedAt }: Charge): number {
    return this.#clock.now().getTime() - startedAt.getTime();
  }
}
