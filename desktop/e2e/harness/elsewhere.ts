/** A server that is neither our page nor our API, and that writes down whoever comes: in these tests, nobody may. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Elsewhere {
  readonly url: string;
  /** What was asked for since the last look. */
  readonly visits: () => readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * Gives everything to everybody, so that only our own doors can keep a page from using it; but `/secret`, which only
 * the same-origin policy keeps from a page that may ask for it.
 */
export async function openElsewhere(): Promise<Elsewhere> {
  const visits: string[] = [];
  const server = createServer((request, response) => {
    visits.push(`${request.method} ${request.url}`);
    if (request.url !== '/secret') response.setHeader('access-control-allow-origin', '*');
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<title>elsewhere</title>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    visits: () => visits.splice(0),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
