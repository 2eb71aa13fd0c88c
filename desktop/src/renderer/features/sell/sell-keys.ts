import { usePageKeys } from '../../ui/use-page-keys.ts';

/** What the selling screen does by key wherever the focus is, except while a list or dialog is open. */
export interface SellKeys {
  readonly onNextShow: () => void;
  readonly onPreviousShow: () => void;
  readonly onClear: () => void;
  readonly onCash: () => void;
  readonly onCard: () => void;
  readonly onPrice: () => void;
  readonly onExtend: () => void;
  /** Any other single letter, upper case; answers whether it meant something. */
  readonly onLetter: (letter: string) => boolean;
}

export function useSellKeys(keys: SellKeys): void {
  usePageKeys((key) => act(keys, key));
}

function act(keys: SellKeys, key: string): boolean {
  switch (key) {
    case 'PageDown':
      keys.onNextShow();
      return true;
    case 'PageUp':
      keys.onPreviousShow();
      return true;
    case 'Escape':
      keys.onClear();
      return true;
    case 'F1':
      keys.onCash();
      return true;
    case 'F10':
      keys.onCard();
      return true;
    case 'F2':
      keys.onPrice();
      return true;
    case 'e':
    case 'E':
      keys.onExtend();
      return true;
    default:
      return /^[a-z]$/i.test(key) && keys.onLetter(key.toUpperCase());
  }
}

/** Whether the keyboard is at the money, where digits are an amount. */
export function isAtMoney(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.pay, .owed') !== null;
}
