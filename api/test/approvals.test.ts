import type { App } from '@foyer/api/compose';
import { listAuditEntries } from '@foyer/shared/http/audit';
import {
  decideApproval,
  getApproval,
  listApprovals,
  requestApproval,
  withdrawApproval,
  type Approval,
} from '@foyer/shared/http/approvals';
import { ApprovalId } from '@foyer/shared/ids';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { ask, grant } from './harness/approvals.ts';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import type { Client } from './harness/client.ts';
import { eventually } from './harness/eventually.ts';
import { withinMs } from './harness/within.ts';

let box: BoxOffice;
let other: App;
let clerk: Client;
let manager: Client;
const sockets: Socket[] = [];
beforeAll(async () => {
  box = await startBoxOffice();
  other = await box.addNode();
  clerk = await box.signIn('CASHIER');
  manager = await box.signIn('MANAGER');
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await box.stop();
});

const noSale = { kind: 'NO_SALE', subject: {} } as const;

const decision = ({ id }: Approval, which: 'GRANT' | 'REFUSE', note?: string) => ({
  params: { id },
  body: { decision: which, ...(note === undefined ? {} : { note }) },
});

/** What the socket of somebody at a server hears of approvals, as `event status`. */
async function listen(client: Client, origin: string): Promise<string[]> {
  const heard: string[] = [];
  const socket = io(origin, {
    transports: ['websocket'],
    forceNew: true,
    auth: { token: client.accessToken },
  });
  sockets.push(socket);
  socket.onAny((event: string, { id, status }: Approval) => heard.push(`${event} ${id} ${status}`));
  await new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(null)).once('connect_error', reject);
  });
  return heard;
}

describe('a request for an approval', () => {
  it('names who asks for what and why, and until when', async () => {
    const asked = await ask(clerk, noSale);
    expect(asked).toMatchObject({
      ...noSale,
      status: 'PENDING',
      reason: 'the guest is ill',
      decidedBy: null,
      by: null,
    });
    expect(asked.requestedBy.name).toEqual(expect.any(String));
    expect(Date.parse(asked.expiresAt) - Date.parse(asked.requestedAt)).toBe(120_000);
    const { body } = await manager.call(listApprovals, { query: { status: 'PENDING' } });
    expect(body.approvals.map(({ id }) => id)).toContain(asked.id);
  });

  it('is one however often it is sent, and no other under the same key', async () => {
    const sent = { body: { ...noSale, reason: 'coins' }, key: 'ask-once' };
    const [one, two] = await Promise.all([1, 2].map(() => clerk.call(requestApproval, sent)));
    expect(one?.body.approval.id).toBe(two?.body.approval.id);
    const another = await clerk.call(requestApproval, {
      body: { ...noSale, reason: 'notes' },
      key: 'ask-once',
    });
    expect(another.code).toBe('idempotency.mismatch');
  });

  it('is seen by who asked and by managers, and is not there for anybody else', async () => {
    const { id } = await ask(clerk, noSale);
    const params = { params: { id } };
    const answers = [clerk, manager, box.actAs('CASHIER')].map((one) => one.call(getApproval, params));
    expect((await Promise.all(answers)).map(({ code }) => code)).toEqual([null, null, 'approval.not-found']);
    expect((await box.actAs('CASHIER').call(withdrawApproval, params)).code).toBe('approval.not-found');
  });
});

