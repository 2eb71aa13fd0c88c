/** Sends prepared commands over plain sockets, one at a time on each: a client library would cost more than the server. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export type RawCommand = readonly (string | number)[];

/** Milliseconds until all are answered. `isGood` judges the first line of each reply; throws where one is not. */
export async function sendAll(
  port: number,
  { commands, connections }: { readonly commands: readonly RawCommand[]; readonly connections: number },
  isGood: (reply: string) => boolean,
): Promise<number> {
  const packets = commands.map(encode);
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<void>((resolve, reject) => {
          const send = (): void => {
            const packet = packets[next++];
            if (packet === undefined) resolve();
            else socket.write(packet);
          };
          // A reply of a few dozen bytes to one command arrives whole on loopback.
          socket.on('data', (reply) => {
            if (isGood(reply.toString('latin1', 0, 40))) send();
            else reject(new Error(`Redis answered ${reply.toString('latin1', 0, 200)}`));
          });
          socket.once('error', reject);
          send();
        }),
    ),
  );
  const ms = performance.now() - startedAt;
  for (const socket of sockets) socket.destroy();
  return ms;
}

async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return socket;
}

function encode(command: RawCommand): Buffer {
  const parts = command.map(String).map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`);
  return Buffer.from(`*${parts.length}\r\n${parts.join('')}`);
}
