import type { ApprovalKind, ApprovalStatus } from '@foyer/shared/approval-kinds';
import type { PeopleRule, ProblemCode, UnusableReason } from '@foyer/shared/problems';
import { z } from 'zod';
import { ApiProblem } from './api-problem.ts';

type Details = Readonly<Record<string, unknown>>;

/** What a cashier reads for each refusal: what happened, and what to do next. A code without a text does not compile. */
const texts: Readonly<Record<ProblemCode, (details: Details) => string>> = {
  'request.invalid': () => 'The server did not understand this request. Update Foyer if it happens again.',
  'request.unfit': (details) =>
    unfitPin(details) ??
    'This does not fit the seats, the prices or the rules of the house. Look at it again.',
  'request.too-large': () => 'That is too much at once. Take fewer seats.',
  'idempotency.key-missing': () => 'The sale was sent without its key. Update Foyer.',
  'idempotency.mismatch': () =>
    'This sale was already sent with other contents. Look in Bookings before you go on.',
  'idempotency.in-progress': () => 'The same sale is still being booked. Wait a moment, then press Enter.',
  'auth.required': () => 'You are signed out. Sign in again.',
  'auth.expired': () => 'Your sign-in has lapsed. Sign in again.',
  'auth.refused': () => 'The server does not accept this sign-in. Sign in again.',
  'till.refused': ({ reason }) =>
    tillRefusals[String(reason)] ?? 'The server does not know this till. Ask a manager.',
  'pin.refused': ({ attemptsLeft }) => pinRefusal(Number(attemptsLeft)),
  'payment.declined': () => 'The payment was declined. Nothing was sold; take another tender.',
  'action.forbidden': () => 'Your account may not do this. Ask a manager.',
  'pin.locked': ({ until }) =>
    `Too many wrong PINs. Sign in with Google, or try again at ${timeOf(String(until))}.`,
  'sign-in.google-needed': () => 'A PIN is not enough for this. Sign in with Google.',
  'till.needed': () => 'Money is taken at an enrolled till only. Ask a manager to enrol this one.',
  'shift.needed': () => 'No shift is open at this till. Shift+F5 opens one; then go on here.',
  'people.rule': ({ rule }) => peopleRules[rule as PeopleRule] ?? 'Your account may not change this person.',
  'approval.needed': ({ kind }) =>
    `${approvalKinds[kind as ApprovalKind] ?? 'This'} needs a manager’s approval. Ask for it.`,
  'approval.own': () => 'You asked for this yourself. Another manager has to decide.',
  'approval.not-found': () => 'There is no such request any more. Look at the list again.',
  'showtime.not-found': () => 'This show is no longer in the programme. Choose another one.',
  'session.not-found': () => 'That sign-in has ended already.',
  'hold.not-found': () => 'The hold is gone. Take the seats again.',
  'hold.expired': () => 'The hold ran out. Take the seats again.',
  'booking.not-found': () => 'There is no such booking.',
  'person.not-found': () => 'There is no such person any more. Look at the list again.',
  'invitation.not-found': () => 'The invitation is gone: it was used, withdrawn or has run out.',
  'till.not-found': () => 'There is no such till any more. Look at the list again.',
  'shift.not-found': () => 'There is no such shift at this till. Look at the list again.',
  'ticket.unknown': () => 'This is no ticket of this house.',
  'lease.not-found': () => 'There are no such seats lent to this till. Look at the list again.',
  'lease.conflict-not-found': () => 'There is no such sale to decide about. Look at the list again.',
  'route.not-found': () => 'The server does not know this request. Update Foyer.',
  'route.method-not-allowed': () => 'The server does not allow this request. Update Foyer.',
  'seats.taken': (details) => `${namedSeats(details)} just went to somebody else.`,
  'seats.rule': (details) =>
    `${namedSeats(details)} can’t be sold like this: a house rule stands against it.`,
  'holds.limit': (details) =>
    holdTooLarge(details) ??
    `Too many seats of this show are held at once: ${String(details['most'])} are the most. Sell or give back some first.`,
  'hold.in-sale': () => 'These seats are being paid for. Wait a minute, then look again.',
  'showtime.closed': () => 'Sales for this show are closed.',
  'till.state': () => 'This till was revoked. Add a new one in its place.',
  'shift.open': () => 'A shift is open at this till already. Close it first.',
  'shift.state': () => 'This shift is not open any more. Look at it again.',
  'lease.unavailable': ({ reason }) =>
    leaseReasons[String(reason)] ?? 'No seats can be kept ready for the till now.',
  'lease.elsewhere': () =>
    'Seats are lent to another device of this till. A manager has to give that one up first.',
  'lease.state': ({ state }) =>
    leaseStates[String(state)] ?? 'These seats are not lent any more. Look again.',
  'booking.state': () => 'The booking has changed meanwhile. Look in Bookings.',
  'approval.state': ({ state }) =>
    `This request ${approvalStates[state as ApprovalStatus] ?? 'has changed'}. Look at the list again.`,
  'approval.unusable': ({ reason }) =>
    unusable[reason as UnusableReason] ?? 'This approval can’t be used. Ask for a new one.',
  'invitation.needless': () =>
    'Whoever has this address can do that already. Look for the address among the people.',
  'person.has-bookings': ({ open, upcoming }) =>
    `Not settled yet: ${String(open)}. Tickets for shows to come: ${String(upcoming)}. Settle them first, or erase anyway.`,
  'ticket.admitted': ({ at, where }) =>
    `This ticket let its guest in at ${timeOf(String(at))}${placeOf(where)}.`,
  'ticket.wrong-day': () => 'This ticket is for another day.',
  'ticket.wrong-showtime': () => 'This ticket is for another show.',
  'ticket.show-closed': ({ state }) =>
    state === 'CANCELLED' ? 'This show was cancelled.' : 'This show is over.',
  'ticket.too-early': ({ opensAt }) => `The doors open at ${timeOf(String(opensAt))}.`,
  'ticket.not-admitted': () => 'Nobody is in on this ticket any more. Look at the list again.',
  'seats.admitted': (details) =>
    `The guest of ${namedSeats(details)} is in. Undo the admission at the door first.`,
  'ticket.given-back': ({ what }) =>
    what === 'EXCHANGED' ? 'This ticket was exchanged for another.' : 'This ticket was refunded.',
  'version.conflict': () => 'Somebody changed this at the same time. Look again.',
  'seats.unknown': (details) => `${namedSeats(details)} can’t be found in this hall.`,
  'rate.limited': (details) => `Too many requests. Wait ${waitOf(details)} and try again.`,
  internal: () => 'Something broke on the server. Try again; if it stays, tell your manager.',
  'service.unavailable': ({ reason }) =>
    reason === 'arbiter-missing'
      ? 'Sales are stopped: the server could not keep a seat from being sold twice. Tell whoever runs it.'
      : 'The server is busy recovering. Try again in a moment.',
};

