import type { ClientSession, Connection } from 'mongoose';

/** Past it the transaction is given up; whoever waits is told that the database is away. */
const limitMs = 5_000;

/**
 * Runs several writes as one, on the state of one moment. What collides with another transaction is run again, so `run`
 * changes nothing but through its session. Writes of different documents do not collide: let all that must not cross
 * each other touch one document first.
 */
export async function inTransaction<Result>(
  connection: Connection,
  run: (session: ClientSession) => Promise<Result>,
): Promise<Result> {
  const session = await connection.startSession();
  try {
    return await session.withTransaction(run, {
      readConcern: { level: 'snapshot' },
      readPreference: 'primary',
      writeConcern: { w: 'majority' },
      timeoutMS: limitMs,
    });
  } finally {
    await session.endSession();
  }
}
