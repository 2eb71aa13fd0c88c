import { SeatId, ShowtimeId, UserId } from '@foyer/shared/ids';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemAct } from '../seats/seats.ts';
import { createAdmissionRepository, type AdmissionRepository } from './admission.repository.ts';
import { buildBooking, startBookings } from './booking.harness.ts';
import type { AdmissionRecord, BookingRecord } from './booking.ts';
import { changed, type BookingChange } from './booking-change.ts';
import { bookingEvent } from './booking-events.ts';

let db: Awaited<ReturnType<typeof startBookings>>;
let admissions: AdmissionRepository;
beforeAll(async () => {
  db = await startBookings();
  admissions = createAdmissionRepository(db.model);
});
afterAll(() => db.stop());

const at = new Date('2026-11-26T19:00:00Z');
const told = { act: systemAct, at };
const fact = (booking: BookingRecord) => bookingEvent(booking, { action: 'booking.success' }, told);

function admissionOf(booking: BookingRecord, seat: string, scanHash = 'scan-1'): AdmissionRecord {
  return {
    seat: SeatId.parse(seat),
    showtimeId: booking.showtimeId,
    scanHash,
    at,
    scannedAt: null,
    actor: { id: UserId.parse('usr_1'), role: 'CASHIER' },
    till: null,
    place: null,
    undone: null,
  };
}

async function sold(showtimeId: string): Promise<BookingRecord> {
  const booking = buildBooking({ showtimeId, seats: ['F7', 'F8'] });
  await db.repository.insert(booking);
  return booking;
}

/** The booking without a seat. */
function giving(booking: BookingRecord, seat: string): BookingChange {
  const lines = booking.lines.filter((line) => line.seat !== seat);
  return changed(booking, { lines, seats: lines.map((line) => line.seat) }, []);
}

it('lets nothing take a seat whose guest is in, although the version is the one that was read', async () => {
  const seen = await sold('st-door');
  expect(await admissions.admit(seen, admissionOf(seen, 'F7'), fact(seen))).toMatchObject({ version: 1 });
  expect((await db.repository.save(seen, giving(seen, 'F7'), told)).kind).toBe('CONFLICT');
  const elsewhere = changed(seen, { showtimeId: ShowtimeId.parse('st-other') }, []);
  expect((await db.repository.save(seen, elsewhere, told)).kind).toBe('CONFLICT');
  expect((await db.repository.save(seen, giving(seen, 'F8'), told)).kind).toBe('SAVED');
});

it('lets a seat go once its admission is undone', async () => {
  const seen = await sold('st-undone');
  const admission = admissionOf(seen, 'F7');
  await admissions.admit(seen, admission, fact(seen));
  const undone = { at, actor: admission.actor, reason: 'a test' };
  expect(await admissions.undo(seen, { ...admission, undone }, fact(seen))).not.toBeNull();
  expect(await admissions.undo(seen, { ...admission, undone }, fact(seen))).toBeNull();
  expect((await db.repository.save(seen, giving(seen, 'F7'), told)).kind).toBe('SAVED');
});

it('admits no seat twice, none that has left, and none upon what was changed since', async () => {
  const seen = await sold('st-twice');
  const answers = await Promise.all(
    ['scan-1', 'scan-2'].map((scan) => admissions.admit(seen, admissionOf(seen, 'F7', scan), fact(seen))),
  );
  expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
  await db.repository.save(seen, giving(seen, 'F8'), told);
  expect(await admissions.admit(seen, admissionOf(seen, 'F8'), fact(seen))).toBeNull();
  const now = await db.repository.read(seen._id);
  expect(now && (await admissions.admit(now, admissionOf(now, 'F8'), fact(now)))).toBeNull();
});
