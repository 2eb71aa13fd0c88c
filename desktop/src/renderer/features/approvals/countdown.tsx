import type { ReactNode } from 'react';
import { useNow } from '../../ui/use-now.ts';
import { countdown } from '../../ui/when.ts';

const urgentMs = 20_000;

/** How long something can still be decided; the largest thing beside its keys. */
export function Countdown({ until }: { readonly until: string }): ReactNode {
  const leftMs = Date.parse(until) - useNow(500);
  return (
    <span className="approval-time" role="timer" data-urgent={leftMs <= urgentMs || undefined}>
      {countdown(leftMs)}
    </span>
  );
}
