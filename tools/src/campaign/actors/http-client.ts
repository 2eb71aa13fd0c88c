/** Plain HTTP with kept connections: nothing of the system's own code lies between an actor and the API. */
import { Agent, request } from 'node:http';

export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly token?: string | undefined;
  readonly key?: string | undefined;
  readonly body?: unknown;
};

/** `status` 0: no reply came; `trouble` says why, and `reached` whether the server can have got the request. */
export type HttpReply = {
  readonly status: number;
  readonly body: unknown;
  readonly trouble?: string;
  readonly reached: boolean;
};

export type HttpClient = {
  readonly send: (origin: string, request: HttpRequest) => Promise<HttpReply>;
  readonly close: () => void;
};

export function httpClient(options: { readonly timeoutMs: number; readonly sockets: number }): HttpClient {
  const agent = new Agent({ keepAlive: true, maxSockets: options.sockets, scheduling: 'fifo' });
  return {
    close: () => agent.destroy(),
    send: (origin, { method, path, token, key, body }) =>
      new Promise((resolve) => {
        const text = body === undefined ? undefined : JSON.stringify(body);
        const call = request(`${origin}${path}`, {
          agent,
          method,
          headers: {
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
            ...(key === undefined ? {} : { 'idempotency-key': key }),
            ...(text === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
          },
        });
        const patience = setTimeout(() => call.destroy(new Error('timeout')), options.timeoutMs);
        const give = (reply: HttpReply): void => {
          clearTimeout(patience);
          resolve(reply);
        };
        const fail = (error: NodeJS.ErrnoException): void => {
          const trouble = error.code ?? error.message;
          give({ status: 0, body: null, trouble, reached: trouble !== 'ECONNREFUSED' });
        };
        call.once('error', fail);
        call.once('response', (reply) => {
          const chunks: Buffer[] = [];
          reply.on('data', (chunk: Buffer) => chunks.push(chunk));
          reply.once('error', fail);
          reply.once('aborted', () => fail(new Error('aborted')));
          reply.once('end', () =>
            give({ status: reply.statusCode ?? 0, body: parse(Buffer.concat(chunks)), reached: true }),
          );
        });
        call.end(text);
      }),
  };
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
