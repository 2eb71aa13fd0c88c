import { connect, type Socket } from 'node:net';
import { FrameReader, frameOf } from './frames.ts';
import {
  RequestMessage,
  ResponseMessage,
  type SaleToPOIRequest,
  type SaleToPOIResponse,
} from './messages.ts';

export interface TerminalAddress {
  readonly host: string;
  readonly port: number;
}

export interface ExchangeLimits {
  readonly connectMs: number;
  readonly answerMs: number;
}

/** `sent` tells whether the terminal may have heard the request. */
export class LineBroken extends Error {
  override readonly name = 'LineBroken';
  readonly sent: boolean;

  constructor(reason: string, sent: boolean, options?: ErrorOptions) {
    super(reason, options);
    this.sent = sent;
  }
}

/** A peer that vanished without a word is found by these probes: one a second after a second of silence, ten lost. */
const keepAliveMs = 1_000;

/**
 * One exchange over a connection of its own. Answers the response to this very request; null where none is due, as
 * for an abort. Throws LineBroken for a line that does not come up, breaks, stays silent or talks nonsense.
 */
export function exchange(
  address: TerminalAddress,
  request: SaleToPOIRequest,
  limits: ExchangeLimits,
): Promise<SaleToPOIResponse | null> {
  const frame = frameOf(RequestMessage.parse({ SaleToPOIRequest: request }));
  const isAnswered = request.MessageHeader.MessageCategory !== 'Abort';
  return new Promise((resolve, reject) => {
    let sent = false;
    const socket = connect(address.port, address.host);
    const fail = (reason: string, cause?: unknown): void => {
      settle();
      reject(new LineBroken(reason, sent, { cause }));
    };
    let timer = setTimeout(() => fail('no connection in time'), limits.connectMs);
    const settle = (): void => {
      clearTimeout(timer);
      socket.destroy();
    };
    socket.setKeepAlive(true, keepAliveMs).setNoDelay(true);
    socket.once('connect', () => {
      clearTimeout(timer);
      timer = setTimeout(() => fail('no answer in time'), limits.answerMs);
      sent = true;
      if (isAnswered) socket.write(frame);
      else socket.end(frame);
    });
    socket.once('error', (error) => fail('the line broke', error));
    socket.once('close', () => {
      if (isAnswered) fail('the line was closed');
      else {
        settle();
        resolve(null);
      }
    });
    listen(socket, request, {
      onAnswer: (response) => {
        settle();
        resolve(response);
      },
      onNonsense: (error) => fail('the terminal does not keep to the protocol', error),
    });
  });
}

function listen(
  socket: Socket,
  request: SaleToPOIRequest,
  {
    onAnswer,
    onNonsense,
  }: { onAnswer: (response: SaleToPOIResponse) => void; onNonsense: (error: unknown) => void },
): void {
  const reader = new FrameReader();
  const { ServiceID, MessageCategory, POIID } = request.MessageHeader;
  socket.on('data', (piece) => {
    try {
      for (const message of reader.push(piece)) {
        if (!Object.hasOwn(Object(message) as object, 'SaleToPOIResponse')) continue; // what it shows, what is pressed
        const { SaleToPOIResponse: response } = ResponseMessage.parse(message);
        const header = response.MessageHeader;
        const isOurs =
          header.ServiceID === ServiceID &&
          header.MessageCategory === MessageCategory &&
          header.POIID === POIID;
        if (isOurs) onAnswer(response);
      }
    } catch (error) {
      onNonsense(error);
    }
  });
}