const tillRefusals: Readonly<Record<string, string>> = {
  'code-unknown': 'This code is wrong or no longer valid. Ask a manager for a new one.',
  'code-expired': 'This code has run out. Ask a manager for a new one.',
  'till-revoked': 'This till was revoked. Ask a manager.',
};

function pinRefusal(attemptsLeft: number): string {
  return attemptsLeft === 1
    ? 'That is not the PIN. One more try is left.'
    : `That is not the PIN. ${attemptsLeft} more tries are left.`;
}

function timeOf(instant: string): string {
  return new Date(instant).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

function placeOf(where: unknown): string {
  return typeof where === 'string' ? `, ${where}` : '';
}

const peopleRules: Readonly<Record<PeopleRule, string>> = {
  'own-account': 'Nobody can change their own account. Ask another manager.',
  'above-your-role': 'That is above your own role. Ask an administrator.',
  'last-admin': 'This is the only administrator. Make somebody else one first.',
};

const leaseReasons: Readonly<Record<string, string>> = {
  OFF: 'This house keeps no seats ready for a till without a connection.',
  SHARE: 'Other tills have all the seats of this show that may be kept ready.',
  SEATS: 'No seats are free to be kept ready for this till.',
};

const leaseStates: Readonly<Record<string, string>> = {
  RESOLVED: 'Somebody has decided about this sale already. Look at it again.',
  SOLD: 'One of these seats was sold. Look again.',
  CONFLICT: 'A manager has to decide about one of these seats first.',
};

const approvalKinds: Readonly<Record<ApprovalKind, string>> = {
  REFUND: 'A refund of this much',
  COMP: 'Giving seats away',
  PRICE: 'Another price than the list’s',
  ORPHAN: 'Leaving a single seat',
  NO_SALE: 'Opening the drawer without a sale',
  PAY_OUT: 'Paying out this much cash',
  VOID: 'Taking this sale back',
};

const approvalStates: Readonly<Record<ApprovalStatus, string>> = {
  PENDING: 'waits for a manager',
  GRANTED: 'has been granted',
  REFUSED: 'has been refused',
  WITHDRAWN: 'was withdrawn',
  EXPIRED: 'has run out',
  USED: 'has been used',
};

const unusable: Readonly<Record<UnusableReason, string>> = {
  unknown: 'This approval is not known. Ask for a new one.',
  'not-yours': 'Somebody else asked for this approval. Ask for your own.',
  'not-granted': 'No manager has granted this yet.',
  expired: 'The approval ran out. Ask again.',
  used: 'The approval was used already. Ask for a new one.',
  'other-subject': 'The approval was given for something else. Ask for this one.',
};

/** A sentence for people about anything that a call can throw. */
export function textOf(error: unknown): string {
  if (error instanceof ApiProblem) return texts[error.code](error.details);
  return 'The server gave no answer. Check the connection and try again.';
}

/** The seats a refusal names. */
export function seatsOf(error: unknown): readonly string[] {
  return error instanceof ApiProblem ? seatList(error.details) : [];
}

function namedSeats(details: Details): string {
  const seats = seatList(details);
  return seats.length === 0
    ? 'A seat'
    : seats.length === 1
      ? `Seat ${seats[0]}`
      : `Seats ${seats.join(', ')}`;
}

function seatList(details: Details): readonly string[] {
  const seats = details['seats'];
  return Array.isArray(seats) ? seats.filter((seat) => typeof seat === 'string') : [];
}

/** The hold would grow beyond what one sale may have. */
function holdTooLarge({ limit, most }: Details): string | null {
  return limit === 'HOLD'
    ? `One sale has ${String(most)} seats at most. Sell or give back some of these first.`
    : null;
}

/** What the server says of a PIN that nobody may choose. */
function unfitPin({ issues }: Details): string | null {
  const said = Issues.safeParse(issues).data?.find(({ path }) => path.endsWith('pin'));
  return said ? `This PIN ${said.message}.` : null;
}

const Issues = z.array(z.object({ path: z.string(), message: z.string() }));

function waitOf(details: Details): string {
  const seconds = details['retryAfterSeconds'];
  return typeof seconds === 'number' ? `${seconds} s` : 'a moment';
}
