/** A receipt printer on the network that keeps what it is sent, and can be out of paper, slow, silent or unplugged. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { EscPosReader, papersOf, type Token } from './printer/escpos-reader.ts';

export type PrinterBehaviour = {
  readonly state: 'ready' | 'paper-out' | 'cover-open' | 'offline';
  /** Whether it answers questions about its state at all; many don't. */
  readonly talks: boolean;
  /** Whether it says when it is through with all that came before (GS r). */
  readonly confirms: boolean;
  /** False takes nothing more from the line. */
  readonly reads: boolean;
  /** Breaks the line after so many bytes. */
  readonly hangsUpAfter: number | null;
  /** Cuts until its paper is out. */
  readonly cutsLeft: number | null;
};

const wellBehaved: PrinterBehaviour = {
  state: 'ready',
  talks: true,
  confirms: true,
  reads: true,
  hangsUpAfter: null,
  cutsLeft: null,
};

export class PrinterDouble {
  readonly #lines: Line[] = [];
  #behaviour = wellBehaved;
  #server: Server | null = null;
  #port = 0;

  /** Listens on loopback; 0 takes a free port, which it keeps over being unplugged. */
  static async start(port = 0): Promise<PrinterDouble> {
    const double = new PrinterDouble();
    double.#port = port;
    await double.plug();
    return double;
  }

  /** As FOYER_PRINTER wants it. */
  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /** All that came, in the order of its coming, without the questions about its state. */
  get tokens(): readonly Token[] {
    return this.#lines.flatMap(({ tokens }) => tokens).filter((token) => nameOf(token) !== 'DLE EOT');
  }

  get papers(): readonly string[] {
    return papersOf(this.tokens);
  }

  /** How often the drawer was told to open. */
  get kicks(): number {
    return this.tokens.filter((token) => ['ESC p', 'DLE DC4'].includes(nameOf(token) ?? '')).length;
  }

  /** As it came, one buffer a line. */
  get received(): readonly Buffer[] {
    return this.#lines.map(({ bytes }) => Buffer.concat(bytes));
  }

  behave(behaviour: Partial<PrinterBehaviour>): void {
    this.#behaviour = { ...this.#behaviour, ...behaviour };
    for (const line of this.#lines) line.adapt(this.#behaviour);
  }

  async plug(): Promise<void> {
    const server = createServer((socket) => {
      const line = new Line(socket, (change) => this.behave(change));
      this.#lines.push(line);
      line.adapt(this.#behaviour);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = (server.address() as AddressInfo).port; // it listens on a port, so this is no pipe
    this.#server = server;
  }

  /** Nothing listens any more, and open lines break. */
  async unplug(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    for (const line of this.#lines) line.drop();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }
}

/** One connection. Its questions are answered at once; what it prints waits for paper. */
class Line {
  readonly tokens: Token[] = [];
  readonly bytes: Buffer[] = [];
  readonly #socket: Socket;
  readonly #onChange: (change: Partial<PrinterBehaviour>) => void;
  readonly #reader = new EscPosReader();
  #behaviour = wellBehaved;
  /** GS r that wait until printing goes on. */
  #confirmations = 0;
  #size = 0;

  constructor(socket: Socket, onChange: (change: Partial<PrinterBehaviour>) => void) {
    this.#socket = socket;
    this.#onChange = onChange;
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => this.#take(bytes));
  }

  adapt(behaviour: PrinterBehaviour): void {
    this.#behaviour = behaviour;
    if (behaviour.reads) this.#socket.resume();
    else this.#socket.pause();
    if (behaviour.state !== 'ready' || !behaviour.confirms || this.#socket.destroyed) return;
    this.#socket.write(Buffer.alloc(this.#confirmations));
    this.#confirmations = 0;
  }

  drop(): void {
    this.#socket.resetAndDestroy();
  }

  #take(all: Buffer): void {
    const { hangsUpAfter } = this.#behaviour;
    const left = hangsUpAfter === null ? all.length : Math.max(0, hangsUpAfter - this.#size);
    const bytes = all.subarray(0, left);
    this.bytes.push(bytes);
    for (const token of this.#reader.push(bytes)) {
      this.tokens.push(token);
      this.#act(token);
    }
    this.#size += bytes.length;
    if (left < all.length) this.drop();
  }

  #act(token: Token): void {
    const { talks, cutsLeft } = this.#behaviour;
    if (token.kind === 'text') return;
    if (token.name === 'DLE EOT' && talks) this.#socket.write(this.#stateFor(token.data[0] ?? 0));
    if (token.name === 'GS V' && cutsLeft !== null)
      this.#onChange(cutsLeft <= 1 ? { cutsLeft: null, state: 'paper-out' } : { cutsLeft: cutsLeft - 1 });
    if (token.name !== 'GS r') return;
    this.#confirmations += 1;
    this.adapt(this.#behaviour);
  }

  /** Bits of Epson's reference for DLE EOT; bits 1 and 4 are always set. */
  #stateFor(question: number): Buffer {
    const { state } = this.#behaviour;
    const bits = {
      1: state === 'ready' ? 0 : 0x08,
      2: { ready: 0, offline: 0x40, 'cover-open': 0x04, 'paper-out': 0x20 }[state],
      4: state === 'paper-out' ? 0x60 : 0,
    }[question];
    return Buffer.from([0x12 | (bits ?? 0)]);
  }
}

function nameOf(token: Token | undefined): string | null {
  return token?.kind === 'command' ? token.name : null;
}
