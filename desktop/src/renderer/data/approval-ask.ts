import {
  type Approval,
  type ApprovalRequest,
  decideApprovalByPin,
  getApproval,
  requestApproval,
  withdrawApproval,
} from '@foyer/shared/http/approvals';
import type { ApprovalId, UserId } from '@foyer/shared/ids';
import type { Call } from './client.ts';
import type { SeatMapFeed } from './seat-map-feed.ts';

export type AskState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'waiting'; readonly approval: Approval }
  | { readonly kind: 'granted'; readonly approval: Approval }
  | { readonly kind: 'refused'; readonly approval: Approval }
  | { readonly kind: 'ran-out' }
  /** The request itself did not get through. */
  | { readonly kind: 'failed'; readonly error: unknown };

export interface AskParts {
  readonly call: Call;
  readonly feed: Pick<SeatMapFeed, 'onApproval' | 'subscribe' | 'state'>;
  readonly newKey: () => string;
  /** How often a waiting request is looked at besides, should the socket's word get lost. */
  readonly lookAgainMs?: number;
}

const idle: AskState = { kind: 'idle' };
/** Past its time the server has surely written down what became of it. */
const graceMs = 300;

/** One request for an approval at a time, from asking to its decision. Whoever leaves takes an open request back. */
export class ApprovalAsk {
  readonly #parts: AskParts;
  readonly #listeners = new Set<() => void>();
  #state: AskState = idle;
  #onGranted: (id: ApprovalId) => void = () => undefined;
  /** Told apart by number, so that a late answer to what was withdrawn is not taken for one to the present request. */
  #turn = 0;
  #unanswered: { readonly text: string; readonly key: string } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #undo: readonly (() => void)[] = [];

  constructor(parts: AskParts) {
    this.#parts = parts;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): AskState => this.#state;

  /** Begins to hear of decisions, until `close`. */
  open(): void {
    const { feed } = this.#parts;
    let wasLive = feed.state === 'live';
    const onFeed = (): void => {
      const isLive = feed.state === 'live';
      if (isLive && !wasLive) void this.#look();
      wasLive = isLive;
    };
    this.#undo = [feed.onApproval(({ approval }) => this.#hear(approval)), feed.subscribe(onFeed)];
  }

  close(): void {
    this.withdraw();
    for (const undo of this.#undo) undo();
    this.#undo = [];
  }

  /** Asks; `onGranted` is called once, when a manager has said yes. Sent again after no answer it is one request. */
  ask(request: ApprovalRequest, onGranted: (id: ApprovalId) => void): void {
    this.withdraw();
    this.#onGranted = onGranted;
    const text = JSON.stringify(request);
    const key = this.#unanswered?.text === text ? this.#unanswered.key : this.#parts.newKey();
    this.#unanswered = { text, key };
    this.#put({ kind: 'asking' });
    void this.#send(request, key);
  }

  /** Grants the waiting request by a manager's PIN at this till; rejects with the server's refusal. */
  async grantByPin(userId: UserId, pin: string): Promise<void> {
    if (this.#state.kind !== 'waiting') return;
    const { id } = this.#state.approval;
    const { approval } = await this.#parts.call(decideApprovalByPin, {
      params: { id },
      body: { userId, pin },
    });
    this.#hear(approval);
  }

  /** Takes back what is open, and forgets what is settled. */
  withdraw(): void {
    const state = this.#state;
    this.#turn += 1;
    this.#put(idle);
    if (state.kind === 'waiting' || state.kind === 'granted') this.#takeBack(state.approval.id);
  }

  /** The approval has carried its action: there is nothing to take back. */
  used(): void {
    this.#turn += 1;
    this.#put(idle);
  }

  async #send(request: ApprovalRequest, idempotencyKey: string): Promise<void> {
    const turn = this.#turn;
    try {
      const { approval } = await this.#parts.call(requestApproval, { body: request, idempotencyKey });
      if (turn !== this.#turn) return this.#takeBack(approval.id);
      this.#unanswered = null;
      this.#put({ kind: 'waiting', approval });
      this.#hear(approval);
    } catch (error) {
      if (turn === this.#turn) this.#put({ kind: 'failed', error });
    }
  }

  #takeBack(id: ApprovalId): void {
    // Unanswered or refused, it runs out by itself.
    this.#parts.call(withdrawApproval, { params: { id } }).catch(() => undefined);
  }

  async #look(): Promise<void> {
    if (this.#state.kind !== 'waiting') return;
    const { id, expiresAt } = this.#state.approval;
    try {
      this.#hear((await this.#parts.call(getApproval, { params: { id } })).approval);
    } catch {
      if (this.#isWaitingFor(id) && Date.now() > Date.parse(expiresAt)) this.#put({ kind: 'ran-out' });
    }
    if (this.#isWaitingFor(id)) this.#lookLater();
  }

  #hear(approval: Approval): void {
    if (!this.#isWaitingFor(approval.id)) return;
    switch (approval.status) {
      case 'PENDING':
        return;
      case 'GRANTED':
        this.#put({ kind: 'granted', approval });
        this.#onGranted(approval.id);
        return;
      case 'REFUSED':
        return this.#put({ kind: 'refused', approval });
      case 'EXPIRED':
      case 'WITHDRAWN':
      case 'USED':
        return this.#put({ kind: 'ran-out' });
    }
  }

  #isWaitingFor(id: ApprovalId): boolean {
    return this.#state.kind === 'waiting' && this.#state.approval.id === id;
  }

  #lookLater(): void {
    clearTimeout(this.#timer);
    if (this.#state.kind !== 'waiting') return;
    const leftMs = Date.parse(this.#state.approval.expiresAt) - Date.now() + graceMs;
    const everyMs = this.#parts.lookAgainMs ?? 5_000;
    this.#timer = setTimeout(() => void this.#look(), leftMs > 0 ? Math.min(everyMs, leftMs) : everyMs);
  }

  #put(state: AskState): void {
    this.#state = state;
    this.#lookLater();
    for (const listener of this.#listeners) listener();
  }
}
