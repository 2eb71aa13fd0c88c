import type { Endpoint } from '@foyer/shared/endpoint';
import { afterEach, expect, test, vi } from 'vitest';
import { ApiProblem, NoAnswer } from '../../../data/api-problem.ts';
import type { Call } from '../../../data/client.ts';
import { buildBooking } from '../../../testing/test-sales.ts';
import { Collector } from './collector.ts';
import { type Due, stageOf } from './due.ts';

const card = { payments: [{ tender: 'CARD', amountMinor: 2600 }], givenMinor: null } as const;
let opened: Collector | null = null;
afterEach(() => opened?.leave());

function payment(status: string) {
  return { id: 'pay_1', tender: 'CARD', amountMinor: 2600, status, refundedMinor: 0, cardLast4: null };
}

function refusal(code: 'payment.declined' | 'booking.state' | 'idempotency.in-progress', details = {}) {
  return new ApiProblem({ code, details, requestId: 'r' });
}

/** A server with one booking, in the state that `server.booking` has; `pay` answers or throws. */
function open(pay: (times: number) => unknown) {
  const keys: string[] = [];
  const server = { booking: buildBooking({ status: 'PENDING' }), isAway: false, stopped: 0 };
  const call = ((contract: Endpoint, input: { idempotencyKey?: string }) =>
    Promise.resolve().then(() => {
      if (server.isAway) throw new NoAnswer('gone');
      if (contract.path.endsWith('/pay')) {
        keys.push(input.idempotencyKey ?? '');
        return pay(keys.length);
      }
      if (contract.method === 'DELETE') {
        server.stopped += 1;
        become('CANCELLED', 'DECLINED');
      }
      return { booking: server.booking };
    })) as unknown as Call;
  const become = (status: string, money: string): void => {
    const version = server.booking.version + 1;
    server.booking = buildBooking({ status, version, payments: [payment(money)] });
  };
  let due: Due | null = null;
  const sold = vi.fn();
  let made = 0;
  const collector = new Collector({
    call,
    newKey: () => `key-${(made += 1)}`,
    onChange: (next) => (due = next),
    onSold: sold,
    lookEveryMs: { busy: 5, idle: 5 },
  });
  opened = collector;
  collector.begin(server.booking, 'note');
  return { collector, server, keys, sold, become, due: () => due, stage: () => due && stageOf(due).kind };
}

test('pays once however often the key is pressed', async () => {
  const { collector, server, keys, sold, become } = open(() => {
    become('BOOKED', 'CAPTURED');
    return { booking: server.booking };
  });
  collector.pay(card);
  collector.pay(card);
  await vi.waitFor(() => expect(sold).toHaveBeenCalledTimes(1));
  collector.pay(card);
  expect(keys).toEqual(['key-1']);
});

test('a payment without an answer is asked about under its own key until the truth comes', async () => {
  const { collector, server, keys, sold, become, stage } = open((times) => {
    if (times === 1) {
      become('PENDING', 'STARTED');
      throw new NoAnswer('cut');
    }
    if (times === 2) throw refusal('idempotency.in-progress');
    if (times === 3) become('PENDING', 'UNKNOWN');
    return { booking: server.booking };
  });
  collector.pay(card);
  await vi.waitFor(() => expect(stage()).toBe('asking'));
  expect(sold).not.toHaveBeenCalled();
  become('BOOKED', 'CAPTURED');
  await vi.waitFor(() => expect(sold).toHaveBeenCalledTimes(1));
  expect(new Set(keys)).toEqual(new Set(['key-1']));
});

test('says that the server is silent, and never takes that for a no', async () => {
  const { collector, server, become, due, stage } = open(() => ({ booking: server.booking }));
  become('PENDING', 'UNKNOWN');
  await vi.waitFor(() => expect(stage()).toBe('asking'));
  server.isAway = true;
  await vi.waitFor(() => expect(due()?.isSilent).toBe(true));
  expect(stage()).toBe('asking');
  collector.pay(card);
  expect(due()?.attempt).toBeNull();
  server.isAway = false;
  become('PENDING', 'DECLINED');
  await vi.waitFor(() => expect(stage()).toBe('choose'));
});

test('a decline keeps the booking, and the next attempt has a key of its own', async () => {
  const { collector, keys, become, due, stage } = open(() => {
    become('PENDING', 'DECLINED');
    throw refusal('payment.declined', { reason: 'declined' });
  });
  for (const attempts of [1, 2]) {
    collector.pay(card);
    await vi.waitFor(() => expect(keys).toHaveLength(attempts));
    await vi.waitFor(() => expect(stage()).toBe('choose'));
  }
  expect(keys).toEqual(['key-1', 'key-2']);
  expect(due()?.trouble).toMatch(/The card has not paid/);
});

test('stops once, and says how it ended', async () => {
  const { collector, server, become, stage } = open(() => ({ booking: server.booking }));
  become('PENDING', 'STARTED');
  await vi.waitFor(() => expect(stage()).toBe('waiting'));
  collector.stop();
  collector.stop();
  await vi.waitFor(() => expect(stage()).toBe('ended'));
  expect(server.stopped).toBe(1);
});
