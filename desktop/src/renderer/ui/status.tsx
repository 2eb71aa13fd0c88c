import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import type { ReactNode } from 'react';

export type Tone = 'good' | 'bad' | 'open';

const icons = { good: CircleCheck, bad: CircleX, open: CircleDashed } as const;

/** A state by shape, word and colour. */
export function Status({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }): ReactNode {
  const Icon = icons[tone];
  return (
    <span className="status" data-tone={tone}>
      <Icon size={15} aria-hidden="true" />
      {children}
    </span>
  );
}
