import mongoose, { type Connection } from 'mongoose';
import { withoutCredentials } from './secret.ts';
import { StartupError } from './unavailable.ts';

const { MongoBulkWriteError, MongoError, MongoServerError, MongoWriteConcernError } = mongoose.mongo;

export interface MongoOptions {
  readonly uri: string;
  readonly database: string;
  /** How long an operation waits for a reachable primary before it gives up. */
  readonly serverSelectionTimeoutMs: number;
}

/**
 * How long a write waits for the majority. Past it nobody knows whether the write will last: ask by its id. A healthy
 * set needs some milliseconds; who sells waits for this and for `certainReadMs` after it.
 */
const majorityLimitMs = 2_500;

/** The most that a linearizable read may take: without a majority it would wait for ever. */
export const certainReadMs = 2_500;

/**
 * Opens the one connection pool. Every write waits for the majority and the journal; nothing is buffered while
 * the server is away, so a caller hears of it at once.
 */
export async function connectMongo(options: MongoOptions): Promise<Connection> {
  const connection = mongoose.createConnection(options.uri, {
    dbName: options.database,
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    maxPoolSize: 64,
    serverSelectionTimeoutMS: options.serverSelectionTimeoutMs,
    // A server that has gone silent is found out after both of these together: the driver's monitor gives each of its
    // questions that long. 500 ms is the least that the driver's specification allows.
    connectTimeoutMS: 1_000,
    heartbeatFrequencyMS: 500,
    socketTimeoutMS: 15_000,
    minHeartbeatFrequencyMS: 200,
    writeConcern: { w: 'majority', journal: true, wtimeoutMS: majorityLimitMs },
    readConcern: { level: 'majority' },
    retryWrites: true,
  });
  connection.on('error', () => undefined);
  try {
    await connection.asPromise();
  } catch (error) {
    await connection.close(true).catch(() => undefined);
    throw new StartupError(`MongoDB does not answer at ${withoutCredentials(options.uri)}.`, {
      cause: error,
    });
  }
  return connection;
}

/**
 * Options with which a change stream begins at this moment: the driver opens it at its first read only, and what happens
 * until then must not be missed.
 */
export async function fromNowOn(
  connection: Connection,
): Promise<{ readonly startAtOperationTime?: mongoose.mongo.Timestamp }> {
  const answer = await connection.db?.command({ ping: 1 });
  const startAtOperationTime = answer?.['operationTime'] as mongoose.mongo.Timestamp | undefined;
  return startAtOperationTime ? { startAtOperationTime } : {};
}

/** Whether the server answers a ping within the time. */
export async function pingMongo(connection: Connection, timeoutMs: number): Promise<boolean> {
  try {
    await connection.db?.command({ ping: 1 }, { timeoutMS: timeoutMs });
    return connection.db !== undefined;
  } catch {
    return false;
  }
}

/** The index key of a duplicate-key refusal, or null when the error is something else. */
export function duplicateKeyOf(error: unknown): Readonly<Record<string, unknown>> | null {
  if (!(error instanceof MongoServerError) || error.code !== 11_000) return null;
  const keyValue: unknown = error['keyValue'];
  return typeof keyValue === 'object' && keyValue !== null ? { ...keyValue } : {};
}

/** Whether every failure of an unordered bulk write is a duplicate, i.e. the documents were there already. */
export function isOnlyDuplicates(error: unknown): boolean {
  if (duplicateKeyOf(error) !== null) return true;
  if (!(error instanceof MongoBulkWriteError)) return false;
  const { writeErrors } = error;
  const failures: readonly { code: number }[] = Array.isArray(writeErrors) ? writeErrors : [writeErrors];
  return failures.length > 0 && failures.every((failure) => failure.code === 11_000);
}

/**
 * Whether the error says that the server could not be reached, gave no answer, or could not say that what it wrote will
 * last, as opposed to refusing.
 */
export function isMongoUnavailable(error: unknown): boolean {
  if (error instanceof mongoose.Error.MongooseServerSelectionError) return true;
  if (!(error instanceof MongoError)) return isBrokenConnection(error);
  if (error instanceof MongoWriteConcernError) return true;
  if (error instanceof MongoServerError) {
    return error.hasErrorLabel('RetryableWriteError') || notPrimaryCodes.has(Number(error.code));
  }
  return true;
}

/**
 * The driver lets some errors of a socket through as they are, such as a write to a connection that the other side has
 * just closed: whether the server heard of the operation is then unknown.
 */
function isBrokenConnection(error: unknown): boolean {
  return error instanceof Error && 'code' in error && brokenConnectionCodes.has(String(error.code));
}

const brokenConnectionCodes = new Set([
  'EPIPE',
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'ENOTCONN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
]);

/**
 * Codes of the server discovery specification (not writable primary, shutting down, stepped down), of time-outs, and of
 * a server that has no member to read from (133) or knows no majority yet (134).
 */
const notPrimaryCodes = new Set([
  91, 189, 7, 6, 89, 9001, 10_107, 13_435, 13_436, 11_600, 11_602, 50, 262, 64, 133, 134,
]);
