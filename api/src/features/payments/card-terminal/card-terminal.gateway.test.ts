import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../../../../test/harness/eventually.ts';
import {
  chargeFor,
  MovableClock,
  ownTerminal,
  refundOf,
  terminalGateway,
} from '../../../../test/harness/payment-doubles.ts';
import type { Charge } from '../payment.port.ts';
import type { CardTerminalGateway } from './card-terminal.gateway.ts';

let double: Awaited<ReturnType<typeof ownTerminal>>;
let clock: MovableClock;
let poiId: string;
let gateway: CardTerminalGateway;
beforeAll(async () => {
  double = await ownTerminal();
});
afterAll(() => double.remove());
beforeEach(() => {
  clock = new MovableClock();
  ({ poiId, gateway } = terminalGateway(double.running.address, clock));
});

const order = (behaviour: string, times = 1) => double.order('behaviour', { poiId, behaviour, times });
const press = (key: 'approve' | 'decline') => double.order('press', { poiId, key });

async function moneyOf({ paymentId }: Charge): Promise<number> {
  const { payments } = await double.ledger(poiId);
  return payments
    .filter((payment) => payment.paymentId === paymentId && payment.state === 'CAPTURED')
    .reduce((sum, payment) => sum + payment.amountMinor - payment.refundedMinor, 0);
}

async function isOpen(): Promise<void> {
  expect((await double.ledger(poiId)).payments).toMatchObject([{ state: 'OPEN' }]);
}

describe('a charge', () => {
  test('captures and says which card paid', async () => {
    const charge = chargeFor(clock);
    const outcome = await gateway.charge(charge);
    expect(outcome).toMatchObject({ kind: 'CAPTURED', cardLast4: '1111' });
    expect((await double.ledger(poiId)).payments).toMatchObject([
      { paymentId: charge.paymentId, amountMinor: 2_450, currency: 'EUR', state: 'CAPTURED' },
    ]);
    expect(await gateway.lookUp(charge)).toEqual(outcome);
  });

  test('sent twice, also at the same moment, moves money once', async () => {
    const charge = chargeFor(clock);
    const both = await Promise.all([gateway.charge(charge), gateway.charge(charge)]);
    expect(both.map(({ kind }) => kind)).not.toContain('DECLINED');
    expect((await gateway.charge(charge)).kind).toBe('CAPTURED');
    expect((await double.ledger(poiId)).payments).toHaveLength(1);
    expect(await moneyOf(charge)).toBe(2_450);
  });

  test('that is declined stays declined', async () => {
    const charge = chargeFor(clock);
    await order('decline');
    const declined = { kind: 'DECLINED', reason: 'refusal' };
    expect(await gateway.charge(charge)).toEqual(declined);
    expect(await gateway.charge(charge)).toEqual(declined);
    expect(await gateway.close(charge)).toEqual(declined);
    expect(await moneyOf(charge)).toBe(0);
  });

  test('while the terminal has another guest is declined at once', async () => {
    const { poiId: id, gateway: patient } = terminalGateway(double.running.address, clock, 5_000);
    await double.order('behaviour', { poiId: id, behaviour: 'wait' });
    const first = patient.charge(chargeFor(clock));
    await eventually(async () => {
      expect((await double.ledger(id)).payments).toMatchObject([{ state: 'OPEN' }]);
    });
    expect(await patient.charge(chargeFor(clock))).toEqual({ kind: 'DECLINED', reason: 'busy' });
    await double.order('press', { poiId: id, key: 'approve' });
    expect((await first).kind).toBe('CAPTURED');
  });

  test('is not sent any more when the process was paused before it', async () => {
    const charge = chargeFor(clock);
    clock.addedMs = 60_000;
    expect(await gateway.charge(charge)).toEqual({ kind: 'UNKNOWN' });
    expect((await double.ledger(poiId)).payments).toEqual([]);
  });
});

