/** I1 for leases: what is lent to a till claims exactly what the till has left, and no seat of it has two fates. Pure. */
import type { LeaseRecord } from '../leases/lease.ts';
import { aboutBooking, type Finding } from './invariants.ts';

export function judgeLease(lease: LeaseRecord): readonly Finding[] {
  const { _id: id, status, claims, seats, sold, returned, granted, leaseTill } = lease;
  const broken = (message: string): Finding => aboutBooking('I1', id, { message });
  const isLive = status === 'LEASED';
  const findings: Finding[] = [];
  if (claims !== isLive) {
    findings.push(broken(`is a lease that is ${status} and ${claims ? 'claims still' : 'does not claim'}`));
  }
  if ((leaseTill !== undefined) !== isLive) {
    findings.push(broken(`is a lease that is ${status} and ${isLive ? 'no till’s' : 'a till’s still'}`));
  }
  const gone = [...sold.flatMap((one) => one.seats), ...returned];
  const told = [...seats, ...gone].toSorted().join(' ');
  const lent = granted.chairs.map((chair) => chair.id);
  // Of a lost lease the seats that nobody had sold are everybody's again.
  const isLost = status === 'LOST' && gone.every((seat) => lent.includes(seat));
  if (told !== lent.toSorted().join(' ') && !isLost) {
    findings.push(broken(`is a lease of ${lent.join(' ')} and accounts for ${told}`));
  }
  return findings;
}
