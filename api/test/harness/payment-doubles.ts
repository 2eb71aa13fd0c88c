/** Doubles of a test file's own, which it may kill, and charges for them. */
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { BookingId, PaymentId } from '@foyer/shared/ids';
import { type Ledger, readLedger } from '@foyer/tools/doubles/ledger';
import { startStripeDouble, startTerminalDouble } from '@foyer/tools/doubles/start-double';
import type { Child } from '@foyer/tools/engines/child';
import { testFolder } from '@foyer/tools/engines/test-folder';
import { Secret } from '@foyer/api/platform/secret';
import { createLogger } from '@foyer/api/platform/logger';
import { CardTerminalGateway } from '@foyer/api/features/payments/card-terminal/card-terminal.gateway';
import { Terminal } from '@foyer/api/features/payments/card-terminal/terminal';
import type { Charge, ProviderRefund } from '@foyer/api/features/payments/payment.port';
import { createStripe } from '@foyer/api/features/payments/stripe/stripe-client';
import { StripeGateway } from '@foyer/api/features/payments/stripe/stripe.gateway';

const silent = createLogger('silent');

/** The real time plus what a test adds. */
export class MovableClock {
  addedMs = 0;
  now(): Date {
    return new Date(Date.now() + this.addedMs);
  }
}

export function chargeFor(clock: MovableClock, more: Partial<Charge> = {}): Charge {
  return {
    paymentId: PaymentId.parse(`pay_${randomBytes(8).toString('hex')}`),
    bookingId: BookingId.parse(`b_${randomBytes(8).toString('hex')}`),
    amountMinor: 2_450,
    currency: 'EUR',
    token: null,
    startedAt: clock.now(),
    ...more,
  };
}

export function refundOf(charge: Charge, more: Partial<ProviderRefund> = {}): ProviderRefund {
  const { paymentId, amountMinor, currency } = charge;
  const refundKey = `ref_${randomBytes(8).toString('hex')}`;
  return { refundKey, paymentId, providerRef: null, amountMinor, currency, ...more };
}

interface Double {
  readonly child: Child;
  readonly ledgerUrl: string;
  readonly controlUrl: string;
}

/** A double whose process may be killed in the middle and started again on its data and port. */
class OwnDouble<Running extends Child & Omit<Double, 'child'>> {
  running: Running;
  readonly #folder: string;
  readonly #start: (folder: string) => Promise<Running>;

  constructor(folder: string, running: Running, start: (folder: string) => Promise<Running>) {
    this.#folder = folder;
    this.running = running;
    this.#start = start;
  }

  async kill(): Promise<void> {
    process.kill(this.running.pid, 'SIGKILL');
    await this.running.exited;
  }

  async restart(): Promise<void> {
    this.running = await this.#start(this.#folder);
  }

  async order(path: string, body: object): Promise<void> {
    const url = `${this.running.controlUrl}/${path}`;
    const reply = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`the double took no order: ${await reply.text()}`);
  }

  ledger(account?: string): Promise<Ledger> {
    return readLedger(this.running.ledgerUrl, account);
  }

  async remove(): Promise<void> {
    await this.running.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

async function own<Running extends Child & Omit<Double, 'child'>>(
  start: (folder: string) => Promise<Running>,
): Promise<OwnDouble<Running>> {
  const folder = await testFolder();
  return new OwnDouble(folder, await start(folder), start);
}

export function ownStripe(webhook?: { readonly url: string; readonly secret: string }) {
  return own((dataDir) => startStripeDouble({ dataDir, ...(webhook ? { webhook } : {}) }));
}

export function ownTerminal() {
  return own((dataDir) => startTerminalDouble({ dataDir }));
}

/** A gateway to an account of its own at the double. */
export function stripeGateway(url: string, clock: MovableClock, timeoutMs = 400) {
  const account = `sk_test_${randomBytes(8).toString('hex')}`;
  const config = {
    secretKey: new Secret(account),
    webhookSecret: null,
    apiUrl: url,
    testPaymentMethod: null,
  };
  const stripe = createStripe({ ...config, timeoutMs });
  return { account, gateway: new StripeGateway({ stripe, testPaymentMethod: null, clock, log: silent }) };
}

/** A gateway to a terminal of its own at the double. */
export function terminalGateway(address: string, clock: MovableClock, paymentMs = 400) {
  const [host = '', port = ''] = address.split(':');
  const poiId = `T-${randomBytes(6).toString('hex')}`;
  const terminal = new Terminal({ host, port: Number(port), poiId, paymentMs }, silent);
  return { poiId, gateway: new CardTerminalGateway({ terminal, clock, log: silent }) };
}
