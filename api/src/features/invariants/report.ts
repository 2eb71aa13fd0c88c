/** What a round says of each invariant, as figures and as lines for people. Pure. */
import { invariantIds, type Finding, type InvariantId } from './invariants.ts';

export type VerdictState = 'OK' | 'ALARM' | 'BROKEN' | 'UNCHECKED' | 'NOT_HERE';

export interface Verdict {
  readonly invariant: InvariantId;
  readonly state: VerdictState;
  /** Without the invariant's name, e.g. `ok, 1,234 bookings looked at`. */
  readonly text: string;
}

export interface RoundReport {
  readonly at: Date;
  readonly verdicts: readonly Verdict[];
  readonly broken: readonly Finding[];
  readonly alarms: readonly Finding[];
}

interface Round {
  readonly findings: readonly Finding[];
  readonly looked: Readonly<Partial<Record<InvariantId, number>>>;
  readonly unchecked: ReadonlyMap<InvariantId, string>;
  readonly at: Date;
}

/** What is counted; a text instead where the invariant is none that a look at the database can judge. */
const about: Readonly<Record<InvariantId, { readonly counted: string } | { readonly notHere: string }>> = {
  I1: { counted: 'bookings with seats' },
  I2: { counted: 'facts of bookings' },
  I3: { notHere: 'not checkable here: it is about answers over time, see npm run campaign' },
  I4: { counted: 'bookings' },
  I5: { counted: 'booked seats' },
  I6: { counted: 'facts' },
  I7: { notHere: "not checkable here: it is about a client's map, see npm run campaign" },
  I8: { counted: 'bookings that wait for money' },
  I9: { counted: 'shifts' },
};

/** Nothing signs the trail yet. */
const notes: Readonly<Partial<Record<InvariantId, string>>> = {
  I6: 'chain: not checkable yet',
};

const mostNamed = 5;

export function reportOf({ findings, looked, unchecked, at }: Round): RoundReport {
  const distinct = [...new Map(findings.map((finding) => [finding.key, finding])).values()];
  const broken = distinct.filter(({ severity }) => severity === 'BROKEN');
  const alarms = distinct.filter(({ severity }) => severity === 'ALARM');
  const verdicts = invariantIds.map((invariant): Verdict => {
    const kind = about[invariant];
    if ('notHere' in kind) return { invariant, state: 'NOT_HERE', text: kind.notHere };
    const own = (among: readonly Finding[]) => among.filter((finding) => finding.invariant === invariant);
    const note = notes[invariant] === undefined ? '' : `; ${notes[invariant]}`;
    if (own(broken).length > 0) {
      return { invariant, state: 'BROKEN', text: `broken: ${named(own(broken))}${note}` };
    }
    const why = unchecked.get(invariant);
    if (why !== undefined) return { invariant, state: 'UNCHECKED', text: `not checked: ${why}` };
    const count = `${(looked[invariant] ?? 0).toLocaleString('en')} ${kind.counted} looked at`;
    if (own(alarms).length > 0) {
      return { invariant, state: 'ALARM', text: `alarm: ${named(own(alarms))}; ${count}${note}` };
    }
    return { invariant, state: 'OK', text: `ok, ${count}${note}` };
  });
  return { at, verdicts, broken, alarms };
}

function named(findings: readonly Finding[]): string {
  const more = findings.length - mostNamed;
  const told = findings.slice(0, mostNamed).map(({ message }) => message);
  return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
