/** Sends exactly what it is told over kept connections: `fetch` would correct half of it. */
import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Sent {
  readonly method: string;
  /** Path and query as they go over the wire. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Transport {
  readonly send: (sent: Sent) => Promise<Received>;
  readonly close: () => void;
}

const answerWithinMs = 20_000;

export function openTransport(origin: string): Transport {
  const { hostname, port } = new URL(origin);
  const agent = new Agent({ keepAlive: true });
  return {
    send: ({ method, path, headers, body }) =>
      new Promise((resolve, reject) => {
        const bytes = body === undefined ? undefined : Buffer.from(body, 'utf8');
        const length = bytes ? { 'content-length': String(bytes.length) } : {};
        const call = request(
          {
            host: hostname,
            port,
            agent,
            method,
            path,
            headers: { ...headers, ...length },
            setHost: !('host' in headers),
          },
          (reply) => {
            const { statusCode: status = 0, headers: answered } = reply;
            text(reply).then((said) => resolve({ status, headers: answered, text: said }), reject);
          },
        );
        call.setTimeout(answerWithinMs, () =>
          call.destroy(new Error(`no answer within ${answerWithinMs} ms`)),
        );
        call.on('error', reject);
        call.end(bytes);
      }),
    close: () => agent.destroy(),
  };
}
