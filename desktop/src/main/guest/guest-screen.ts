import type { GuestPicture, GuestScreenState } from '../../bridge/guest.ts';
import type { WindowPlaces } from '../window-places.ts';
import { type DisplayFacts, type GuestPlace, guestPlace, hasOwnDisplay } from './guest-place.ts';
import type { GuestWindow } from './guest-window.ts';

interface GuestScreenParts {
  readonly places: WindowPlaces;
  readonly house: () => string | null;
  readonly displays: () => readonly DisplayFacts[];
  /** The display that the counter is on. */
  readonly counterDisplay: () => number;
  readonly open: (place: GuestPlace, onClosed: () => void) => GuestWindow;
  readonly onChange: (state: GuestScreenState) => void;
}

/** The screen that the guest looks at: there or not, where, and what is on it. */
export class GuestScreen {
  readonly #parts: GuestScreenParts;
  #window: GuestWindow | null = null;
  #place: GuestPlace | null = null;
  #picture: GuestPicture | null = null;

  constructor(parts: GuestScreenParts) {
    this.#parts = parts;
  }

  get state(): GuestScreenState {
    return { isOpen: this.#window !== null };
  }

  /** As it was when the program ended; the first time, where it has a display of its own. */
  restore(): void {
    const { isWanted } = this.#parts.places.places.guest;
    if (isWanted ?? this.#hasOwnDisplay) this.#open();
  }

  toggle(): GuestScreenState {
    if (this.#window) this.#want(false);
    else {
      this.#want(true);
      this.#open();
    }
    return this.state;
  }

  show(picture: GuestPicture): void {
    this.#picture = picture;
    this.#send();
  }

  /** Displays came, went or changed. */
  onDisplays(): void {
    const { places } = this.#parts;
    if (!this.#window) {
      if (places.places.guest.isWanted !== false && this.#hasOwnDisplay) this.#open();
      return;
    }
    const place = this.#plan();
    const isSame = JSON.stringify(place) === JSON.stringify(this.#place);
    // What was a window of its own place stays where its owner has put it.
    if (isSame || (place?.isWhole === false && this.#place?.isWhole === false)) return;
    this.close();
    // Nobody wants it before the counter by itself.
    if (place?.isWhole === true) this.#open();
  }

  close(): void {
    const window = this.#window;
    this.#window = null;
    window?.close();
    if (window) this.#parts.onChange(this.state);
  }

  get #hasOwnDisplay(): boolean {
    return hasOwnDisplay(this.#parts.displays(), this.#parts.counterDisplay());
  }

  #plan(): GuestPlace | null {
    const { displays, counterDisplay, places } = this.#parts;
    return guestPlace(displays(), counterDisplay(), places.places.guest.bounds);
  }

  #want(isWanted: boolean): void {
    const { places } = this.#parts;
    places.keep({ guest: { ...places.places.guest, isWanted } });
    if (!isWanted) this.close();
  }

  #open(): void {
    const place = this.#plan();
    if (this.#window || !place) return;
    const window = this.#parts.open(place, () => {
      // By its own button, not by us.
      if (this.#window === window) this.#want(false);
    });
    this.#window = window;
    this.#place = place;
    const { places } = this.#parts;
    window.onPlaced((bounds) => places.keep({ guest: { ...places.places.guest, bounds } }));
    window.onReady(() => this.#send());
    this.#parts.onChange(this.state);
  }

  #send(): void {
    if (this.#picture) this.#window?.show({ ...this.#picture, house: this.#parts.house() });
  }
}
