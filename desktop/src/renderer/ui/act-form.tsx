import { type ReactNode, useEffect, useRef } from 'react';
import { textOf } from '../data/problem-texts.ts';
import { Button } from './button.tsx';
import './act-form.css';

interface ActFormProps {
  readonly name: string;
  /** What happens, in the words of the button. */
  readonly act: string;
  readonly leave: string;
  readonly isReady: boolean;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onAct: () => void;
  readonly onLeave: () => void;
  readonly children: ReactNode;
}

/** A small form beside the list: says what it does before it does it, and Escape leaves it. Nothing modal. */
export function ActForm(props: ActFormProps): ReactNode {
  const { name, act, leave, isReady, isPending, error, onAct, onLeave, children } = props;
  const form = useRef<HTMLElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('input, button')?.focus(), []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves the form from any of its controls; it acts on nothing itself
    <section
      ref={form}
      className="act-form"
      aria-label={name}
      onKeyDown={(event) => event.key === 'Escape' && onLeave()}
    >
      {children}
      {error !== null && (
        <p className="act-trouble" role="alert">
          {textOf(error)}
        </p>
      )}
      <div className="act-buttons">
        <Button tone="quiet" keyName="Esc" onPress={onLeave}>
          {leave}
        </Button>
        <Button tone="primary" keyName="Enter" isDisabled={!isReady || isPending} onPress={onAct}>
          {act}
        </Button>
      </div>
    </section>
  );
}
