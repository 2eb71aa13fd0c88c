/** Stands between the API and an engine on the loopback, and does to the bytes what networks do. */
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';

export type ProxyFault =
  | { readonly kind: 'none' }
  /** Every piece of data waits this long. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Connections are open and nothing comes through, in either direction. */
  | { readonly kind: 'half-open' };

export type FaultProxy = {
  readonly port: number;
  readonly set: (fault: ProxyFault) => void;
  /** Ends every open connection with RST. */
  readonly reset: () => void;
  readonly stop: () => Promise<void>;
};

export async function startFaultProxy(targetPort: number): Promise<FaultProxy> {
  let fault: ProxyFault = { kind: 'none' };
  const pairs = new Set<readonly [Socket, Socket]>();
  const stalled = new Set<() => void>();
  const pass = (to: Socket, chunk: Buffer): void => {
    const write = (): void => {
      if (to.writable) to.write(chunk);
    };
    if (fault.kind === 'none') write();
    else if (fault.kind === 'delay') setTimeout(write, fault.ms);
    else stalled.add(write);
  };
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [from, to] of [pair, [far, near] as const]) {
      from.setNoDelay(true);
      from.on('data', (chunk: Buffer) => pass(to, chunk));
      from.on('error', () => undefined);
      from.on('close', () => {
        pairs.delete(pair);
        to.destroy();
      });
      from.on('end', () => to.end());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const end = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
  };
  return {
    port: (server.address() as AddressInfo).port, // a TCP server's address is never a pipe's name
    set: (next) => {
      fault = next;
      if (next.kind === 'half-open') return;
      for (const write of stalled) write();
      stalled.clear();
    },
    reset: end,
    stop: async () => {
      end();
      server.close();
      await once(server, 'close');
    },
  };
}
