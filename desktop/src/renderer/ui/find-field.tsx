import { type ReactNode, useRef } from 'react';
import './find-field.css';
import { Key } from './key.tsx';
import { TextField } from './text-field.tsx';
import { useLetterKeys } from './use-letter-keys.ts';

interface FindFieldProps {
  readonly label: string;
  /** What may be typed. */
  readonly hint: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Back to the list. */
  readonly onLeave: () => void;
}

/** Finds rows of a list as one types. `/` leads here; Enter and the arrow go to what was found, Escape empties it. */
export function FindField({ label, hint, text, onText, onLeave }: FindFieldProps): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  useLetterKeys({ '/': () => field.current?.focus() });
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of the field inside; it acts on nothing itself
    <span
      className="find"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onText('');
        else if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
        event.preventDefault();
        onLeave();
      }}
    >
      <TextField
        ref={field}
        type="search"
        label={label}
        hidesLabel
        placeholder={hint}
        longest={60}
        value={text}
        onChange={onText}
      />
      <Key name="/" />
    </span>
  );
}
