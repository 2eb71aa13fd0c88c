/** Real things for the requests to be about: without them every good request would end at "not found". */
import type { Endpoint } from '@foyer/shared/endpoint';
import { createBooking } from '@foyer/shared/http/booking-flow';
import { confirmBooking } from '@foyer/shared/http/bookings';
import { lockBestSeats, offerHold, type Hold } from '@foyer/shared/http/holds';
import { getSeatMap } from '@foyer/shared/http/seat-map';
import { ShowtimeId } from '@foyer/shared/ids';
import { signIn } from '@foyer/tools/sign-in/sign-in';
import type { BoxOffice } from '../harness/box-office.ts';
import { buildCinema, buildHall, seats, shows } from '../harness/cinema.ts';
import type { Client } from '../harness/client.ts';
import { emailOf } from '../harness/people.ts';
import type { Pool } from './arbitraries.ts';
import type { FuzzCaller } from './caller.ts';
import { counterPool } from './stage-counter.ts';
import { pagePool } from './stage-pages.ts';
import { linesOf, salePool } from './stage-sale.ts';

const rows = 26;
const perRow = 20;

/** The small cinema with a large hall, and a show in it for each contract, so that none fills another's hall. */
export function fuzzCinema(contracts: number) {
  const cinema = buildCinema();
  const [open] = cinema.showtimes.filter(({ id }) => id === shows.open);
  if (!open) throw new Error('the small cinema has no open show');
  const more = Array.from({ length: contracts }, (_, index) => ({
    ...open,
    id: showOf(index),
    auditorium: `big${index}`,
  }));
  const halls = more.map(({ auditorium }) => buildHall(auditorium, rows, perRow));
  return {
    ...cinema,
    auditoriums: [...cinema.auditoriums, ...halls],
    showtimes: [...cinema.showtimes, ...more],
  };
}

export function showOf(contractIndex: number): ShowtimeId {
  return ShowtimeId.parse(`f-${contractIndex}`);
}

/**
 * Looks at every hall once. The first look of anybody fills a hall from MongoDB and tells its new epoch to live maps:
 * Redis can't know whether one of them still shows an older epoch. It is the one thing that reading writes, and with it
 * done, whatever else a reading writes is a finding.
 */
export async function lookAtEveryHall(box: BoxOffice, contracts: number): Promise<void> {
  const all = [...Object.values(shows), ...Array.from({ length: contracts }, (_, index) => showOf(index))];
  for (const id of all) await box.anonymous.call(getSeatMap, { params: { id } });
}

/** What a refused request is tried on next to the caller's own: ids of others, of nobody, and of the wrong kind. */
export async function stageFor(
  box: BoxOffice,
  {
    contract,
    caller,
    show,
  }: { readonly contract: Endpoint; readonly caller: FuzzCaller; readonly show: ShowtimeId },
): Promise<Pool> {
  const common: Pool = {
    ...commonPool,
    ...showPool(show),
    ...(contract.path === '/api/tills/enrol' ? { code: ['7K2M-9QXR-4TBD', '7k2m 9qxr 4tbd'] } : {}),
    ...(await signInPool(box, contract)),
    ...(await pagePool(box, contract)),
    ...(await counterPool(box, contract, caller)),
    ...(isDoor(contract) ? { code: ['FOYER1:never'], reference: ['K7QM-3FXA'] } : {}),
  };
  if (contract.access === 'public' || caller.userId === null)
    return { id: idsOf(contract, show, []), ...common };
  const own = caller.client();
  const other = box.actAs('CASHIER');
  const [hold, foreign, spare] = [await hold2(own, show), await hold2(other, show), await hold2(other, show)];
  const offered = foreign === null ? null : await own.call(offerHold, offerOf(show, hold?.id));
  const code = spare === null ? null : await other.call(offerHold, offerOf(show, spare.id));
  const sold = await sellOne(box, caller, show);
  const open = await bookOne(own, show);
  const bookings = [sold, open].flatMap((id) => (id === null ? [] : [id, id]));
  return {
    ...common,
    id: common['id'] ?? idsOf(contract, show, bookings),
    holdId: [hold?.id, hold?.id, hold?.id, hold?.id, foreign?.id, 'h_never'].flatMap((id) => id ?? []),
    'lines[]':
      hold === null ? [] : [linesOf(hold), linesOf(hold), linesOf(hold), [...linesOf(hold), wrongLine]],
    ...salePool(contract, hold),
    code: [code, offered]
      .flatMap((reply) => (reply?.code === null ? [reply.body.code] : []))
      .concat(neverCode),
    user: [caller.userId, 'u_never'],
    ...(await ticketPool(other, contract, show)),
  };
}

const neverCode = 'FH0A-7K2M-0000-0000-0000';
const adult = 'adult';

