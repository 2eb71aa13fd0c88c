/** The terminals themselves: one payment at a time each, every deed on the disk before anybody hears of it. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type {
  MessageHeader,
  SaleToPOIRequest,
  SaleToPOIResponse,
} from '@foyer/api/features/payments/card-terminal/messages';
import { type Behaviour, type Behaviours } from './behaviours.ts';
import { answerOf, refusalOf, statusOf } from './replies.ts';
import type { Deed, TerminalBooks } from './terminal-books.ts';

/** What goes back over the line: an answer, nothing for ever, nothing because none is due, or a broken line. */
export type Turn = SaleToPOIResponse | 'silence' | 'done' | 'cut';

export class Terminals {
  readonly #books: TerminalBooks;
  readonly #behaviours: Behaviours;
  /** Who waits for the guest of a terminal, told the condition of the end; null is an approval. */
  readonly #guests = new Map<string, (condition: string | null) => void>();

  constructor(books: TerminalBooks, behaviours: Behaviours) {
    this.#books = books;
    this.#behaviours = behaviours;
  }

  /** What a process that was killed left running has come to its end without a payment: the card was taken out. */
  async recover(): Promise<void> {
    for (const deed of this.#books.deeds.values()) {
      if (deed.state === 'RUNNING')
        await this.#books.write({ ...deed, state: 'FAILURE', condition: 'Aborted' });
    }
  }

  /** The guest's finger on the terminal. */
  press(poiId: string, key: 'approve' | 'decline'): boolean {
    const guest = this.#guests.get(poiId);
    guest?.(key === 'approve' ? null : 'Refusal');
    return guest !== undefined;
  }

  async answer(request: SaleToPOIRequest): Promise<Turn> {
    const header = request.MessageHeader;
    if ('PaymentRequest' in request) {
      const { SaleData: sale, PaymentTransaction: wanted, PaymentData: data } = request.PaymentRequest;
      const original = wanted.OriginalPOITransaction?.POITransactionID.TransactionID ?? null;
      const { Currency: currency, RequestedAmount: amount } = wanted.AmountsReq;
      const saleId = sale.SaleTransactionID.TransactionID;
      return this.#move(header, {
        category: 'Payment',
        type: data.PaymentType,
        saleId,
        amount,
        currency,
        original,
      });
    }
    if ('ReversalRequest' in request) {
      const { SaleData: sale, ReversedAmount: amount, OriginalPOITransaction: of } = request.ReversalRequest;
      const original = of.POITransactionID.TransactionID;
      const currency = this.#books.byTransaction.get(original)?.currency ?? 'EUR';
      const saleId = sale.SaleTransactionID.TransactionID;
      return this.#move(header, { category: 'Reversal', type: 'Normal', saleId, amount, currency, original });
    }
    if ('AbortRequest' in request) {
      await this.#abort(header, request.AbortRequest.MessageReference);
      return 'done';
    }
    const { MessageCategory: category, ServiceID: serviceId } =
      request.TransactionStatusRequest.MessageReference;
    await this.#books.flushed();
    return statusOf(header, this.#books.find(header.POIID, category, serviceId));
  }

  async #move(header: MessageHeader, wanted: Wanted): Promise<Turn> {
    const { POIID: poiId, ServiceID: serviceId } = header;
    const isBack = wanted.original !== null;
    const order = this.#behaviours.take(poiId, isBack ? backward : forward);
    if (order?.behaviour === 'deaf') return 'silence';
    const known = this.#books.find(poiId, wanted.category, serviceId);
    if (known) return known.state === 'RUNNING' ? refusalOf(header, 'Busy') : answerOf(header, known);
    if (this.#books.running(poiId)) return refusalOf(header, 'Busy');
    if (order?.behaviour === 'closed' && wanted.category === 'Reversal')
      return refusalOf(header, 'NotAllowed');
    const transaction = { TransactionID: randomUUID(), TimeStamp: new Date().toISOString() };
    const { original, ...rest } = wanted;
    const begun = { poiId, serviceId, ...rest, originalId: original, transaction, condition: null };
    const running: Deed = { ...begun, state: 'RUNNING' };
    await this.#books.write(running);
    const condition = isBack ? this.#backCondition(running, order) : await this.#guest(running, order);
    const ended: Deed = { ...running, state: condition === null ? 'SUCCESS' : 'FAILURE', condition };
    await this.#books.write(ended);
    if (order?.behaviour === 'silent') return 'silence';
    return order?.behaviour === 'cut' ? 'cut' : answerOf(header, ended);
  }

  /** What the guest does; null is an approval. An abort ends all waiting. */
  #guest({ poiId }: Deed, order: Behaviour | undefined): Promise<string | null> {
    if (order?.behaviour === 'decline') return Promise.resolve('Refusal');
    if (order?.behaviour !== 'wait' && order?.behaviour !== 'slow') return Promise.resolve(null);
    return new Promise((resolve) => {
      this.#guests.set(poiId, (condition) => {
        this.#guests.delete(poiId);
        resolve(condition);
      });
      if (order.behaviour === 'slow') void delay(order.ms).then(() => this.press(poiId, 'approve'));
    });
  }

  #backCondition({ originalId, amount }: Deed, order: Behaviour | undefined): string | null {
    if (order?.behaviour === 'refuse-back') return 'Refusal';
    const original = this.#books.byTransaction.get(originalId ?? '');
    if (original?.state !== 'SUCCESS') return 'NotFound';
    const left = original.amount - this.#books.givenBack(original.transaction.TransactionID);
    return amount > left + 1e-9 ? 'Refusal' : null;
  }

  /** What runs is ended; what was never heard of is remembered as ended, should it come after all. */
  async #abort({ POIID: poiId }: MessageHeader, of: Reference): Promise<void> {
    const known = this.#books.find(poiId, of.MessageCategory, of.ServiceID);
    if (known?.state === 'RUNNING') this.#guests.get(poiId)?.('Aborted');
    if (known) return;
    await this.#books.write({
      poiId,
      serviceId: of.ServiceID,
      category: of.MessageCategory,
      type: 'Normal',
      saleId: '',
      amount: 0,
      currency: 'XXX',
      originalId: null,
      state: 'FAILURE',
      condition: 'Aborted',
      transaction: { TransactionID: randomUUID(), TimeStamp: new Date().toISOString() },
    });
  }
}

type Reference = { readonly MessageCategory: 'Payment' | 'Reversal'; readonly ServiceID: string };

type Wanted = Pick<Deed, 'category' | 'type' | 'saleId' | 'amount' | 'currency'> & {
  readonly original: string | null;
};

const forward = ['approve', 'decline', 'wait', 'silent', 'cut', 'deaf', 'slow'] as const;
const backward = ['refuse-back', 'closed'] as const;
