import type { Connection, mongo, QueryFilter } from 'mongoose';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import { erasureModel, type ErasureDocument } from '../people/erasure.model.ts';
import { tillModel } from '../tills/till.model.ts';
import { certainReadMs, fromNowOn } from '../../platform/mongo.ts';
import type { RevocationSource, RevocationStream } from './revocation-watch.ts';
import type { RevocationChange, Standing } from './revocations.ts';
import { sessionModel } from './session.model.ts';
import { userModel } from './user.model.ts';

/** What a stream tells at the latest: an answer that nothing has changed shows that it is alive. */
const awaitMs = 200;

/** Only what takes rights away or gives them back: the many sign-ins and refreshes stay in the database. */
const pipeline = [
  {
    $match: {
      $or: [
        {
          'ns.coll': 'users',
          $or: [
            { operationType: { $in: ['replace', 'delete'] } },
            { 'updateDescription.updatedFields.roleVersion': { $exists: true } },
            { 'updateDescription.updatedFields.disabledAt': { $exists: true } },
            { 'updateDescription.removedFields': 'disabledAt' },
          ],
        },
        {
          'ns.coll': 'sessions',
          $or: [
            { operationType: 'delete' },
            { 'updateDescription.updatedFields.endedAt': { $exists: true } },
          ],
        },
        {
          'ns.coll': 'tills',
          $or: [
            { operationType: 'delete' },
            { 'updateDescription.updatedFields.revokedAt': { $exists: true } },
          ],
        },
      ],
    },
  },
];

const UserOfChange = z.object({
  _id: z.string(),
  roleVersion: z.number().default(1),
  disabledAt: z.date().nullish(),
});
const Change = z.object({
  ns: z.object({ coll: z.string() }),
  documentKey: z.object({ _id: z.string() }),
  fullDocument: z.unknown().optional(),
});

export interface RevocationRepositoryNeeds {
  readonly connection: Connection;
  readonly clock: Clock;
  /** How long an ended session is of interest. */
  readonly keepMs: number;
}

/** Reads and follows what is revoked: of users `roleVersion` and `disabledAt`, of sessions and tills their end. */
export function createRevocationRepository(needs: RevocationRepositoryNeeds): RevocationSource {
  const { connection, clock, keepMs } = needs;
  const users = userModel(connection);
  const sessions = sessionModel(connection);
  const tills = tillModel(connection);
  const erasures = erasureModel(connection);

  return {
    load: async () => {
      const since = new Date(clock.now().getTime() - keepMs);
      const [people, ended, revoked, erased] = await Promise.all([
        users
          .find({ $or: [{ roleVersion: { $gt: 1 } }, { disabledAt: { $gt: new Date(0) } }] })
          .select({ roleVersion: 1, disabledAt: 1 })
          .read('primary')
          .maxTimeMS(certainReadMs)
          .lean(),
        sessions
          .find({ endedAt: { $gt: since } })
          .select({ _id: 1 })
          .read('primary')
          .maxTimeMS(certainReadMs)
          .lean(),
        tills
          .find({ revokedAt: { $gt: since } })
          .select({ _id: 1 })
          .read('primary')
          .maxTimeMS(certainReadMs)
          .lean(),
        // They are looked after for longer than a token lives.
        erasures
          .find({ dueAt: { $type: 'date' } } as QueryFilter<ErasureDocument>)
          .select({ _id: 1 })
          .read('primary')
          .maxTimeMS(certainReadMs)
          .lean(),
      ]);
      return {
        standings: people.map(standingOf),
        endedSessions: idsOf(ended),
        revokedTills: idsOf(revoked),
        erasedPeople: idsOf(erased),
      };
    },

    open: async () => {
      const start = await fromNowOn(connection);
      const stream = connection.db?.watch(pipeline, {
        fullDocument: 'updateLookup',
        readPreference: 'primary',
        maxAwaitTimeMS: awaitMs,
        ...start,
      });
      if (!stream) throw new Error('the connection has no database');
      return streamOf(stream);
    },
  };
}

function streamOf(stream: mongo.ChangeStream): RevocationStream {
  return {
    next: async () => {
      const change: unknown = await stream.tryNext();
      if (change === null && stream.closed) throw new Error('the stream was closed');
      return change === null ? null : changeOf(Change.parse(change));
    },
    close: () => stream.close(),
  };
}

function changeOf({ ns, documentKey, fullDocument }: z.infer<typeof Change>): RevocationChange {
  const person = UserOfChange.safeParse(fullDocument);
  if (ns.coll !== 'users' || !person.success) return { kind: 'gone', id: documentKey._id };
  return { kind: 'standing', standing: standingOf(person.data) };
}

function standingOf({ _id, roleVersion, disabledAt }: z.input<typeof UserOfChange>): Standing {
  return { userId: _id, roleVersion: roleVersion ?? 1, isDisabled: Boolean(disabledAt) };
}

function idsOf(found: readonly { readonly _id: string }[]): readonly string[] {
  return found.map(({ _id }) => _id);
}
