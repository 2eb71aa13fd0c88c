import { decideApproval, getApproval, listApprovals } from '@foyer/shared/http/approvals';
import type { ApprovalId, UserId } from '@foyer/shared/ids';
import { ApiProblem } from './api-problem.ts';
import { emptyInbox, type Inbox, type InboxEvent, missingFrom, nextInbox } from './approval-inbox-state.ts';
import type { Call } from './client.ts';
import type { SeatMapFeed } from './seat-map-feed.ts';

export interface InboxParts {
  readonly call: Call;
  readonly feed: Pick<SeatMapFeed, 'onApproval' | 'subscribe' | 'state'>;
  readonly ownId: UserId;
  /** Some request is other than it was. */
  readonly onChange: () => void;
}

export interface Decision {
  readonly decision: 'GRANT' | 'REFUSE';
  readonly note?: string;
}

const lookAgainMs = 15_000;
/** Past its time the server knows that a request has run out. */
const graceMs = 300;

/** What others ask a manager for, live; asked for as a whole whenever the line is new, so that nothing is missed. */
export class ApprovalInbox {
  readonly #parts: InboxParts;
  readonly #listeners = new Set<() => void>();
  #inbox: Inbox = emptyInbox;
  #undo: readonly (() => void)[] = [];
  #expiry: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: InboxParts) {
    this.#parts = parts;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): Inbox => this.#inbox;

  open(): void {
    const { feed } = this.#parts;
    let was = feed.state;
    const onFeed = (): void => {
      if (feed.state === 'live' && was !== 'live') void this.#list();
      was = feed.state;
    };
    // Also while the socket is away, and should its word get lost.
    const timer = setInterval(() => void this.#list(), lookAgainMs);
    this.#undo = [
      feed.onApproval((news) => this.#put(news)),
      feed.subscribe(onFeed),
      () => clearInterval(timer),
    ];
    void this.#list();
  }

  close(): void {
    clearTimeout(this.#expiry);
    for (const undo of this.#undo) undo();
    this.#undo = [];
  }

  /** Decides; rejects with the server's refusal. One that was settled meanwhile leaves with a word about it. */
  async decide(id: ApprovalId, { decision, note }: Decision): Promise<void> {
    const said = note === undefined || note === '' ? {} : { note };
    try {
      const body = { decision, ...said };
      const { approval } = await this.#parts.call(decideApproval, { params: { id }, body });
      this.#put({ kind: 'decided', approval });
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'approval.state') throw error;
      await this.#follow(id);
    }
  }

  /** The word about the one that left has been read. */
  read(): void {
    this.#put({ kind: 'read' });
  }

  async #list(): Promise<void> {
    const before = this.#inbox.waiting;
    try {
      const { approvals } = await this.#parts.call(listApprovals, { query: { status: 'PENDING' } });
      const listed = { kind: 'listed', approvals, before } as const;
      this.#put(listed);
      await Promise.all(missingFrom(listed).map((id) => this.#follow(id)));
    } catch {
      // The next connection, or the next round, asks again.
    }
  }

  /** Asks what became of a request that is not open any more. */
  async #follow(id: ApprovalId): Promise<void> {
    const { approval } = await this.#parts.call(getApproval, { params: { id } });
    if (approval.status !== 'PENDING') this.#put({ kind: 'decided', approval });
  }

  #put(event: InboxEvent): void {
    const before = this.#inbox;
    this.#inbox = nextInbox(before, event, this.#parts.ownId);
    if (this.#inbox === before) return;
    clearTimeout(this.#expiry);
    const ends = this.#inbox.waiting.map(({ expiresAt }) => Date.parse(expiresAt));
    if (ends.length > 0)
      this.#expiry = setTimeout(
        () => void this.#list(),
        Math.max(0, Math.min(...ends) - Date.now()) + graceMs,
      );
    if (event.kind !== 'read') this.#parts.onChange();
    for (const listener of this.#listeners) listener();
  }
}
