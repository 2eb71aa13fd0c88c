import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { PaperJobId, PaperSale, PaperState, PrinterTrouble, Reprint } from '../../bridge/paper.ts';
import { parsePrinterAddress, type PrinterPlan } from '../../bridge/printer.ts';
import type { PaperShiftJob } from '../../bridge/shift-slip.ts';
import type { PaperExchange, PaperRefund } from '../../bridge/slip.ts';
import { areYouThrough, bytesOf, drawerKick, drawerKickAtOnce } from './escpos.ts';
import { exchangeJobId, type KeptJob, type PaperContent, refundJobId, shiftJobId } from './job.ts';
import { JobFolder } from './job-folder.ts';
import { type Letterhead, saleMarkUp, testMarkUp } from './mark-up.ts';
import { NetworkPrinter, type PrintOutcome } from './network-printer.ts';
import { usualPlan } from './paper-settings.ts';
import { previewOf } from './preview.ts';
import { PrintQueue, type QueueSteps } from './print-queue.ts';
import { shiftMarkUp } from './shift-mark-up.ts';
import { exchangeMarkUp, refundMarkUp } from './slip-mark-up.ts';

interface PaperParts {
  /** Of this profile. */
  readonly folder: string;
  /** Name of this till, where it is one. */
  readonly till: () => string | null;
  readonly onChange: (state: PaperState) => void;
  readonly reportDefect: (error: unknown) => void;
}

/** Everything about paper at this till. Without a printer nothing is kept and nothing asked for happens. */
export class PaperDesk {
  readonly #parts: PaperParts;
  readonly #queue: PrintQueue;
  #plan = usualPlan;
  #printer: NetworkPrinter | null = null;
  #isRestored = false;
  #preview: { readonly path: string; readonly svg: Buffer } | null = null;

  constructor(parts: PaperParts) {
    const { folder, till, onChange, reportDefect } = parts;
    this.#parts = parts;
    this.#queue = new PrintQueue({
      folder: new JobFolder(join(folder, 'paper')),
      print: (job, withDrawer, steps) => this.#print(job, withDrawer, steps),
      till,
      now: () => new Date(),
      onChange: () => onChange(this.state),
      reportDefect,
    });
  }

  get state(): PaperState {
    const { address, hasDrawer } = this.#plan;
    return {
      printer: address === null ? null : { address, hasDrawer },
      jobs: [...this.#queue.jobs],
    };
  }

  /**
   * From here on prints like this. The first printer takes up what an earlier run of the program left, another one
   * what waits; a run that has begun ends where it began.
   */
  async use(plan: PrinterPlan): Promise<void> {
    if (plan.address !== this.#plan.address) {
      const address = plan.address === null ? null : parsePrinterAddress(plan.address);
      this.#printer = address && new NetworkPrinter(address);
    }
    this.#plan = plan;
    this.#parts.onChange(this.state);
    if (!this.#printer) return;
    if (this.#isRestored) return this.#queue.retryAll();
    this.#isRestored = true;
    await this.#queue.restore();
  }

  async printSale(sale: PaperSale): Promise<void> {
    if (this.#printer) await this.#queue.addSale(sale);
  }

  /** Copies of a sale's papers; the drawer stays shut. */
  async reprint({ sale, reason, key }: Reprint): Promise<void> {
    if (this.#printer) await this.#queue.add(`${key}.reprint`, { kind: 'REPRINT', sale, reason });
  }

  /** The slip of what was given back; cash opens the drawer before it. */
  async printRefund(refund: PaperRefund): Promise<void> {
    if (this.#printer) await this.#queue.add(refundJobId(refund), { kind: 'REFUND', refund });
  }

  /** The slip of an exchange, and the tickets of the new seats. */
  async printExchange(exchange: PaperExchange): Promise<void> {
    if (this.#printer) await this.#queue.add(exchangeJobId(exchange), { kind: 'EXCHANGE', exchange });
  }

  /** The report of a shift; the drawer stays shut. */
  async printShift(job: PaperShiftJob): Promise<void> {
    if (!this.#printer) return;
    const { report, copy } = job;
    await this.#queue.add(shiftJobId(job), { kind: 'SHIFT', report, isCopy: copy !== null });
  }

  /** The page's job; null where there is no printer. */
  async printTest(): Promise<PaperJobId | null> {
    if (!this.#printer) return null;
    const id = `${randomUUID()}.test`;
    await this.#queue.add(id, { kind: 'TEST' });
    return id;
  }

  /** Tells the drawer to open, without paper; answers what kept the printer from hearing it. */
  async openDrawer(): Promise<PrinterTrouble | null> {
    if (!this.#printer || !this.#plan.hasDrawer) return null;
    const outcome = await this.#printer.print(Buffer.concat([drawerKick, areYouThrough]), {
      urgent: drawerKickAtOnce,
      onSending: () => Promise.resolve(),
      onTrouble: () => undefined,
    });
    const hasOpened = outcome.kind === 'printed' || (outcome.kind === 'not-sent' && outcome.hasPassedUrgent);
    return hasOpened ? null : outcome.trouble;
  }

  retry(id: string): Promise<void> {
    return this.#queue.retry(id);
  }

  settle(id: string, hasComeOut: boolean): Promise<void> {
    return this.#queue.settle(id, hasComeOut);
  }

  drop(id: string): Promise<void> {
    return this.#queue.drop(id);
  }

  /** Draws what would be printed; answers where the window finds the picture until the next one is drawn. */
  drawPreview(content: PaperContent): string {
    const markUp = markUpOf(content, this.#head(this.#parts.till()));
    const path = `/preview/${randomUUID()}.svg`;
    this.#preview = { path, svg: Buffer.from(previewOf(markUp, this.#plan), 'utf8') };
    return path;
  }

  /** The picture at this path of our own origin, or null. */
  previewAt(path: string): Buffer | null {
    return this.#preview?.path === path ? this.#preview.svg : null;
  }

  stop(): void {
    void this.#queue.stop();
  }

  async #print(job: KeptJob, withDrawer: boolean, steps: QueueSteps): Promise<PrintOutcome> {
    if (!job.content) throw new Error('nothing to print');
    // Taken away while this waited: another one may come.
    if (!this.#printer) return { kind: 'not-sent', trouble: 'unreachable', hasPassedUrgent: false };
    const papers = bytesOf(markUpOf(job.content, this.#head(job.till)), this.#plan);
    if (!withDrawer || !this.#plan.hasDrawer) return this.#printer.print(papers, { ...steps, urgent: null });
    return this.#printer.print(Buffer.concat([drawerKick, papers]), { ...steps, urgent: drawerKickAtOnce });
  }

  #head(till: string | null): Letterhead {
    const { house, columns } = this.#plan;
    return { house, till, columns };
  }
}

function markUpOf(content: PaperContent, head: Letterhead): string {
  switch (content.kind) {
    case 'SALE':
      return saleMarkUp(content.sale, head, null);
    case 'REPRINT':
      return saleMarkUp(content.sale, head, content.reason);
    case 'REFUND':
      return refundMarkUp(content.refund, head);
    case 'EXCHANGE':
      return exchangeMarkUp(content.exchange, head);
    case 'SHIFT':
      return shiftMarkUp(content.report, head, content.isCopy);
    case 'TEST':
      return testMarkUp(head, new Date());
  }
}
