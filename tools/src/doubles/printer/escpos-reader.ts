/** Reads the commands that Foyer sends to a receipt printer, from Epson's reference; anything else is an error. */

export type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'command'; readonly name: string; readonly data: Buffer };

/** Parameter bytes after each two-byte command. */
const fixed: Readonly<Record<string, number>> = {
  'ESC @': 0,
  'ESC M': 1,
  'ESC SP': 1,
  'ESC 2': 0,
  'ESC 3': 1,
  'ESC {': 1,
  'ESC t': 1,
  'ESC R': 1,
  'ESC -': 1,
  'ESC E': 1,
  'ESC a': 1,
  'ESC $': 2,
  'ESC \\': 2,
  'ESC p': 3,
  'GS a': 1,
  'GS B': 1,
  'GS !': 1,
  'GS L': 2,
  'GS W': 2,
  'GS V': 2,
  'GS r': 1,
  'FS .': 0,
  'FS S': 2,
  'FS -': 1,
  'FS C': 1,
  'DLE EOT': 1,
  'DLE ENQ': 1,
  'DLE DC4': 3,
};
const prefixes: Readonly<Record<number, string>> = { 0x10: 'DLE', 0x1b: 'ESC', 0x1c: 'FS', 0x1d: 'GS' };
const words: Readonly<Record<number, string>> = { 0x04: 'EOT', 0x05: 'ENQ', 0x14: 'DC4', 0x20: 'SP' };
const lineFeed = 0x0a;

/** Takes bytes as they come and answers what is whole by now. */
export class EscPosReader {
  #rest = Buffer.alloc(0);

  /** Throws on a command that is not in the table, and on a control character among text. */
  push(bytes: Buffer): readonly Token[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const tokens: Token[] = [];
    for (let size = 1; size > 0 && this.#rest.length > 0;) {
      const read = readOne(this.#rest);
      size = read?.size ?? 0;
      if (!read) break;
      tokens.push(read.token);
      this.#rest = this.#rest.subarray(size);
    }
    return tokens;
  }
}

/** All of a finished run. Throws where it ends in the middle of a command, too. */
export function readEscPos(bytes: Buffer): readonly Token[] {
  const reader = new EscPosReader();
  const tokens = reader.push(bytes);
  const size = tokens.reduce((sum, token) => sum + sizeOf(token), 0);
  if (size !== bytes.length) throw new Error(`${bytes.length - size} bytes are left over`);
  return tokens;
}

/** The text of each paper, line by line without line ends; what is not ASCII reads as `?`. */
export function papersOf(tokens: readonly Token[]): readonly string[] {
  const papers: string[] = [''];
  for (const token of tokens) {
    const last = papers.length - 1;
    if (token.kind === 'text') papers[last] += token.text;
    else if (token.name === 'LF') papers[last] += '\n';
    else if (token.name === 'GS V') papers.push('');
  }
  return papers.filter((paper) => paper.trim() !== '');
}

/** What the codes of a run carry (GS ( k, function 180). */
export function codesOf(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap((token) =>
    token.kind === 'command' && token.name === 'GS ( k' && token.data[1] === 0x50
      ? [token.data.subarray(3).toString('latin1')]
      : [],
  );
}

function readOne(bytes: Buffer): { readonly token: Token; readonly size: number } | null {
  const [first = 0, second] = bytes;
  if (first === lineFeed) return { token: command('LF', bytes, 1), size: 1 };
  const prefix = prefixes[first];
  if (prefix === undefined) return readText(bytes);
  if (second === undefined) return null;
  const name = `${prefix} ${words[second] ?? String.fromCharCode(second)}`;
  if (name === 'GS (' || name === 'FS (') return readLong(name, bytes);
  const parameters = fixed[name];
  if (parameters === undefined) throw new Error(`${name} is no command of ours`);
  const size = 2 + parameters;
  return bytes.length < size ? null : { token: command(name, bytes.subarray(2), parameters), size };
}

/** GS ( and FS ( name a function and say how long their data is. */
function readLong(name: string, bytes: Buffer): { readonly token: Token; readonly size: number } | null {
  if (bytes.length < 5) return null;
  const length = bytes.readUInt16LE(3);
  const size = 5 + length;
  const whole = `${name} ${String.fromCharCode(bytes[2] ?? 0)}`;
  return bytes.length < size ? null : { token: command(whole, bytes.subarray(5), length), size };
}

function readText(bytes: Buffer): { readonly token: Token; readonly size: number } {
  const end = bytes.findIndex((byte) => byte === lineFeed || prefixes[byte] !== undefined);
  const text = end < 0 ? bytes : bytes.subarray(0, end);
  if (text.some((byte) => byte < 0x20 || byte === 0x7f)) throw new Error('a control character among text');
  const ascii = Array.from(text, (byte) => (byte > 0x7f ? '?' : String.fromCharCode(byte))).join('');
  return { token: { kind: 'text', text: ascii }, size: text.length };
}

function command(name: string, bytes: Buffer, length: number): Token {
  return { kind: 'command', name, data: name === 'LF' ? Buffer.alloc(0) : bytes.subarray(0, length) };
}

function sizeOf(token: Token): number {
  if (token.kind === 'text') return token.text.length;
  if (token.name === 'LF') return 1;
  return (token.name.includes('(') ? 5 : 2) + token.data.length;
}
