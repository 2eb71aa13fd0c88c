import type { Admission, DoorShow, Party } from '@foyer/shared/http/admissions';
import { z } from 'zod';
import type { LocalAnswer } from '../../../bridge/door.ts';
import type { ApiProblem } from '../../data/api-problem.ts';
import { textOf } from '../../data/problem-texts.ts';
import { inSeatOrder } from '../../data/seat-order.ts';
import { clockTime, showTime } from '../../ui/when.ts';

/** `in`: let them pass. `elsewhere`: a good ticket, not for here. `wait`: not yet. `out`: nobody passes. */
export type DoorTone = 'in' | 'out' | 'elsewhere' | 'wait';

/** What a door says, to be read from two steps away. */
export interface DoorWord {
  readonly tone: DoorTone;
  readonly title: string;
  readonly text: string;
  readonly party: Party | null;
  /** As of when the list is that said so; null where the server did. */
  readonly listAsOf: string | null;
}

/** In which zone, and what time it is now. */
export interface When {
  readonly timeZone: string;
  readonly nowMs: number;
}

export function admittedWord(
  { seat }: Pick<Admission, 'seat'>,
  party: Party,
  listAsOf: string | null = null,
): DoorWord {
  return { tone: 'in', title: 'Come in', text: `Seat ${seat}`, party, listAsOf };
}

/** Who of a party is in, and who is missing. */
export function partyText({ size, admitted, missing }: Party): string {
  if (size <= 1) return '';
  if (missing.length === 0) return `All ${size} of the party are in.`;
  return `${admitted} of ${size} are in; ${inSeatOrder(missing).join(', ')} still missing.`;
}

const Show = z.object({ title: z.string(), auditorium: z.string(), startsAt: z.string() });
const Again = z.object({ seat: z.string(), at: z.string(), where: z.string().nullable(), by: z.string() });
const Back = z.object({ what: z.enum(['REFUNDED', 'EXCHANGED']), at: z.string() });

/** What the server's refusal means at a door. */
export function refusedWord(problem: ApiProblem, when: When): DoorWord {
  const { code, details } = problem;
  switch (code) {
    case 'ticket.admitted': {
      const { seat, at, where, by } = Again.parse(details);
      return again({ seat, at, by, where }, when);
    }
    case 'ticket.wrong-day':
      return elsewhere('Another day', showText(Show.parse(details), when));
    case 'ticket.wrong-showtime':
      return elsewhere('Another show', showText(Show.parse(details), when));
    case 'ticket.given-back': {
      const { what, at } = Back.parse(details);
      const title = what === 'REFUNDED' ? 'Refunded' : 'Exchanged';
      const next = what === 'REFUNDED' ? 'To the counter.' : 'The guest has a newer ticket.';
      return out(title, `This ticket was given back ${moment(at, when)}. ${next}`);
    }
    case 'ticket.too-early': {
      const { opensAt } = z.object({ opensAt: z.string() }).parse(details);
      const text = `The doors open at ${clockTime(opensAt, when.timeZone)}.`;
      return { ...out('Too early', text), tone: 'wait' };
    }
    case 'ticket.show-closed':
      return out(details['state'] === 'CANCELLED' ? 'Show cancelled' : 'Show is over', 'To the counter.');
    case 'ticket.unknown':
      return out(
        'Not one of ours',
        'This is no ticket of this house. Look for the guest by name or reference.',
      );
    case 'booking.state':
      return out('Not paid', 'The booking is not paid, or not valid any more. To the counter.');
    default:
      return out('Not let in', textOf(problem));
  }
}

/** What the list says while the server is away. */
export function localWord(answer: LocalAnswer, when: When): DoorWord {
  switch (answer.kind) {
    case 'admitted':
      return admittedWord(answer, answer.party, answer.asOf);
    case 'again':
      return again({ ...answer, by: '' }, when);
    case 'unknown':
      return out('Not one of ours', 'This is no ticket of this house.');
    case 'other-show':
      return elsewhere(
        'Another show',
        answer.show ? showText(answer.show, when) : 'Which one is not known here while the server is away.',
      );
    case 'not-listed': {
      const asOf = clockTime(answer.asOf, when.timeZone);
      return out(
        'Not on the list',
        `Sold or given back after ${asOf}. To the counter, or wait for the server.`,
      );
    }
    case 'show-cancelled':
      return out('Show cancelled', 'To the counter.');
    case 'no-list':
      return out('No list here', 'This show was never opened at this door while the server was there.');
    case 'not-stored':
      return out(
        'Can’t be noted',
        'The disk of this machine takes nothing: nobody would know that the guest is in.',
      );
  }
}

export const foreignWord = out('Not a ticket', 'This code isn’t one of ours.');
export const brokenWord = out('Scan it again', 'Part of the code is missing.');
export const holdWord = out('Not a ticket', 'This code is for seats that are not sold yet. To the counter.');

function again(
  {
    seat,
    at,
    where,
    by,
  }: { readonly seat: string; readonly at: string; readonly where: string | null; readonly by: string },
  when: When,
): DoorWord {
  const parts = [moment(at, when), where ?? '', by === '' ? '' : `by ${by}`].filter((part) => part !== '');
  return out('Already in', `Seat ${seat}: ${parts.join(', ')}.`);
}

function showText(
  { title, auditorium, startsAt }: Pick<DoorShow, 'title' | 'auditorium' | 'startsAt'>,
  when: When,
) {
  return `${title}, ${showTime(startsAt, when.timeZone, when.nowMs)}, ${auditorium}.`;
}

function moment(at: string, { timeZone, nowMs }: When): string {
  return `at ${showTime(at, timeZone, nowMs)}`;
}

function out(title: string, text: string): DoorWord {
  return { tone: 'out', title, text, party: null, listAsOf: null };
}

function elsewhere(title: string, text: string): DoorWord {
  return { ...out(title, text), tone: 'elsewhere' };
}