describe('a decision', () => {
  it('is not for cashiers, and nobody decides what they asked for themselves', async () => {
    const own = await ask(manager, noSale);
    const theirs = await ask(box.actAs('CASHIER'), noSale);
    expect((await manager.call(decideApproval, decision(own, 'GRANT'))).code).toBe('approval.own');
    expect((await clerk.call(decideApproval, decision(theirs, 'GRANT'))).code).toBe('action.forbidden');
    const unknown = { params: { id: ApprovalId.parse('apr_never') }, body: { decision: 'GRANT' as const } };
    expect((await manager.call(decideApproval, unknown)).code).toBe('approval.not-found');
    expect((await manager.call(getApproval, { params: { id: own.id } })).body.approval.status).toBe(
      'PENDING',
    );
  });

  it('is one where two managers race: the other is told what it was', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const asked = await ask(clerk, noSale);
      const racing = [box.actAs('MANAGER'), box.actAs('ADMIN', undefined, other.address)];
      const answers = await Promise.all([
        racing[0]?.call(decideApproval, decision(asked, 'GRANT')),
        racing[1]?.call(decideApproval, decision(asked, 'REFUSE', 'not today')),
      ]);
      expect(answers.map((answer) => answer?.code ?? 'won').toSorted()).toEqual(['approval.state', 'won']);
      const won = answers.find((answer) => answer?.code === null)?.body.approval.status;
      const { body } = await clerk.call(getApproval, { params: { id: asked.id } });
      expect(body.approval.status).toBe(won);
    }
  });

  it('said twice by the same manager is the same decision', async () => {
    const asked = await ask(clerk, noSale);
    const first = await grant(manager, asked);
    expect(await grant(manager, asked)).toEqual(first);
    expect((await manager.call(decideApproval, decision(asked, 'REFUSE'))).problem?.details).toEqual({
      state: 'GRANTED',
    });
  });

  it('comes too late once the time is over or the request is withdrawn', async () => {
    const withdrawn = await ask(clerk, noSale);
    const gone = await clerk.call(withdrawApproval, { params: { id: withdrawn.id } });
    expect(gone.body.approval.status).toBe('WITHDRAWN');
    expect((await manager.call(decideApproval, decision(withdrawn, 'GRANT'))).problem?.details).toEqual({
      state: 'WITHDRAWN',
    });
    const late = await ask(clerk, noSale);
    box.clock.advance(120_001);
    expect((await manager.call(decideApproval, decision(late, 'GRANT'))).problem?.details).toEqual({
      state: 'EXPIRED',
    });
    const withdrawal = await clerk.call(withdrawApproval, { params: { id: late.id } });
    expect(withdrawal.problem?.details).toEqual({ state: 'EXPIRED' });
    const { body } = await manager.call(listApprovals, { query: { status: 'EXPIRED' } });
    expect(body.approvals.map(({ id }) => id)).toContain(late.id);
  });

  it('leaves who asked, who decided and why in the audit, once each', async () => {
    const asked = await ask(clerk, noSale);
    await manager.call(decideApproval, decision(asked, 'REFUSE', 'not today'));
    await eventually(async () => {
      const { body } = await manager.call(listAuditEntries, { query: { target: asked.id } });
      expect(body.entries.map(({ action, reason }) => `${action}: ${reason}`).toSorted()).toEqual([
        'approval.refused: not today',
        'approval.requested: the guest is ill',
      ]);
      expect(new Set(body.entries.map(({ actor }) => actor.id)).size).toBe(2);
    });
  });
});

describe('approvals are told live', () => {
  it('to managers on every node within a second, and what became of it to who asked', async () => {
    const far = await listen(manager, other.address);
    const near = await listen(manager, box.origin);
    const own = await listen(clerk, other.address);
    const stranger = await listen(box.actAs('CASHIER'), other.address);
    const guest = await listen(box.actAs('USER'), box.origin);
    const asked = await ask(clerk, noSale);
    const requested = `approval:requested ${asked.id} PENDING`;
    // Others, whose time is over, are told in between.
    const told = (heard: readonly string[]): readonly string[] =>
      heard.filter((line) => line.includes(asked.id));
    await withinMs(1_000, () =>
      eventually(() => expect([told(far), told(near)]).toEqual([[requested], [requested]])),
    );
    await grant(manager, asked);
    const granted = `approval:decided ${asked.id} GRANTED`;
    await withinMs(1_000, () =>
      eventually(() =>
        expect([far, near, own].map((heard) => told(heard).at(-1))).toEqual([granted, granted, granted]),
      ),
    );
    box.clock.advance(120_001);
    const expired = `approval:decided ${asked.id} EXPIRED`;
    await eventually(() => expect([far.includes(expired), own.includes(expired)]).toEqual([true, true]));
    expect([stranger, guest]).toEqual([[], []]);
  });
});

test('twenty requests of one person wait at most', async () => {
  const eager = box.actAs('CASHIER');
  const asking = Array.from({ length: 20 }, () => ask(eager, noSale));
  const [first] = await Promise.all(asking);
  const body = { ...noSale, reason: 'one more' };
  const refused = await eager.call(requestApproval, { body });
  expect(refused.problem).toMatchObject({ code: 'rate.limited', details: { retryAfterSeconds: 120 } });
  await eager.call(withdrawApproval, { params: { id: first?.id ?? ApprovalId.parse('apr_never') } });
  expect((await eager.call(requestApproval, { body })).status).toBe(201);
});

test('twenty wait at most of many that come at once', async () => {
  const eager = box.actAs('CASHIER');
  const asking = Array.from({ length: 60 }, () =>
    eager.call(requestApproval, { body: { ...noSale, reason: 'all at once' } }),
  );
  const statuses = (await Promise.all(asking)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 201)).toHaveLength(20);
});
