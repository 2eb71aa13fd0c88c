import { SeatKind } from '@foyer/shared/http/seat-map';
import { SeatId } from '@foyer/shared/ids';
import { AmountMinor, Currency } from '@foyer/shared/money';
import { Instant, TimeZone } from '@foyer/shared/time';
import { z } from 'zod';

const words = (most: number) => z.string().min(1).max(most);
const place = z.number().min(-1_000).max(1_000);

/** How the guest's page looks: as the counter. */
export const GuestTheme = z.enum(['dark', 'light', 'contrast']);
export type GuestTheme = z.infer<typeof GuestTheme>;

export const GuestShow = z.strictObject({
  film: words(200),
  rating: z.string().max(40),
  hall: words(100),
  startsAt: Instant,
  timeZone: TimeZone,
});
export type GuestShow = z.infer<typeof GuestShow>;

/** A hall as a guest may see it: which seats are theirs and which are gone, and of the rest nothing. */
export const GuestHall = z.strictObject({
  seats: z
    .array(z.strictObject({ id: SeatId, x: place, y: place, kind: SeatKind }))
    .min(1)
    .max(3_000),
  yours: z.array(SeatId).max(200),
  taken: z.array(SeatId).max(3_000),
});
export type GuestHall = z.infer<typeof GuestHall>;

/** Seats of one ticket type at one price. */
export const GuestLine = z.strictObject({
  ticketType: words(80),
  seats: z.array(SeatId).min(1).max(200),
  /** Each; null where there is none yet. */
  priceMinor: AmountMinor.nullable(),
});
export type GuestLine = z.infer<typeof GuestLine>;

/** What a guest may see at the counter: there is no place in it for a name, a note or anything else of the staff's. */
export const GuestView = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('idle'), shows: z.array(GuestShow).max(6) }),
  z.strictObject({
    kind: z.literal('sale'),
    show: GuestShow,
    /** Null while the hall is not known. */
    hall: GuestHall.nullable(),
    lines: z.array(GuestLine).min(1).max(200),
    currency: Currency,
    totalMinor: AmountMinor,
  }),
  z.strictObject({
    kind: z.literal('sold'),
    show: GuestShow,
    seats: z.array(SeatId).min(1).max(200),
    currency: Currency,
    totalMinor: AmountMinor,
    /** What goes back of the cash; null where nobody said how much was put down. */
    changeMinor: AmountMinor.nullable(),
  }),
]);
export type GuestView = z.infer<typeof GuestView>;

/** What the counter's page hands over for the guest's. */
export const GuestPicture = z.strictObject({ theme: GuestTheme, view: GuestView });
export type GuestPicture = z.infer<typeof GuestPicture>;

/** What the guest's page gets. */
export const GuestScreenPicture = GuestPicture.extend({ house: words(100).nullable() });
export type GuestScreenPicture = z.infer<typeof GuestScreenPicture>;

/** Whether there is a guest screen now. */
export const GuestScreenState = z.object({ isOpen: z.boolean() });
export type GuestScreenState = z.infer<typeof GuestScreenState>;

/** All there is at `window.foyerGuest`: the newest picture, and each that follows it. Returns its undo. */
export interface GuestBridge {
  readonly onPicture: (listener: (picture: unknown) => void) => () => void;
}