describe('a line that breaks', () => {
  test('after the capture is mended by asking', async () => {
    const charge = chargeFor(clock);
    await order('cut');
    expect(await gateway.charge(charge)).toMatchObject({ kind: 'CAPTURED' });
    expect(await moneyOf(charge)).toBe(2_450);
  });

  test('into silence after the capture is mended by asking', async () => {
    const charge = chargeFor(clock);
    await order('silent');
    expect(await gateway.charge(charge)).toMatchObject({ kind: 'CAPTURED' });
    expect(await moneyOf(charge)).toBe(2_450);
  });

  test('while the guest thinks leaves it unknown; the guest may still pay', async () => {
    const charge = chargeFor(clock);
    await order('wait');
    expect(await gateway.charge(charge)).toEqual({ kind: 'UNKNOWN' });
    expect(await gateway.lookUp(charge)).toEqual({ kind: 'UNKNOWN' });
    await press('approve');
    await eventually(async () => expect((await gateway.lookUp(charge)).kind).toBe('CAPTURED'));
  });

  test('while the guest thinks, once closed, never becomes money', async () => {
    const charge = chargeFor(clock);
    await order('wait');
    expect(await gateway.charge(charge)).toEqual({ kind: 'UNKNOWN' });
    await isOpen();
    expect(await gateway.close(charge)).toEqual({ kind: 'DECLINED', reason: 'aborted' });
    await press('approve');
    expect(await moneyOf(charge)).toBe(0);
  });

  test('before the terminal heard anything: closed, the late request is refused', async () => {
    const charge = chargeFor(clock);
    await order('deaf');
    expect(await gateway.charge(charge)).toEqual({ kind: 'UNKNOWN' });
    expect(await gateway.close(charge)).toEqual({ kind: 'DECLINED', reason: 'aborted' });
    expect(await gateway.charge(charge)).toEqual({ kind: 'DECLINED', reason: 'aborted' });
    expect(await moneyOf(charge)).toBe(0);
  });

  test('to a terminal that is switched off is a no for a new charge and unknown for any other question', async () => {
    const { gateway: off } = terminalGateway('127.0.0.1:1', clock);
    const charge = chargeFor(clock);
    expect(await off.charge(charge)).toEqual({ kind: 'DECLINED', reason: 'terminal-unreachable' });
    expect(await off.lookUp(charge)).toEqual({ kind: 'UNKNOWN' });
    expect(await off.close(charge)).toEqual({ kind: 'UNKNOWN' });
    expect(await off.refund(refundOf(charge))).toEqual({ kind: 'UNKNOWN' });
  });

  test('by kill -9 of the terminal in mid-payment loses nothing that was captured', async () => {
    const captured = chargeFor(clock);
    await order('silent');
    const { gateway: patient } = terminalGateway(double.running.address, clock, 5_000);
    expect((await gateway.charge(captured)).kind).toBe('CAPTURED');
    const thinking = chargeFor(clock);
    await order('wait');
    const waiting = gateway.charge(thinking);
    await eventually(async () => {
      const { payments } = await double.ledger(poiId);
      expect(payments.map(({ state }) => state)).toEqual(['CAPTURED', 'OPEN']);
    });
    await double.kill();
    expect(await waiting).toEqual({ kind: 'UNKNOWN' });
    expect(await gateway.charge(thinking)).toEqual({ kind: 'UNKNOWN' });
    expect(await patient.close(captured)).toEqual({ kind: 'UNKNOWN' });
    await double.restart();
    expect((await gateway.lookUp(captured)).kind).toBe('CAPTURED');
    expect(await gateway.close(thinking)).toEqual({ kind: 'DECLINED', reason: 'aborted' });
    expect([await moneyOf(captured), await moneyOf(thinking)]).toEqual([2_450, 0]);
  });
});

describe('a terminal that forgets what it was told to stop', () => {
  let forgetful: Server;
  const sockets = new Set<Socket>();
  beforeAll(async () => {
    forgetful = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('data', (piece) => {
        const { SaleToPOIRequest: request } = JSON.parse(piece.subarray(4).toString()) as {
          SaleToPOIRequest: { MessageHeader: { MessageCategory: string } };
        };
        const MessageHeader = { ...request.MessageHeader, MessageType: 'Response' };
        if (MessageHeader.MessageCategory !== 'TransactionStatus') return;
        const Response = { Result: 'Failure', ErrorCondition: 'NotFound' };
        const body = Buffer.from(
          JSON.stringify({ SaleToPOIResponse: { MessageHeader, TransactionStatusResponse: { Response } } }),
        );
        const head = Buffer.alloc(4);
        head.writeUInt32BE(body.length);
        socket.write(Buffer.concat([head, body]));
      });
    }).listen(0, '127.0.0.1');
    await once(forgetful, 'listening');
  });
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    forgetful.close();
  });

  test('is believed that it knows nothing only when no request can be on its way any more', async () => {
    const { port } = forgetful.address() as AddressInfo;
    const { gateway: asking } = terminalGateway(`127.0.0.1:${port}`, clock, 1_000);
    const charge = chargeFor(clock);
    expect(await asking.close(charge)).toEqual({ kind: 'UNKNOWN' });
    clock.addedMs = 60_000;
    expect(await asking.close(charge)).toEqual({ kind: 'DECLINED', reason: 'never-seen' });
    expect(await asking.charge(charge)).toEqual({ kind: 'UNKNOWN' });
  });
});

describe('a refund', () => {
  test('sent twice with one key, also at the same moment, moves money once', async () => {
    const charge = chargeFor(clock);
    const captured = await gateway.charge(charge);
    const providerRef = captured.kind === 'CAPTURED' ? captured.providerRef : null;
    const back = refundOf(charge, { providerRef, amountMinor: 450 });
    await Promise.all([gateway.refund(back), gateway.refund(back)]);
    expect(await gateway.refund(back)).toEqual({ kind: 'DONE' });
    expect(await gateway.refund({ ...back, providerRef: null })).toEqual({ kind: 'DONE' });
    expect((await double.ledger(poiId)).refunds).toMatchObject([
      { refundKey: back.refundKey, paymentId: charge.paymentId, amountMinor: 450, state: 'DONE' },
    ]);
    expect(await moneyOf(charge)).toBe(2_000);
  });

  test('that fails is told, and asking again tries again', async () => {
    const charge = chargeFor(clock);
    await gateway.charge(charge);
    await order('refuse-back');
    const back = refundOf(charge);
    expect(await gateway.refund(back)).toEqual({ kind: 'FAILED', reason: 'refusal' });
    expect(await gateway.refund(back)).toEqual({ kind: 'DONE' });
    expect(await moneyOf(charge)).toBe(0);
  });

  test('on a closed day is paid back instead of reversed, once', async () => {
    const charge = chargeFor(clock);
    await gateway.charge(charge);
    await order('closed');
    const back = refundOf(charge, { amountMinor: 450 });
    expect(await gateway.refund(back)).toEqual({ kind: 'DONE' });
    // The day is open again by now: a reversal would go through beside what was paid back.
    expect(await gateway.refund(back)).toEqual({ kind: 'DONE' });
    expect(await moneyOf(charge)).toBe(2_000);
    expect((await double.ledger(poiId)).refunds).toHaveLength(1);
  });
});
