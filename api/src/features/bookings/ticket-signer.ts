import {
  createHash,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { SeatId, ShowtimeId, TicketId } from '@foyer/shared/ids';
import type { Ticket } from '@foyer/shared/http/bookings';
import type { Secret } from '../../platform/secret.ts';
import type { BookingRecord } from './booking.ts';

/** Signs tickets so that a door without a connection can check them with the public key alone. */
export interface TicketSigner {
  readonly ticketsOf: (
    booking: Pick<BookingRecord, '_id' | 'reference' | 'showtimeId' | 'seats'>,
  ) => Ticket[];
  /** Whether the text of a code was signed by this cinema. */
  readonly isGenuine: (qr: string) => boolean;
  /** What the text of a code says; null where this cinema has not signed it. */
  readonly read: (qr: string) => SignedTicket | null;
  /** What doors check codes by: SPKI in base64url. */
  readonly publicKey: string;
}

/** As it was when it was signed: seats may have been given back since. */
export interface SignedTicket {
  readonly reference: string;
  readonly showtimeId: ShowtimeId;
  readonly seat: SeatId;
}

/** PKCS #8 header of an Ed25519 private key (RFC 8410), before its 32 bytes. */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key is derived from the secret, so that every node signs alike. Code: `FOYER1:reference:showtime:seat:signature`. */
export function createTicketSigner(secret: Secret): TicketSigner {
  const seed = Buffer.from(hkdfSync('sha256', secret.reveal(), 'foyer', 'ticket signing key', 32));
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' });
  const publicKey: KeyObject = createPublicKey(key);
  const isGenuine = (qr: string): boolean => {
    const at = qr.lastIndexOf(':');
    const signature = Buffer.from(qr.slice(at + 1), 'base64url');
    return signature.length === 64 && verify(null, Buffer.from(qr.slice(0, at)), publicKey, signature);
  };
  return {
    isGenuine,
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
    read: (qr) => {
      const [mark, reference, showtimeId, seat] = qr.split(':');
      if (mark !== 'FOYER1' || reference === undefined || !isGenuine(qr)) return null;
      return { reference, showtimeId: ShowtimeId.parse(showtimeId), seat: SeatId.parse(seat) };
    },
    ticketsOf: ({ _id, reference, showtimeId, seats }) =>
      seats.map((seat) => {
        const text = `FOYER1:${reference}:${showtimeId}:${seat}`;
        const signature = sign(null, Buffer.from(text), key).toString('base64url');
        return { id: ticketIdOf(_id, seat), seat: SeatId.parse(seat), qr: `${text}:${signature}` };
      }),
  };
}

/** One seat of a booking has one id for ever. */
export function ticketIdOf(bookingId: string, seat: string): TicketId {
  const digest = createHash('sha256').update(`${bookingId}|${seat}`).digest('base64url');
  return TicketId.parse(`t_${digest.slice(0, 20)}`);
}
