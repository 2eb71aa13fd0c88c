/** The little of HTTP that both doubles need. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

export type Handle = (request: IncomingMessage, body: string, response: ServerResponse) => Promise<void>;

/** Listens on loopback. A handler that throws answers 500 with its message. */
export async function listen(port: number, handle: Handle): Promise<Server> {
  const server = createServer((request, response) => {
    void (async () => {
      try {
        await handle(request, await text(request), response);
      } catch (error) {
        if (!response.headersSent)
          sendJson(response, { status: 500, body: { error: { type: 'api_error', message: String(error) } } });
      }
    })();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

export type JsonReply = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

export function sendJson(response: ServerResponse, { status, body, headers = {} }: JsonReply): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** Also those whose caller still waits for an answer that never comes. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
