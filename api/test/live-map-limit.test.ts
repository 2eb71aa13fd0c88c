import type {
  Acknowledgement,
  ClientToServerEvents,
  SeatMapSnapshot,
  ServerToClientEvents,
} from '@foyer/shared/events/seat-map';
import { ShowtimeId } from '@foyer/shared/ids';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBoxOffice, type BoxOffice } from './harness/box-office.ts';
import { buildCinema, buildHall, shows } from './harness/cinema.ts';

/** Of one socket, as the server limits it. */
const most = 20;
const halls = Array.from({ length: most + 5 }, (_, n) => `w${n}`);

let box: BoxOffice;
let socket: Socket<ServerToClientEvents, ClientToServerEvents>;
beforeAll(async () => {
  const cinema = buildCinema();
  const [open] = cinema.showtimes.filter(({ id }) => id === shows.open);
  if (!open) throw new Error('the small cinema has no open show');
  box = await startBoxOffice({
    cinema: {
      ...cinema,
      auditoriums: [...cinema.auditoriums, ...halls.map((id) => buildHall(id, 1, 5))],
      showtimes: [...cinema.showtimes, ...halls.map((id) => ({ ...open, id, auditorium: id }))],
    },
  });
  const token = box.actAs('USER').accessToken;
  socket = io(box.origin, { transports: ['websocket'], forceNew: true, auth: { token } });
});
afterAll(async () => {
  socket.disconnect();
  await box.stop();
});

async function watch(id: string): Promise<string> {
  const wanted = { showtimeId: ShowtimeId.parse(id) };
  const reply: Acknowledgement<SeatMapSnapshot> = await socket.emitWithAck('seat-map:watch', wanted);
  return reply.ok ? 'ok' : reply.problem.code;
}

test('a socket watches so many halls and no more, also when it asks for all at once', async () => {
  const answers = await Promise.all(['never', ...halls].map(watch));
  expect(answers[0]).toBe('showtime.not-found');
  expect(answers.filter((answer) => answer === 'ok').length).toBeLessThanOrEqual(most);
  expect(answers).toContain('request.invalid');

  // What was refused leaves its place to others.
  for (const hall of halls.slice(0, most)) expect(await watch(hall)).toBe('ok');
  expect(await watch(halls.at(-1) ?? '')).toBe('request.invalid');
  // A client that missed something asks for a hall it watches: no new place is needed.
  expect(await watch(halls[0] ?? '')).toBe('ok');
  await socket.emitWithAck('seat-map:unwatch', { showtimeId: ShowtimeId.parse(halls[0] ?? '') });
  expect(await watch(halls.at(-1) ?? '')).toBe('ok');
});
