/** Holes that a fuzzer must find: each is made in front of the server or in what it is given, none is in the product. */
import { randomUUID } from 'node:crypto';
import { createServer, request, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { BoxOffice } from '../harness/box-office.ts';
import { mintToken } from '../harness/people.ts';

export interface Hole {
  readonly name: string;
  /** The contracts it is in. */
  readonly routes: readonly string[];
  /** What a finding about it says. */
  readonly shows: RegExp;
  /** Bends the question on its way in; answers nothing or what must happen once it is answered. */
  readonly bend?: (sent: Bent, box: BoxOffice) => void;
  /** Bends the answer on its way out. */
  readonly answer?: (reply: Answer, sent: Bent, box: BoxOffice) => Promise<Answer> | Answer;
}

export interface Bent {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string | string[] | undefined>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly text: string;
}

export const holes: readonly Hole[] = [
  {
    name: 'a defect answers 500',
    routes: ['listMyHolds'],
    shows: /answered 500/,
    answer: (reply) => (reply.status === 404 ? { ...reply, status: 500 } : reply),
  },
  {
    name: 'a refusal carries a stack trace',
    routes: ['lockSeats'],
    shows: /how the server is made/,
    answer: (reply) =>
      reply.status === 400
        ? { ...reply, text: reply.text.replace('"issues":[', `"issues":[{"path":"x","message":"${stack}"},`) }
        : reply,
  },
  {
    name: 'a customer reads the audit trail',
    routes: ['listAuditEntries'],
    shows: /let somebody in/,
    bend: ({ path, headers }, box) => {
      if (!path.startsWith('/api/admin/audit') || headers['authorization'] === undefined) return;
      headers['authorization'] = `Bearer ${mintToken(box.config, { userId: 'u_1', role: 'ADMIN' })}`;
    },
  },
  {
    name: 'a refused request leaves something behind',
    routes: ['cancelBooking'],
    shows: /refused with 4\d\d and changed users/,
    answer: async (reply, { method }, box) => {
      if (method === 'DELETE' && reply.status === 404)
        await box.connection.collection('users').insertOne({ googleSub: randomUUID() });
      return reply;
    },
  },
  {
    name: 'a reply says more than its contract',
    routes: ['getMe'],
    shows: /more than its schema names/,
    answer: (reply) =>
      reply.status === 200 ? { ...reply, text: reply.text.replace('{', '{"passwordHash":"x",') } : reply,
  },
];

const stack = 'TypeError: x\\n at serve (/srv/api/src/http/adapter.ts:12:3)';

export interface Front {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** A server in front of the box office that has the hole. */
export async function openFront(box: BoxOffice, hole: Hole): Promise<Front> {
  const target = new URL(box.origin);
  const front = createServer((incoming, outgoing) => {
    void (async () => {
      const { method = 'GET', url: path = '/' } = incoming;
      const sent: Bent = { method, path, headers: { ...incoming.headers } };
      hole.bend?.(sent, box);
      const plain = await forward(target, sent, await buffer(incoming));
      const reply = (await hole.answer?.(plain, sent, box)) ?? plain;
      const { 'content-length': _length, 'transfer-encoding': _encoding, ...headers } = reply.headers;
      outgoing.writeHead(reply.status, headers).end(reply.text);
    })();
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  const { port } = front.address() as AddressInfo; // a TCP server's address is never a pipe's name
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      front.closeAllConnections();
      front.close();
      await once(front, 'close');
    },
  };
}

async function forward(target: URL, { method, path, headers }: Bent, body: Buffer): Promise<Answer> {
  const call = request({ host: target.hostname, port: target.port, method, path, headers, agent: false });
  call.end(body);
  const [reply] = (await once(call, 'response')) as [IncomingMessage];
  return {
    status: reply.statusCode ?? 0,
    headers: reply.headers,
    text: (await buffer(reply)).toString('utf8'),
  };
}
