import { ApprovalKind } from '@foyer/shared/approval-kinds';
import type { AuditEntry } from '@foyer/shared/audit';
import { formatMoney } from '@foyer/shared/money';
import { Role } from '@foyer/shared/roles';
import { z } from 'zod';
import { roleNames } from '../../data/role-names.ts';
import { seatRuns } from '../approvals/approval-words.ts';
import { actionNames } from './action-names.ts';

/** Names of people and tills by their ids, as the server knows them now. */
export type Names = Readonly<Record<string, string>>;

/** Whoever is erased, or was never anybody. */
const gone = 'somebody who is gone';

/** Facts that are told in words; an entry has those of its action, and older ones may lack some. */
const Facts = z.object({
  kind: ApprovalKind.optional().catch(undefined),
  seats: z.array(z.string()).optional().catch(undefined),
  amountMinor: z.number().optional().catch(undefined),
  currency: z.string().optional().catch(undefined),
  reference: z.string().optional().catch(undefined),
  requestedBy: z.string().optional().catch(undefined),
  requestTill: z.string().nullish().catch(undefined),
  requestReason: z.string().optional().catch(undefined),
  by: z.string().nullish().catch(undefined),
  role: Role.optional().catch(undefined),
  name: z.string().optional().catch(undefined),
  replacesDevice: z.boolean().optional().catch(undefined),
});
type Facts = z.infer<typeof Facts>;

/** Who acted; null for nobody in particular. */
export function actorOf({ actor }: AuditEntry, names: Names): string | null {
  if (actor.id === 'anonymous') return null;
  return actor.id === 'system' ? 'Foyer itself' : (names[actor.id] ?? gone);
}

/** At which till it was done, or asked for. */
export function placeOf({ till, after }: AuditEntry, names: Names): string | null {
  const at = Facts.parse(after ?? {}).requestTill ?? till;
  return at === null ? null : (names[at] ?? 'a till');
}

/** What happened, without who and where, e.g. `Refund of €42.00 approved`. */
export function whatOf(entry: AuditEntry, names: Names): string {
  const facts = Facts.parse(entry.after ?? {});
  const target = names[entry.target.id];
  const person = target ?? gone;
  const till = target ?? facts.name ?? 'A till';
  switch (entry.action) {
    case 'approval.requested':
      return `${subjectOf(facts)} asked for`;
    case 'approval.granted':
      return `${subjectOf(facts)} approved`;
    case 'approval.refused':
      return `${subjectOf(facts)} refused`;
    case 'approval.withdrawn':
      return `${subjectOf(facts)}: request withdrawn`;
    case 'approval.expired':
      return `${subjectOf(facts)} not decided in time`;
    case 'approval.used':
      return `${subjectOf(facts)}: approval used`;
    case 'drawer.opened':
      return 'Drawer opened without a sale';
    case 'till.added':
      return `${till} added`;
    case 'till.code-issued':
      return `New code for ${till} made`;
    case 'till.enrolled':
      return `${till} enrolled${facts.replacesDevice === true ? ', on another device than before' : ''}`;
    case 'till.revoked':
      return `${till} revoked`;
    case 'pin.locked':
      return `PIN of ${person} locked after too many wrong tries`;
    case 'sign-in.success':
      return facts.by === 'PIN' ? 'Signed in by PIN' : 'Signed in with Google';
    case 'sign-in.refused':
      if (entry.reason === 'pin-wrong') return `Wrong PIN for ${person}`;
      return entry.reason === 'pin-of-no-manager'
        ? 'PIN tried where a manager’s is needed'
        : actionNames[entry.action];
    case 'people.invited':
      return `Somebody invited${facts.role ? ` as ${roleWord(facts.role)}` : ''}`;
    case 'people.role-changed':
      return `Role of ${person} changed${roleChange(entry)}`;
    case 'people.disabled':
      return `Account of ${person} disabled`;
    case 'people.enabled':
      return `Account of ${person} enabled again`;
    case 'people.exported':
      return `Personal data of ${person} exported`;
    case 'people.erased':
      return 'A person erased';
    default:
      return [actionNames[entry.action], facts.reference, facts.seats && seatRuns(facts.seats)]
        .filter((part) => part !== undefined && part !== '')
        .join(' · ');
  }
}

/** The whole entry as one sentence: what, by whom, where and why. */
export function sentenceOf(entry: AuditEntry, names: Names): string {
  const actor = actorOf(entry, names);
  const place = placeOf(entry, names);
  const said = reasonOf(entry);
  const asker = askerOf(entry, names);
  return [
    whatOf(entry, names),
    actor === null || entry.actor.id === 'system' ? '' : ` by ${actor}`,
    isByPin(entry) ? ' with a PIN' : '',
    place === null || tillItself(entry) ? '' : ` at ${place}`,
    asker === null ? '' : `, asked for by ${asker}`,
    said === null ? '' : ` — reason: ${said}`,
  ].join('');
}

/** Why; of a decision, why it was asked for. */
export function reasonOf({ reason, after }: AuditEntry): string | null {
  if (reason === 'pin-wrong' || reason === 'pin-of-no-manager') return null;
  const why = Facts.parse(after ?? {}).requestReason ?? reason;
  return why !== null && /^[a-z]+(-[a-z]+)+$/.test(why) ? why.replaceAll('-', ' ') : why;
}

/** What the manager added to a decision. */
export function noteOf({ reason, after, action }: AuditEntry): string | null {
  const isDecision = action === 'approval.granted' || action === 'approval.refused';
  return isDecision && Facts.parse(after ?? {}).requestReason !== undefined ? reason : null;
}

/** Who asked, where somebody else acted. */
function askerOf({ action, actor, after }: AuditEntry, names: Names): string | null {
  const { requestedBy } = Facts.parse(after ?? {});
  if (!action.startsWith('approval.') || requestedBy === undefined || requestedBy === actor.id) return null;
  return names[requestedBy] ?? gone;
}

function isByPin({ action, after }: AuditEntry): boolean {
  return action === 'approval.granted' && Facts.parse(after ?? {}).by === 'PIN';
}

/** A till that is spoken of is not said to be the place, too. */
function tillItself({ target, till }: AuditEntry): boolean {
  return target.kind === 'till' && target.id === till;
}

const subjects: Readonly<Record<ApprovalKind, (money: string) => string>> = {
  REFUND: (money) => `Refund${money}`,
  VOID: (money) => `Taking back a sale${money}`,
  COMP: () => 'Giving seats away',
  PRICE: (money) => `Another price${money}`,
  ORPHAN: () => 'Leaving a single seat',
  NO_SALE: () => 'Opening the drawer without a sale',
  PAY_OUT: (money) => `Paying out cash${money}`,
};

function subjectOf({ kind, amountMinor, currency }: Facts): string {
  if (kind === undefined) return 'Something';
  const isTold = amountMinor !== undefined && currency !== undefined;
  return subjects[kind](isTold ? ` of ${formatMoney(amountMinor, currency)}` : '');
}

function roleChange({ before, after }: AuditEntry): string {
  const [from, to] = [before, after].map((facts) => Facts.parse(facts ?? {}).role);
  return from && to ? ` from ${roleWord(from)} to ${roleWord(to)}` : '';
}

function roleWord(role: Role): string {
  return roleNames[role].toLowerCase();
}
