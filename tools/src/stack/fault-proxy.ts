/** A TCP proxy that misbehaves on request: between the API and its engines, between engines, or before the API. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * What it does to bytes: `pass` hands them on at once; `delay` later, in order; `swallow` takes them and says nothing,
 * as a half-open connection does; `refuse` resets whoever connects.
 */
export type Conduct =
  | { readonly kind: 'pass' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'swallow' }
  | { readonly kind: 'refuse' };

export type FaultProxyOptions = {
  /** The port to listen on; 0 takes a free one. */
  readonly port: number;
  readonly targetPort: number;
};

/** Resolves when it listens on the loopback address. */
export async function startFaultProxy({ port, targetPort }: FaultProxyOptions): Promise<FaultProxy> {
  const server = createServer();
  const proxy = new FaultProxy(server, targetPort);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return proxy;
}

export class FaultProxy {
  readonly #server: Server;
  #targetPort: number;
  readonly #links = new Set<Link>();
  #conduct: Conduct = { kind: 'pass' };

  constructor(server: Server, targetPort: number) {
    this.#server = server;
    this.#targetPort = targetPort;
    server.on('connection', (client) => this.#accept(client));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get connections(): number {
    return this.#links.size;
  }

  /**
   * From now on. TCP loses nothing in the middle of a connection, so one that was swallowed from stays dead when
   * things pass again; new ones work.
   */
  set(conduct: Conduct): void {
    this.#conduct = conduct;
    for (const link of this.#links) {
      if (conduct.kind === 'swallow') link.die();
      if (conduct.kind === 'refuse') link.reset();
      link.delayMs = conduct.kind === 'delay' ? conduct.ms : 0;
    }
  }

  /** New connections go there. */
  aim(targetPort: number): void {
    this.#targetPort = targetPort;
  }

  /** Resets every open connection, both sides; new ones fare as before. */
  cut(): number {
    const cut = this.#links.size;
    for (const link of this.#links) link.reset();
    return cut;
  }

  async stop(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #accept(client: Socket): void {
    if (this.#conduct.kind === 'refuse') {
      client.on('error', () => undefined);
      client.resetAndDestroy();
      return;
    }
    const link = new Link(client, connect(this.#targetPort, '127.0.0.1'));
    if (this.#conduct.kind === 'delay') link.delayMs = this.#conduct.ms;
    if (this.#conduct.kind === 'swallow') link.die();
    this.#links.add(link);
    void link.closed.then(() => this.#links.delete(link));
  }
}

/** One client and its own connection to the target. */
class Link {
  delayMs = 0;
  readonly closed: Promise<unknown>;
  readonly #sockets: readonly [Socket, Socket];
  #isDead = false;

  constructor(client: Socket, target: Socket) {
    this.#sockets = [client, target];
    for (const socket of this.#sockets) {
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
    }
    this.#forward(client, target);
    this.#forward(target, client);
    this.closed = Promise.all(this.#sockets.map(closing));
  }

  /** Nothing gets through any more, and nobody is told. */
  die(): void {
    this.#isDead = true;
  }

  reset(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  #forward(from: Socket, to: Socket): void {
    let last: Promise<void> = Promise.resolve();
    let underway = 0;
    const inOrder = (act: () => void): void => {
      if (this.delayMs === 0 && underway === 0) {
        act();
        return;
      }
      const dueAt = Date.now() + this.delayMs;
      underway += 1;
      const before = last;
      last = (async () => {
        await before;
        await delay(Math.max(0, dueAt - Date.now()));
        act();
        underway -= 1;
      })();
    };
    from.on('data', (bytes: Buffer) => {
      inOrder(() => {
        if (this.#isDead || to.destroyed) return;
        if (!to.write(bytes)) {
          from.pause();
          to.once('drain', () => from.resume());
        }
      });
    });
    from.on('close', (hadError) => {
      inOrder(() => (hadError ? to.resetAndDestroy() : to.end()));
    });
  }
}

/** `once` would reject where an error comes before. */
function closing(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()));
}
