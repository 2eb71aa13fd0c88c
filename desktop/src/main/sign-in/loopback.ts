import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { closePage, closePagePolicy } from './close-page.ts';

const path = '/signed-in';

export type LoopbackOutcome =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'refused' }
  /** The house keeps this person out. */
  | { readonly kind: 'disabled' }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'closed' };

export interface Loopback {
  readonly redirectUri: string;
  /** Settles once, never rejects. */
  readonly outcome: Promise<LoopbackOutcome>;
  readonly close: () => void;
}

/**
 * Waits for the browser to come back (RFC 8252, 7.3 and 8.3): on 127.0.0.1 at a port of the system's choice, for one
 * path, one answer with our `state`, and a limited time. Anything else is turned away and changes nothing; after the
 * answer nobody is heard any more, also not on a connection that was open before.
 */
export async function openLoopback(state: string, timeLimitMs: number): Promise<Loopback> {
  const server = createServer();
  const connections = new Set<Socket>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  await listen(server);
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  let isOver = false;
  let settle: (outcome: LoopbackOutcome) => void = () => undefined;
  const outcome = new Promise<LoopbackOutcome>((resolve) => {
    settle = resolve;
  });
  const finish = (result: LoopbackOutcome, answered?: Socket): void => {
    isOver = true;
    clearTimeout(timer);
    server.close();
    // Browsers connect ahead of what they will ask; such a connection would keep the listener alive.
    for (const socket of connections) if (socket !== answered) socket.destroy();
    settle(result);
  };
  const timer = setTimeout(() => finish({ kind: 'timed-out' }), timeLimitMs);
  server.on('request', (request, response) => {
    const result = isOver ? 410 : judge(request, { host, state });
    if (typeof result === 'number') answer(response, result, '');
    else {
      answer(response, 200, closePage(result.kind));
      finish(result, request.socket);
    }
  });
  return { redirectUri: `http://${host}${path}`, outcome, close: () => finish({ kind: 'closed' }) };
}

/** The outcome that a request brings, or the status that turns it away. */
function judge(
  request: IncomingMessage,
  expected: { readonly host: string; readonly state: string },
): LoopbackOutcome | number {
  // A page that rebinds its own name to 127.0.0.1 shows itself by the Host it sends.
  if (request.headers.host !== expected.host) return 421;
  if (request.method !== 'GET') return 405;
  const [target = '', query = ''] = (request.url ?? '').split('?', 2);
  if (target !== path) return 404;
  const fields = new URLSearchParams(query);
  const [state, ...moreStates] = fields.getAll('state');
  const [code, ...moreCodes] = fields.getAll('code');
  if (state !== expected.state || moreStates.length > 0 || moreCodes.length > 0) return 400;
  if (code !== undefined) return { kind: 'code', code };
  return { kind: fields.get('error_description') === 'disabled' ? 'disabled' : 'refused' };
}

function answer(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': closePagePolicy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
    Connection: 'close',
  });
  response.end(page);
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // Exclusive, the default of everything but clusters: no other program can share the port while we wait.
    server.listen({ port: 0, host: '127.0.0.1', exclusive: true }, () => resolve());
  });
}
