/** How the refusals of holds, and of who takes or ends one that is not theirs, are brought about. */
import { seatKeys } from '@foyer/api/features/seats/seat-keys';
import {
  forceReleaseHold,
  lockBestSeats,
  lockSeats,
  offerHold,
  takeOverHold,
  type Hold,
} from '@foyer/shared/http/holds';
import { HoldId, ShowtimeId } from '@foyer/shared/ids';
import type { ProblemCode } from '@foyer/shared/problems';
import { seats, shows } from './cinema.ts';
import type { Client } from './client.ts';
import type { Provoke, Stage } from './provocation-steps.ts';

const late = { params: { id: shows.late } };
const nowhere = { params: { id: ShowtimeId.parse('s-never') } };
const never = { holdId: HoldId.parse('h_never') };
const reason = 'a test';
const minuteMs = 60_000;

async function hold(client: Client, ...wanted: string[]): Promise<Hold> {
  return (await client.call(lockSeats, { ...late, body: { seats: seats(...wanted) } })).body.hold;
}

async function codeFor(client: Client, held: Pick<Hold, 'id'>): Promise<string> {
  return (await client.call(offerHold, { ...late, body: { holdId: held.id } })).body.code;
}

/** Somebody's hold whose payment is under way, as a sale leaves it until the provider has answered. */
async function inSale({ box }: Stage, seat: string, before?: (owner: Client, held: Hold) => Promise<string>) {
  const guest = box.actAs('USER');
  const held = await hold(guest, seat);
  const said = await before?.(guest, held);
  const [key, field] = [seatKeys(box.namespace).seats(shows.late), `#h:${held.id}`];
  const parts = (await box.redis.hget(key, field))?.split('|') ?? [];
  parts[5] = String(Date.now() + minuteMs);
  await box.redis.hset(key, field, parts.join('|'));
  return { guest, held, said };
}

/** One customer holds twenty seats, and then wants one too many. */
async function hoard({ box }: Stage, beyond: (hoarder: Client) => Promise<ProblemCode | null>) {
  const hoarder = box.actAs('USER');
  const mine: Hold[] = [];
  for (const row of ['E', 'F']) {
    const wanted = Array.from({ length: 9 }, (_, index) => `${row}${index + 1}`);
    mine.push(await hold(hoarder, ...wanted));
  }
  mine.push(await hold(hoarder, 'A3', 'A4'));
  const code = await beyond(hoarder);
  const act = box.actAs('MANAGER');
  for (const { id } of mine) await act.call(forceReleaseHold, { ...late, body: { holdId: id, reason } });
  return code;
}

export const tooMuch: Readonly<Record<'lockSeats' | 'lockBestSeats' | 'takeOverHold', Provoke>> = {
  lockSeats: (stage) =>
    hoard(stage, async (hoarder) => {
      return (await hoarder.call(lockSeats, { ...late, body: { seats: seats('A5') } })).code;
    }),
  lockBestSeats: (stage) =>
    hoard(stage, async (hoarder) => {
      return (await hoarder.call(lockBestSeats, { ...late, body: { count: 1 } })).code;
    }),
  takeOverHold: (stage) =>
    hoard(stage, async (hoarder) => {
      const friend = stage.box.actAs('USER');
      const code = await codeFor(friend, await hold(friend, 'A5'));
      return (await hoarder.call(takeOverHold, { body: { code } })).code;
    }),
};

export const offering: Readonly<Partial<Record<ProblemCode, Provoke>>> = {
  'showtime.not-found': async ({ box }) =>
    (await box.actAs('USER').call(offerHold, { ...nowhere, body: never })).code,
  'hold.not-found': async ({ box }) =>
    (await box.actAs('USER').call(offerHold, { ...late, body: never })).code,
  'hold.expired': async ({ box }) => {
    const guest = box.actAs('USER');
    const { id: holdId } = await hold(guest, 'A6');
    await box.actAs('MANAGER').call(forceReleaseHold, { ...late, body: { holdId, reason } });
    return (await guest.call(offerHold, { ...late, body: { holdId } })).code;
  },
  'hold.in-sale': async (stage) => {
    const { guest, held } = await inSale(stage, 'A7');
    return (await guest.call(offerHold, { ...late, body: { holdId: held.id } })).code;
  },
};

export const takingOver: Readonly<Partial<Record<ProblemCode, Provoke>>> = {
  'hold.not-found': async ({ box }) => {
    const code = 'FH01-0000-0000-0000-0000';
    return (await box.actAs('CASHIER').call(takeOverHold, { body: { code } })).code;
  },
  'hold.in-sale': async (stage) => {
    const { said = '' } = await inSale(stage, 'A8', codeFor);
    return (await stage.box.actAs('CASHIER').call(takeOverHold, { body: { code: said } })).code;
  },
  'holds.limit': tooMuch.takeOverHold,
  'showtime.closed': async ({ box }) => {
    const guest = box.actAs('USER');
    const code = await codeFor(guest, await hold(guest, 'A9'));
    // The server's clock alone: Redis goes on keeping the hold.
    box.clock.advance(400 * minuteMs);
    const { code: refusal } = await box.actAs('CASHIER').call(takeOverHold, { body: { code } });
    box.clock.advance(-400 * minuteMs);
    return refusal;
  },
};

export const forcing: Readonly<Partial<Record<ProblemCode, Provoke>>> = {
  'showtime.not-found': async ({ box }) =>
    (await box.actAs('MANAGER').call(forceReleaseHold, { ...nowhere, body: { ...never, reason } })).code,
  'hold.not-found': async ({ box }) =>
    (await box.actAs('MANAGER').call(forceReleaseHold, { ...late, body: { ...never, reason } })).code,
  'hold.in-sale': async (stage) => {
    const { held } = await inSale(stage, 'A10');
    const manager = stage.box.actAs('MANAGER');
    return (await manager.call(forceReleaseHold, { ...late, body: { holdId: held.id, reason } })).code;
  },
};
