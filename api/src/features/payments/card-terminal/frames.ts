/** The terminal's framing: each message is its length in four bytes, big-endian, then that many bytes of UTF-8 JSON. */

export const maxFrameBytes = 256 * 1024;

const headBytes = 4;

/** A peer that does not keep to the framing: nothing more from it can be trusted. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

export function frameOf(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message), 'utf8');
  if (body.length > maxFrameBytes) throw new FrameError(`a message of ${body.length} bytes is too long`);
  const head = Buffer.alloc(headBytes);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, body]);
}

/** Puts messages together from the pieces in which TCP delivers them. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);

  /** Answers the messages that are whole now. Throws FrameError for an impossible length or a body that is no JSON. */
  push(piece: Buffer): unknown[] {
    this.#rest = Buffer.concat([this.#rest, piece]);
    const messages: unknown[] = [];
    while (this.#rest.length >= headBytes) {
      const length = this.#rest.readUInt32BE();
      if (length === 0 || length > maxFrameBytes) throw new FrameError(`a frame of ${length} bytes`);
      if (this.#rest.length < headBytes + length) break;
      messages.push(parse(this.#rest.subarray(headBytes, headBytes + length)));
      this.#rest = this.#rest.subarray(headBytes + length);
    }
    return messages;
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new FrameError('a body that is no JSON', { cause: error });
  }
}
