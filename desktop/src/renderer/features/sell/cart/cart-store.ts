import { type Cart, type CartEvent, emptyCart, nextCart } from './cart.ts';

/** The cart as it is, for whoever watches it; tells when its hold runs out. */
export class CartStore {
  readonly #listeners = new Set<() => void>();
  readonly #onRunOut: () => void;
  #cart: Cart = emptyCart;
  #expiry: ReturnType<typeof setTimeout> | undefined;

  constructor(onRunOut: () => void) {
    this.#onRunOut = onRunOut;
  }

  get cart(): Cart {
    return this.#cart;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  put(event: CartEvent): void {
    this.#cart = nextCart(this.#cart, event);
    clearTimeout(this.#expiry);
    const { hold } = this.#cart;
    if (hold) this.#expiry = setTimeout(this.#onRunOut, Date.parse(hold.expiresAt) - Date.now());
    for (const listener of this.#listeners) listener();
  }
}