const commonPool: Pool = {
  seats: seats('A1', 'A2', 'B1', 'B2', 'B3', 'C7', 'D4', 'E5', 'F10', 'Z9'),
  seat: seats('B1', 'B2', 'B3', 'Z9'),
  ticketTypeId: [adult, adult, 'child', 'senior'],
  currency: ['EUR'],
  approvalId: ['apr_never'],
  amountMinor: [0, 1, 1000, 2000, 2600, 100_000_000],
  token: ['pm_card_visa', 'pm_card_chargeDeclined', 'pm_never'],
  category: ['standard', 'premium', 'velvet'],
  movie: ['up', 'down'],
  till: ['t_1', 'till-never'],
  count: [1, 2, 3, 4, 10, 50],
  accessible: [0, 0, 0, 1, false, true],
  companions: [0, 0, 1, true],
  limit: ['1', '50', '200'],
  reason: ['a reason', ' x '],
  // The callback's and the token's.
  code: ['never', neverCode],
  state: ['never', 's'.repeat(512)],
  codeVerifier: ['v'.repeat(43)],
  redirectUri: ['http://127.0.0.1:49151/signed-in', 'https://evil.example/'],
  redirect_uri: [
    'http://127.0.0.1:49151/signed-in',
    'http://[::1]:1/x',
    'https://evil.example/',
    'foyer://x',
  ],
  refreshToken: ['never', 'x.y.z'],
};

function showPool(show: ShowtimeId): Pool {
  return { showtimeId: [show, show, shows.other, shows.past, 's-never'], showtime: [show, 's-never'] };
}

/** Tokens are only good once, so each stage has its own; only the two routes that take them pay for that. */
async function signInPool(box: BoxOffice, { path }: Endpoint): Promise<Pool> {
  if (path !== '/api/auth/refresh' && path !== '/api/auth/logout') return {};
  const { refreshToken } = await signIn(box.origin, emailOf.USER);
  return { refreshToken: [refreshToken, refreshToken, `${refreshToken}x`, 'never'] };
}

function idsOf({ path }: Endpoint, show: ShowtimeId, bookings: readonly string[]): readonly string[] {
  if (path.startsWith('/api/bookings')) return [...bookings, 'b_never', show];
  return [show, show, show, show, show, shows.past, shows.cancelled, 's-never', 'b_never'];
}

const wrongLine = { seat: 'Z9', ticketTypeId: adult };

function offerOf(show: ShowtimeId, holdId: string = 'h_never') {
  return { params: { id: show }, body: { holdId } };
}

function isDoor({ path }: Endpoint): boolean {
  return path.startsWith('/api/admissions');
}

/** A ticket to let in, only for doors. */
async function ticketPool(seller: Client, contract: Endpoint, show: ShowtimeId): Promise<Pool> {
  if (!isDoor(contract)) return {};
  const hold = await hold2(seller, show);
  if (hold === null) return {};
  const parts = { params: { id: show }, body: { holdId: hold.id } };
  const { booking } = (await seller.call(confirmBooking, parts)).body;
  const codes = booking.tickets.map(({ qr }) => qr);
  return {
    code: [...codes, ...codes, `${codes[0] ?? ''}x`, 'FOYER1:never'],
    reference: [booking.reference, booking.reference, 'K7QM-3FXA'],
    seat: [...booking.seats, ...booking.seats, 'Z9'],
  };
}

/** Null where the hall is full by now. */
async function hold2(client: Client, show: ShowtimeId): Promise<Hold | null> {
  const { code, body } = await refusable(
    client.call(lockBestSeats, { params: { id: show }, body: { count: 2 } }),
  );
  return code === null ? body().hold : null;
}

async function bookOne(client: Client, show: ShowtimeId): Promise<string | null> {
  const hold = await hold2(client, show);
  if (hold === null) return null;
  const { code, body } = await refusable(client.call(createBooking, { body: { holdId: hold.id } }));
  return code === null ? body().booking.id : null;
}

/** The staff's own sale, or for a customer one that the counter made. */
async function sellOne(box: BoxOffice, caller: FuzzCaller, show: ShowtimeId): Promise<string | null> {
  const seller = caller.name === 'USER' ? box.actAs('CASHIER') : caller.client();
  const hold = await hold2(seller, show);
  if (hold === null) return null;
  const { code, body } = await refusable(
    seller.call(confirmBooking, { params: { id: show }, body: { holdId: hold.id } }),
  );
  return code === null ? body().booking.id : null;
}

async function refusable<Body>(
  call: Promise<{ readonly code: string | null; readonly body: Body }>,
): Promise<{ readonly code: string | null; readonly body: () => Body }> {
  const answer = await call;
  return { code: answer.code, body: () => answer.body };
}
