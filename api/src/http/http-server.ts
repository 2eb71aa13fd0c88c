import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { AppError, invalidRequest } from '@foyer/shared/problems';
import type Koa from 'koa';
import { bareHeaders } from './door-headers.ts';
import type { IdSource } from '../platform/random-ids.ts';
import { StartupError } from '../platform/unavailable.ts';

const maxHeaderBytes = 16_384;
/** A real client sends a dozen; Node refuses a request with more. */
const maxHeaders = 100;

/** A till's request is answered in milliseconds; whoever takes longer to send one is let go. */
const limits = {
  /** Kept small on purpose: no request of ours has more than a few hundred bytes of headers. */
  maxHeaderSize: maxHeaderBytes,
  // Longer than proxies keep theirs (60 s as a rule): who closes first loses a request that is on its way.
  keepAliveTimeout: 65_000,
};
const closeWithinMs = 2_000;

export interface DoorOptions {
  readonly ids: IdSource;
  readonly requestTimeoutMs: number;
  readonly headersTimeoutMs: number;
}

/** The listener's door: what never becomes a request is refused with a problem too. */
export function createHttpServer(app: Koa, { ids, requestTimeoutMs, headersTimeoutMs }: DoorOptions): Server {
  const answer = app.callback();
  const times = {
    requestTimeout: requestTimeoutMs,
    headersTimeout: headersTimeoutMs,
    // Looked at often enough that nobody stays much longer than the limit.
    connectionsCheckingInterval: Math.min(2_000, Math.ceil(headersTimeoutMs / 4)),
  };
  const http = createServer({ ...limits, ...times }, (...call) => void answer(...call));
  http.maxHeadersCount = maxHeaders;
  http.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => refuse(error, socket, ids));
  // An expectation nobody meets would be answered 417 without a word; HTTP lets a server pass over it.
  http.on('checkExpectation', (...call) => void answer(...call));
  return http;
}

/** Answers the address it listens on. Throws StartupError with one sentence. */
export function listen(
  http: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<string> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const said =
        error.code === 'EADDRINUSE' ? `Port ${port} is in use.` : `Can't listen on ${host}:${port}.`;
      reject(new StartupError(said, { cause: error }));
    });
    http.listen(port, host, () => {
      const { port: taken } = http.address() as AddressInfo; // a TCP server's address is never a pipe's name
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${taken}`);
    });
  });
}

/** Lets requests under way finish for a moment; idle connections go at once. */
export function closeHttp(http: Server): Promise<void> {
  return new Promise((resolve) => {
    const impatience = setTimeout(() => http.closeAllConnections(), closeWithinMs);
    http.close(() => {
      clearTimeout(impatience);
      resolve();
    });
    http.closeIdleConnections();
  });
}

/** Node's parser gave up: nobody has a request to answer, so the answer is written by hand. */
function refuse(error: NodeJS.ErrnoException, socket: Socket, ids: IdSource): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const refusal =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? new AppError('request.too-large', { limitBytes: maxHeaderBytes })
      : invalidRequest([{ path: 'request', message: 'is not readable HTTP, or did not arrive in time' }]);
  const { code, details, status } = refusal;
  const requestId = ids.next('req');
  const body = JSON.stringify({ error: { code, details, requestId } });
  const headers = {
    ...bareHeaders,
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    'X-Request-Id': requestId,
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} Refused`, ...lines, '', body].join('\r\n'));
}
