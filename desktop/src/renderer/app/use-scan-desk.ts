import type { Booking, LedgerBooking } from '@foyer/shared/http/bookings';
import type { Showtime } from '@foyer/shared/http/catalogue';
import type { SeatId } from '@foyer/shared/ids';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useData } from '../data/data-layer.tsx';
import { findBooking } from '../data/find-booking.ts';
import { textOf } from '../data/problem-texts.ts';
import { type Meaning, readScan, readTyped } from '../features/scanner/read-scan.ts';
import * as say from '../features/scanner/scan-words.ts';
import { useScans } from '../features/scanner/scanner.tsx';
import type { Sale } from '../features/sell/cart/sale.ts';
import { takeOver } from '../features/sell/cart/take-over.ts';
import { focusHall, focusReceipt } from '../features/sell/hall/focus-hall.ts';
import { focusChosenRow } from '../ui/chosen-row.ts';
import { useKeys } from '../ui/use-keys.ts';

interface ScanDeskParts {
  readonly sale: Sale;
  /** Not locked, and nobody is taking over. */
  readonly isAtCounter: boolean;
  /** Whether bookings of others may be seen. */
  readonly everybodys: boolean;
  readonly onBooking: (booking: Booking | LedgerBooking) => void;
  readonly onSeats: (showtime: Showtime) => void;
}

/** What a scan, or a code typed after Shift+F11, does on every screen of the counter. */
export function useScanDesk({ sale, isAtCounter, everybodys, onBooking, onSeats }: ScanDeskParts) {
  const { call, queries } = useData();
  const [word, setWord] = useState<say.ScanWord | null>(null);
  const [isTyping, setTyping] = useState(false);
  const [isLooking, setLooking] = useState(false);
  const newest = useRef(0);
  const close = useCallback(() => {
    setWord(null);
    setTyping(false);
  }, []);
  useEffect(() => {
    // The field is gone; unless somebody works elsewhere by now, the keyboard goes back.
    if (isTyping || document.activeElement !== document.body) return;
    if (!focusChosenRow() && !focusReceipt()) focusHall();
  }, [isTyping]);

  const openBooking = async (reference: string, seat: SeatId | null): Promise<say.ScanWord> => {
    const booking = await findBooking(call, { reference, everybodys });
    if (!booking) return { tone: 'trouble', text: say.notFoundText(reference, everybodys) };
    onBooking(booking);
    return say.ticketWord(booking, seat);
  };
  const wordFor = async (meaning: Meaning): Promise<say.ScanWord> => {
    switch (meaning.kind) {
      case 'ticket':
      case 'reference':
        return openBooking(meaning.reference, meaning.kind === 'ticket' ? meaning.seat : null);
      case 'hand-over': {
        const answer = await takeOver(sale, meaning.code, {
          call,
          known: (id) =>
            queries
              .getQueryData<readonly Showtime[]>(['showtimes', 'upcoming'])
              ?.find((showtime) => showtime.id === id),
        });
        if (answer.kind === 'refused') return { tone: 'trouble', text: answer.text };
        onSeats(answer.showtime);
        return { tone: 'good', text: say.takenText(answer.seats) };
      }
      case 'broken':
        return { tone: 'trouble', text: say.brokenText };
      case 'unended':
        return { tone: 'trouble', text: say.unendedText };
      case 'foreign':
        return { tone: 'trouble', text: say.foreignText };
    }
  };
  const act = async (meaning: Meaning): Promise<void> => {
    const turn = (newest.current += 1);
    setLooking(true);
    const said = await wordFor(meaning).catch((error: unknown): say.ScanWord => ({
      tone: 'trouble',
      text: textOf(error),
    }));
    // Of two scans, one soon after the other, the word of the second counts.
    if (turn !== newest.current) return;
    setLooking(false);
    setWord(said);
    if (said.tone === 'good') setTyping(false);
  };

  useScans(isAtCounter, (scan) => {
    setTyping(false);
    void act(readScan(scan));
  });
  const open = (): void => {
    if (!isAtCounter) return;
    setWord(null);
    setTyping(true);
    document.querySelector<HTMLElement>('.scan-strip input')?.focus();
  };
  useKeys({ 'Shift+F11': open });
  const onCode = (text: string): void => {
    const meaning = readTyped(text);
    if (meaning) void act(meaning);
    else setWord({ tone: 'trouble', text: say.untypedText });
  };
  return { word, isTyping, isLooking, open, close, onCode };
}
