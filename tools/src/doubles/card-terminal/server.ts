/** The card terminal double: nexo frames over TCP, its ledger and its guest over HTTP. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer, type Server as TcpServer, type Socket } from 'node:net';
import { FrameReader, frameOf } from '@foyer/api/features/payments/card-terminal/frames';
import { RequestMessage } from '@foyer/api/features/payments/card-terminal/messages';
import { z } from 'zod';
import { closeServer, listen, sendJson } from '../http.ts';
import { Behaviour, Behaviours } from './behaviours.ts';
import { TerminalBooks } from './terminal-books.ts';
import { terminalLedger } from './terminal-ledger.ts';
import { Terminals } from './terminals.ts';

const Press = z.object({ poiId: z.string(), key: z.enum(['approve', 'decline']) });

export class TerminalDouble {
  readonly #books: TerminalBooks;
  readonly #behaviours = new Behaviours();
  readonly #terminals: Terminals;
  readonly #sockets = new Set<Socket>();
  #line: TcpServer | undefined;
  #control: Server | undefined;

  constructor(dataFolder: string) {
    this.#books = new TerminalBooks(dataFolder);
    this.#terminals = new Terminals(this.#books, this.#behaviours);
  }

  async start(port: number, controlPort: number): Promise<void> {
    await this.#terminals.recover();
    const line = createServer((socket) => this.#serve(socket));
    await new Promise<void>((resolve, reject) => {
      line.once('error', reject);
      line.listen(port, '127.0.0.1', resolve);
    });
    this.#line = line;
    this.#control = await listen(controlPort, (request, body, response) =>
      this.#steer(request, body, response),
    );
  }

  async stop(): Promise<void> {
    this.#line?.close();
    for (const socket of this.#sockets) socket.destroy();
    if (this.#control) await closeServer(this.#control);
    await this.#books.close();
  }

  #serve(socket: Socket): void {
    const reader = new FrameReader();
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (piece) => {
      try {
        for (const message of reader.push(piece)) void this.#answer(socket, message);
      } catch {
        socket.destroy(); // whoever does not keep to the framing is not understood any further
      }
    });
  }

  async #answer(socket: Socket, message: unknown): Promise<void> {
    const request = RequestMessage.safeParse(message);
    if (!request.success) {
      socket.destroy();
      return;
    }
    const turn = await this.#terminals.answer(request.data.SaleToPOIRequest);
    if (turn === 'silence') return;
    if (turn === 'cut') socket.destroy();
    else if (turn === 'done') socket.end();
    else socket.write(frameOf({ SaleToPOIResponse: turn }));
  }

  async #steer(request: IncomingMessage, body: string, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://double');
    switch (`${request.method ?? 'GET'} ${url.pathname}`) {
      case 'GET /health':
        return sendJson(response, { status: 200, body: { ok: true } });
      case 'GET /ledger':
        await this.#books.flushed();
        return sendJson(response, {
          status: 200,
          body: terminalLedger(this.#books, url.searchParams.get('account')),
        });
      case 'POST /behaviour':
        this.#behaviours.order(Behaviour.parse(JSON.parse(body)));
        return sendJson(response, { status: 200, body: { ok: true } });
      case 'POST /press': {
        const { poiId, key } = Press.parse(JSON.parse(body));
        return sendJson(response, { status: 200, body: { ok: this.#terminals.press(poiId, key) } });
      }
      default:
        return sendJson(response, { status: 404, body: { error: 'no such control' } });
    }
  }
}
