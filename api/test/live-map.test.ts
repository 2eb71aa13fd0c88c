import type {
  Acknowledgement,
  ClientToServerEvents,
  SeatMapChanged,
  SeatMapSnapshot,
  ServerToClientEvents,
} from '@foyer/shared/events/seat-map';
import { confirmBooking } from '@foyer/shared/http/bookings';
import { lockSeats } from '@foyer/shared/http/holds';
import { getSeatMap } from '@foyer/shared/http/seat-map';
import { ShowtimeId } from '@foyer/shared/ids';
import { follow, fromSnapshot, type SeatMapState } from '@foyer/shared/rules/seat-map-state';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { firstSeats, seats, shows } from './harness/cinema.ts';
import { eventually } from './harness/eventually.ts';

/** A client that keeps to no types. */
type UntypedSocket = Socket;
type Wire = Socket<ServerToClientEvents, ClientToServerEvents>;

let box: BoxOffice;
const sockets: Wire[] = [];
beforeAll(async () => {
  box = await startBoxOffice({ env: { CORS_ORIGINS: 'app://foyer' } });
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await box.stop();
});

function connect(auth: Record<string, unknown>, options: { origin?: string; address?: string } = {}): Wire {
  const socket: Wire = io(options.address ?? box.origin, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth,
    ...(options.origin ? { extraHeaders: { origin: options.origin } } : {}),
  });
  sockets.push(socket);
  return socket;
}

function outcomeOf(socket: Wire): Promise<string> {
  return new Promise((resolve) => {
    socket.once('connect', () => resolve('connected'));
    socket.once('connect_error', (error: Error & { data?: { code?: string } }) =>
      resolve(error.data?.code ?? error.message),
    );
  });
}

function token(): string {
  return box.actAs('USER').accessToken ?? '';
}

async function watch(
  socket: Wire,
  showtimeId: string = shows.open,
): Promise<Acknowledgement<SeatMapSnapshot>> {
  const wanted = { showtimeId: ShowtimeId.parse(showtimeId) };
  const reply: Acknowledgement<SeatMapSnapshot> = await socket.emitWithAck('seat-map:watch', wanted);
  return reply;
}

/** A client that follows one hall by the shared rules and counts what it could not apply. */
async function follower(address?: string) {
  const socket = connect({ token: token() }, address ? { address } : {});
  const changes: SeatMapChanged[] = [];
  socket.on('seat-map:changed', (change) => changes.push(change));
  const reply = await watch(socket);
  if (!reply.ok) throw new Error(reply.problem.code);
  const first = fromSnapshot(reply.value);
  const state = (): SeatMapState => {
    let known = first;
    for (const change of changes) {
      const next = follow(known, change);
      if (next.kind === 'refetch') throw new Error(`a gap before ${change.seq}`);
      if (next.kind === 'apply') known = next.state;
    }
    return known;
  };
  return { socket, state, changes };
}

describe('the door of the live map', () => {
  it('opens for a valid token, also from the counter app', async () => {
    const outcomes = [
      connect({ token: token() }),
      connect({ token: token() }, { origin: 'app://foyer' }),
    ].map(outcomeOf);
    expect(await Promise.all(outcomes)).toEqual(['connected', 'connected']);
  });

  it.each([
    ['no token', {}, undefined, 'auth.required'],
    ['a token that is no text', { token: { $ne: null } }, undefined, 'auth.required'],
    ['a forged token', { token: 'a.b.c' }, undefined, 'auth.refused'],
    ['a foreign origin', 'valid', 'https://evil.example', 'websocket error'],
  ])('stays shut for %s', async (_what, auth, origin, refusal) => {
    const given = auth === 'valid' ? { token: token() } : (auth as Record<string, unknown>);
    expect(await outcomeOf(connect(given, origin ? { origin } : {}))).toBe(refusal);
  });

  it('answers bad requests with a problem and goes on', async () => {
    const socket = connect({ token: token() });
    const requests: unknown[] = [
      null,
      {},
      { showtimeId: { $ne: null } },
      { showtimeId: 's-open', more: 1 },
      { showtimeId: 'never' },
    ];
    const codes = [];
    for (const request of requests) {
      const reply = (await socket.emitWithAck(
        'seat-map:watch',
        request as never,
      )) as Acknowledgement<unknown>;
      codes.push(reply.ok ? 'ok' : reply.problem.code);
    }
    expect(codes).toEqual([...Array.from({ length: 4 }, () => 'request.invalid'), 'showtime.not-found']);
    for (const request of [[], [{ showtimeId: 's-open' }, 'more']]) {
      const reply = (await (socket as UntypedSocket).emitWithAck(
        'seat-map:watch',
        ...request,
      )) as Acknowledgement<unknown>;
      expect(reply.ok ? 'ok' : reply.problem.code).toBe('request.invalid');
    }
    expect((await watch(socket)).ok).toBe(true);
  });
});

describe('a watched hall', () => {
  it('shows what was, then every change in order, and never whose it is', async () => {
    const seller = box.actAs('CASHIER');
    const params = { id: shows.open };
    await seller.call(lockSeats, { params, body: { seats: seats('B1') } });
    const watcher = await follower();
    expect(watcher.state().statuses).toMatchObject({ B1: 'LOCKED', F10: 'BLOCKED' });
    const held = await seller.call(lockSeats, { params, body: { seats: seats('B2', 'B3') } });
    await eventually(() => expect(watcher.state().statuses).toMatchObject({ B2: 'LOCKED', B3: 'LOCKED' }));
    await seller.call(confirmBooking, { params, body: { holdId: held.body.hold.id } });
    await eventually(() => expect(watcher.state().statuses).toMatchObject({ B2: 'BOOKED', B3: 'BOOKED' }));
    expect(JSON.stringify(watcher.changes)).not.toContain(held.body.hold.id);
  });

  it('ends equal to the server on every node, after many at once', async () => {
    const node = await box.addNode();
    const watchers = await Promise.all([follower(), follower(node.address), follower()]);
    const params = { id: shows.open };
    const wanted = firstSeats(40).slice(10);
    await Promise.all(
      wanted.map(async (seat, index) => {
        const buyer = box.actAs('CASHIER', undefined, index % 2 ? node.address : box.origin);
        const held = await buyer.call(lockSeats, { params, body: { seats: [seat] } });
        if (index % 3 === 0)
          await buyer.call(confirmBooking, { params, body: { holdId: held.body.hold.id } });
      }),
    );
    const { body } = await box.anonymous.call(getSeatMap, { params });
    const server = Object.fromEntries(body?.seats.map(({ id, status }) => [id, status]) ?? []);
    await eventually(() => {
      for (const { state } of watchers) {
        expect(state().seq).toBe(body?.seq);
        expect({
          ...Object.fromEntries(Object.keys(server).map((id) => [id, 'AVAILABLE'])),
          ...state().statuses,
        }).toEqual(server);
      }
    });
  });

  it('goes silent when it is not watched any more', async () => {
    const watcher = await follower();
    await watcher.socket.emitWithAck('seat-map:unwatch', { showtimeId: shows.open });
    const other = await follower();
    await box.actAs('CASHIER').call(lockSeats, { params: { id: shows.open }, body: { seats: seats('F1') } });
    await eventually(() => expect(other.state().statuses).toMatchObject({ F1: 'LOCKED' }));
    expect(watcher.changes).toEqual([]);
  });
});
