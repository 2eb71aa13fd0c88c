/** Somebody else who keeps the hall changing: another till that holds and lets go all the time. */
import { lockSeats, releaseSeats } from '@foyer/shared/http/holds';
import { getSeatMap } from '@foyer/shared/http/seat-map';
import type { SeatId, ShowtimeId } from '@foyer/shared/ids';
import { signIn } from '@foyer/tools/sign-in/sign-in';
import { ApiClient } from '@foyer/tools/smoke/api-client';

const perHold = 10;
const tickMs = 100;

export interface Rival {
  /** Changes since the last look, and in how many milliseconds. */
  readonly made: () => { readonly changes: number; readonly ms: number };
  readonly stop: () => Promise<void>;
}

/** Takes ten seats and gives ten others back every tenth of a second: 200 changes a second. */
export async function startRival(apiUrl: string, showtimeId: ShowtimeId): Promise<Rival> {
  const client = new ApiClient(apiUrl);
  const { accessToken: token } = await signIn(apiUrl, 'manager@example.test');
  const params = { id: showtimeId };
  const map = await client.call(getSeatMap, getSeatMap.replies[200], { params });
  const free = map.seats.filter(({ status }) => status === 'AVAILABLE').map(({ id }) => id);
  const groups: SeatId[][] = [];
  for (let at = 0; at + perHold <= free.length; at += perHold) groups.push(free.slice(at, at + perHold));
  const take = async (seats: readonly SeatId[]) =>
    (await client.call(lockSeats, lockSeats.replies[201], { params, token, body: { seats } })).hold;
  const letGo = (holdId: string) =>
    client.call(releaseSeats, releaseSeats.replies[200], { params, token, body: { holdId } });

  let changes = 0;
  let since = Date.now();
  let at = 0;
  const end = new AbortController();
  const work = async (): Promise<void> => {
    let held = await take(groups[0] ?? []);
    for (let next = Date.now() + tickMs; !end.signal.aborted; next += tickMs) {
      at = (at + 7) % groups.length;
      const [taken] = await Promise.all([take(groups[at] ?? []), letGo(held.id)]);
      held = taken;
      changes += 2 * perHold;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, next - Date.now())));
    }
    await letGo(held.id);
  };
  const working = work();
  return {
    made: () => {
      const made = { changes, ms: Date.now() - since };
      changes = 0;
      since = Date.now();
      return made;
    },
    stop: async () => {
      end.abort();
      await working;
    },
  };
}
