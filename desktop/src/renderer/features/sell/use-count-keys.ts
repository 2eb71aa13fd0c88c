import { useEffect, useEffectEvent, useState } from 'react';
import { isElsewhere } from '../../ui/elsewhere.ts';
import { isAtMoney } from './sell-keys.ts';

const mostSeats = 50;

/**
 * A number typed anywhere on the selling screen, then Enter: how many of the best seats to take. While a number
 * stands, Enter, Backspace and Escape are about it and about nothing else.
 */
export function useCountKeys(onTake: (count: number) => void): number | null {
  const [count, setCount] = useState<number | null>(null);
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (isElsewhere(event) || isAtMoney(event.target)) return;
    const next = afterKey(count, event.key);
    if (next === 'not-ours') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter' && count !== null) onTake(count);
    setCount(next);
  });
  useEffect(() => {
    // One listener for good: whoever is added while a key is on its way hears only of the next one.
    const onKeyDown = (event: KeyboardEvent): void => onKey(event);
    // Before the hall, whose Enter takes the seat under the cursor.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
  return count;
}

/** The number after a key; `not-ours` where the key is for somebody else. */
export function afterKey(count: number | null, key: string): number | null | 'not-ours' {
  if (/^\d$/.test(key)) {
    const next = (count ?? 0) * 10 + Number(key);
    return next === 0 ? (count ?? 'not-ours') : next > mostSeats ? Number(key) || count : next;
  }
  if (count === null) return 'not-ours';
  if (key === 'Enter' || key === 'Escape') return null;
  if (key === 'Backspace') return count < 10 ? null : Math.floor(count / 10);
  return 'not-ours';
}
