import { usePageKeys } from '../../ui/use-page-keys.ts';
import { focusHall } from '../sell/hall/focus-hall.ts';

export interface ExchangeKeys {
  readonly onNextShow: () => void;
  readonly onPreviousShow: () => void;
  readonly onBest: () => void;
  readonly onExtend: () => void;
  readonly onLeave: () => void;
}

/** What the exchange does by key wherever the focus is, except in a list or a dialog. */
export function useExchangeKeys(keys: ExchangeKeys): void {
  usePageKeys((key) => act(keys, key));
}

function act(keys: ExchangeKeys, key: string): boolean {
  switch (key) {
    case 'PageDown':
      keys.onNextShow();
      return true;
    case 'PageUp':
      keys.onPreviousShow();
      return true;
    case 'F1':
      return focusButton('.exchange-pay .button');
    case 'F10':
      return focusButton('.exchange-card .button');
    case 'b':
    case 'B':
      keys.onBest();
      return true;
    case 'e':
    case 'E':
      keys.onExtend();
      return true;
    case 'i':
    case 'I':
      return focusButton('.exchange-instead .button');
    case 'Escape':
      // From the money Escape is one step back; only in the hall it leaves.
      if (document.activeElement?.closest('.exchange-pay, .exchange-instead')) focusHall();
      else keys.onLeave();
      return true;
    default:
      return false;
  }
}

function focusButton(selector: string): boolean {
  const button = document.querySelector<HTMLElement>(selector);
  button?.focus();
  return button !== null;
}
