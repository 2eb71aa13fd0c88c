import { randomUUID } from 'node:crypto';
import type { CardTerminalConfig } from '../../../payment-config.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { PaymentResponse, Response, SaleToPOIRequest, SaleToPOIResponse } from './messages.ts';
import { exchange, LineBroken } from './terminal-line.ts';
import { terminalRequests, type Amount, type MoneyCategory, type Original } from './terminal-requests.ts';

/** What a terminal knows of an exchange that moves money. */
export type Known =
  | { readonly kind: 'FINAL'; readonly payment: PaymentResponse }
  | { readonly kind: 'RUNNING' }
  | { readonly kind: 'NOT_FOUND' }
  /** `reached` tells whether the line to the terminal came up. */
  | { readonly kind: 'SILENT'; readonly reached: boolean };

/** What came back from a request that moves money. */
export type Heard =
  | { readonly kind: 'ANSWER'; readonly payment: PaymentResponse }
  /** The line failed; `sent` tells whether the terminal may have heard us. */
  | { readonly kind: 'SILENT'; readonly sent: boolean };

const connectMs = 2_000;
const statusMs = 5_000;

/** One card terminal: each method is one exchange over a connection of its own, bounded in time. */
export class Terminal {
  readonly #config: CardTerminalConfig;
  readonly #requests: ReturnType<typeof terminalRequests>;
  readonly #log: Logger;

  constructor(config: CardTerminalConfig, log: Logger) {
    this.#config = config;
    this.#requests = terminalRequests(config.poiId);
    this.#log = log;
  }

  /** The whole time in which a payment request may still be on its way or be answered. */
  get paymentLimitMs(): number {
    return connectMs + this.#config.paymentMs;
  }

  pay(id: string, amount: Amount, at: Date): Promise<Heard> {
    return this.#move(this.#requests.payment(id, amount, at));
  }

  reverse(id: string, back: Amount, original: Original): Promise<Heard> {
    return this.#move(this.#requests.reversal(id, back, original));
  }

  payBack(id: string, back: Amount, original: Original): Promise<Heard> {
    return this.#move(this.#requests.refund(id, back, original));
  }

  /** Asks the guest's payment to end. The protocol has no answer to it: `ask` tells what came of it. */
  async abort(id: string): Promise<void> {
    try {
      await this.#exchange(this.#requests.abort(id, randomUUID()), statusMs);
    } catch (error) {
      if (!(error instanceof LineBroken)) throw error;
      this.#log.warn({ err: error }, 'the card terminal could not be told to stop');
    }
  }

  async ask(category: MoneyCategory, id: string): Promise<Known> {
    try {
      const answer = await this.#exchange(this.#requests.status(category, id, randomUUID()), statusMs);
      if (answer === null || !('TransactionStatusResponse' in answer))
        return { kind: 'SILENT', reached: true };
      const { Response: response, RepeatedMessageResponse: repeated } = answer.TransactionStatusResponse;
      if (repeated) return { kind: 'FINAL', payment: bodyOf(repeated.RepeatedResponseMessageBody) };
      if (response.ErrorCondition === 'NotFound') return { kind: 'NOT_FOUND' };
      return response.ErrorCondition === 'InProgress'
        ? { kind: 'RUNNING' }
        : { kind: 'SILENT', reached: true };
    } catch (error) {
      if (!(error instanceof LineBroken)) throw error;
      this.#log.warn({ err: error }, 'the card terminal does not say what became of a payment');
      return { kind: 'SILENT', reached: error.sent };
    }
  }

  async #move(request: SaleToPOIRequest): Promise<Heard> {
    try {
      const answer = await this.#exchange(request, this.#config.paymentMs);
      if (answer === null || 'TransactionStatusResponse' in answer) return { kind: 'SILENT', sent: true };
      return { kind: 'ANSWER', payment: bodyOf(answer) };
    } catch (error) {
      if (!(error instanceof LineBroken)) throw error;
      this.#log.warn({ err: error, sent: error.sent }, 'the card terminal gave no answer');
      return { kind: 'SILENT', sent: error.sent };
    }
  }

  #exchange(request: SaleToPOIRequest, answerMs: number): Promise<SaleToPOIResponse | null> {
    return exchange(this.#config, request, { connectMs, answerMs });
  }
}

/** A reversal's answer is a payment's without amounts. */
function bodyOf(
  body:
    | { readonly PaymentResponse: PaymentResponse }
    | { readonly ReversalResponse: { readonly Response: Response } },
): PaymentResponse {
  return 'PaymentResponse' in body ? body.PaymentResponse : body.ReversalResponse;
}
