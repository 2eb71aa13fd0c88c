import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './notice.css';

interface NoticeProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children: ReactNode;
  /** The next thing to do. */
  readonly action?: ReactNode;
  readonly tone?: 'plain' | 'trouble';
}

/** A designed empty, closed or broken state: what is the case, and what to do next. */
export function Notice({ icon: Icon, title, children, action, tone = 'plain' }: NoticeProps): ReactNode {
  return (
    <section className={`notice notice-${tone}`} role={tone === 'trouble' ? 'alert' : undefined}>
      <span className="notice-icon">
        <Icon size={26} strokeWidth={1.6} aria-hidden="true" />
      </span>
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </section>
  );
}

/** Grey shapes in the place of what is on its way. */
export function Skeleton({ lines, label }: { readonly lines: number; readonly label: string }): ReactNode {
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton-line" />
      ))}
    </div>
  );
}
