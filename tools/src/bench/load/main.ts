/** The load program: runs one job after the other for the bench that started it, in a process of its own. */
import { Client } from 'undici';
import { Enough, Job, type Outcome, type Step } from './job.ts';

type Reply = { readonly status: number; readonly text: string };

/** Nobody waits longer for one answer: a server that hangs fails the round. */
const answerLimitMs = 20_000;

let isEnough = false;

process.on('message', (message) => {
  if (Enough.safeParse(message).success) return void (isEnough = true);
  isEnough = false;
  void runJob(Job.parse(message)).then(
    (outcome) => process.send?.({ outcome }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.message : String(error) }),
  );
  return undefined;
});

async function runJob({ origins, connections, chains, untilStopped = false }: Job): Promise<Outcome> {
  const clients = Array.from({ length: connections }, (_, index) => openClient(origins, index));
  const steps = Math.max(0, ...chains.map((chain) => chain.length));
  const statuses: Record<string, number>[] = Array.from({ length: steps }, () => ({}));
  const latencies: number[][] = Array.from({ length: steps }, () => []);
  const holdIds: (string | null)[] = chains.map(() => null);
  let next = 0;
  const take = (): number | null => {
    const index = untilStopped ? next % chains.length : next;
    next += 1;
    return (untilStopped ? isEnough : index >= chains.length) ? null : index;
  };
  const work = async (client: Client): Promise<void> => {
    for (let index = take(); index !== null; index = take()) {
      for (const [at, step] of (chains[index] ?? []).entries()) {
        const sentAt = performance.now();
        const reply = await send(client, step, holdIds[index] ?? null);
        latencies[at]?.push(performance.now() - sentAt);
        const counts = statuses[at] ?? {};
        counts[reply.status] = (counts[reply.status] ?? 0) + 1;
        if (at === 0) holdIds[index] = holdIdOf(reply.text);
      }
    }
  };
  await Promise.all(clients.map((client) => warm(client)));
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  await Promise.all(clients.map(work));
  const ms = performance.now() - startedAt;
  const cpu = process.cpuUsage(cpuBefore);
  await Promise.all(clients.map((client) => client.close()));
  for (const list of latencies) list.sort((left, right) => left - right);
  return { ms, statuses, latencies, holdIds, cpuMs: (cpu.user + cpu.system) / 1_000 };
}

function openClient(origins: readonly string[], index: number): Client {
  const limits = { headersTimeout: answerLimitMs, bodyTimeout: answerLimitMs, keepAliveTimeout: 60_000 };
  return new Client(origins[index % origins.length] ?? '', { pipelining: 1, ...limits });
}

/** Opens the connection before the clock starts. Any answer will do. */
async function warm(client: Client): Promise<void> {
  await send(client, { method: 'GET', path: '/livez', headers: {}, body: null }, null);
}

function send(client: Client, { method, path, headers, body }: Step, holdId: string | null): Promise<Reply> {
  return new Promise((resolve, reject) => {
    let status = 0;
    const chunks: Buffer[] = [];
    client.dispatch(
      { method, path, headers, body: body?.replace('$hold', holdId ?? '') ?? null },
      {
        // Without it undici takes the handler for one of its former kind.
        onRequestStart: () => undefined,
        onResponseStart: (_controller, code) => void (status = code),
        onResponseData: (_controller, chunk) => void chunks.push(chunk),
        onResponseEnd: () => resolve({ status, text: Buffer.concat(chunks).toString('utf8') }),
        onResponseError: (_controller, error) => reject(error),
      },
    );
  });
}

/** Looked for in the text: parsing each reply would cost the load more than sending the request. */
function holdIdOf(text: string): string | null {
  return /^\{"hold":\{"id":"([^"]+)"/.exec(text)?.[1] ?? null;
}
