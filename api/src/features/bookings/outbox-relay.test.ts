import type { AuditEvent } from '@foyer/shared/audit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { migrate } from '../../platform/indexes.ts';
import { startAudit } from '../audit/audit.harness.ts';
import { buildBooking, startBookings } from './booking.harness.ts';
import type { UntoldBooking } from './booking.repository.ts';
import { notificationCollections, notificationModel } from '../notifications/notification.model.ts';
import { notificationsFor } from '../notifications/notification.policy.ts';
import { NotificationRepository } from '../notifications/notification.repository.ts';
import { relayOutbox } from './outbox-relay.ts';

let bookings: Awaited<ReturnType<typeof startBookings>>;
let audit: Awaited<ReturnType<typeof startAudit>>;
beforeAll(async () => {
  bookings = await startBookings();
});
afterAll(() => bookings.stop());
beforeEach(async () => {
  audit = await startAudit();
});
afterEach(() => audit.stop());

const record = (...call: Parameters<typeof audit.repository.append>): Promise<void> =>
  audit.repository.append(...call);

/** Sells a seat and answers the ids of the facts that wait in its outbox. */
async function sell(seat: string): Promise<string[]> {
  const booking = buildBooking({ showtimeId: `st-${seat}`, seats: [seat] });
  await bookings.repository.insert(booking);
  return booking.outbox.map(({ id }) => id);
}

async function recordedIds(): Promise<string[]> {
  return (await audit.stored()).map(({ id }) => id);
}

test('facts are recorded and leave the outbox; the booking’s version stays', async () => {
  const facts = await sell('A1');
  await relayOutbox(bookings.repository, record);
  expect(await recordedIds()).toEqual(facts);
  expect(await bookings.repository.untold(10)).toEqual([]);
  expect(await bookings.model.find().lean()).toMatchObject([{ seats: ['A1'], version: 1, outbox: [] }]);
});

test('a crash between recording and taking out tells every fact once all the same', async () => {
  const facts = await sell('A2');
  const crash = new Error('the process ended here');
  const crashing = {
    untold: (limit: number) => bookings.repository.untold(limit),
    markTold: () => Promise.reject(crash),
  };
  await expect(relayOutbox(crashing, record)).rejects.toBe(crash);
  expect(await bookings.repository.untold(10)).toHaveLength(1);
  await relayOutbox(bookings.repository, record);
  expect(await recordedIds()).toEqual(facts);
  expect(await bookings.repository.untold(10)).toEqual([]);
});

test('a fact that could not be recorded stays in the outbox', async () => {
  const facts = await sell('A3');
  const away = new Error('MongoDB is away');
  await expect(relayOutbox(bookings.repository, () => Promise.reject(away))).rejects.toBe(away);
  await relayOutbox(bookings.repository, record);
  expect(await recordedIds()).toEqual(facts);
});

test('relays on several nodes tell every fact once', async () => {
  const sold = await Promise.all(Array.from({ length: 20 }, (_, index) => sell(`B${index}`)));
  await Promise.all(Array.from({ length: 4 }, () => relayOutbox(bookings.repository, record)));
  expect((await recordedIds()).sort()).toEqual(sold.flat().sort());
  expect(await bookings.repository.untold(100)).toEqual([]);
});

describe('a crash at any step', () => {
  /** Every listener there is, any of which can be made to end the process. */
  function house(crashAt: 'record' | 'notify' | 'publish' | 'markTold' | null) {
    const crash = (step: typeof crashAt): void => {
      if (step === crashAt) throw new Error('the process ended here');
    };
    return {
      repository: {
        untold: (limit: number) => bookings.repository.untold(limit),
        markTold: async (...told: Parameters<typeof bookings.repository.markTold>) => {
          crash('markTold');
          await bookings.repository.markTold(...told);
        },
      },
      record: async (...call: Parameters<typeof record>) => {
        await record(...call);
        crash('record');
      },
      extras: {
        notify: async (untold: readonly UntoldBooking[]) => {
          await notifications.add(untold.flatMap(notificationsFor), new Date());
          crash('notify');
        },
        publish: async (events: readonly AuditEvent[]) => {
          published.push(...events.map(({ id }) => id));
          crash('publish');
        },
      },
    };
  }
  let published: string[] = [];
  let notifications: NotificationRepository;
  beforeAll(async () => {
    await migrate(bookings.connection, notificationCollections(bookings.connection));
    notifications = new NotificationRepository(notificationModel(bookings.connection));
  });

  test.each(['record', 'notify', 'publish', 'markTold'] as const)(
    'after %s repeats under the same ids: audit and mail know each fact once',
    async (step) => {
      published = [];
      const booking = buildBooking({ showtimeId: `st-${step}`, seats: ['C1'] });
      await bookings.repository.insert({ ...booking, contact: { email: 'greta@example.test' } });
      const facts = booking.outbox.map(({ id }) => id);
      const crashing = house(step);
      await expect(relayOutbox(crashing.repository, crashing.record, crashing.extras)).rejects.toThrow(
        'the process ended here',
      );
      const next = house(null);
      await relayOutbox(next.repository, next.record, next.extras);
      expect(await recordedIds()).toEqual(facts);
      const jobs = await notificationModel(bookings.connection).find({ bookingId: booking._id }).lean();
      expect(jobs.map(({ _id, status }) => [_id, status])).toEqual(facts.map((id) => [id, 'WAITING']));
      expect([...new Set(published)]).toEqual(facts);
      expect(await bookings.repository.untold(10)).toEqual([]);
    },
  );
});
