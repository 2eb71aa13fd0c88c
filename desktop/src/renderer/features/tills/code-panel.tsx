import type { ReactNode } from 'react';
import { useNow } from '../../ui/use-now.ts';
import { countdown } from '../../ui/when.ts';
import './tills.css';
import type { ShownCode } from './till-status.ts';

/** The code, to be read out across the foyer, and how long it is good. */
export function CodePanel({ shown }: { readonly shown: ShownCode }): ReactNode {
  const leftMs = Date.parse(shown.codeExpiresAt) - useNow(1_000);
  if (leftMs <= 0)
    return (
      <section className="till-code" aria-label="Code">
        <p className="act-trouble" role="alert">
          The code has run out. Make a new one.
        </p>
      </section>
    );
  return (
    <section className="till-code" aria-label="Code">
      <p className="label">Code, shown only this once</p>
      <p className="till-code-text copyable" data-till-code>
        {shown.code.split('-').map((group) => (
          <span key={group}>{group}</span>
        ))}
      </p>
      <p className="till-code-left">
        <time>{countdown(leftMs)}</time> left
      </p>
      <p className="quiet">
        On the device, choose “Enrol this till”: on the sign-in screen, or in the menu under the name at the
        top.
      </p>
    </section>
  );
}
