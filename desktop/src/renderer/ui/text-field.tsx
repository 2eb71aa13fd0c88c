import type { ReactNode, Ref } from 'react';
import { Input, Label, TextField as AriaTextField } from 'react-aria-components';
import './text-field.css';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Said only, where the place on screen explains it to the eye. */
  readonly hidesLabel?: boolean;
  readonly placeholder?: string;
  readonly type?: 'text' | 'search' | 'email' | 'password';
  readonly longest?: number;
  readonly onEnter?: () => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** One line of text. Enter does what the button beside it does. */
export function TextField(props: TextFieldProps): ReactNode {
  const { label, value, onChange, hidesLabel = false, placeholder, type = 'text', longest = 200 } = props;
  const { onEnter, ref } = props;
  return (
    <AriaTextField
      className="text-field"
      type={type}
      value={value}
      maxLength={longest}
      onChange={onChange}
      {...(hidesLabel ? { 'aria-label': label } : {})}
    >
      {!hidesLabel && <Label className="label">{label}</Label>}
      <Input
        className="text-input"
        spellCheck="false"
        autoComplete="off"
        {...(placeholder === undefined ? {} : { placeholder })}
        {...(ref ? { ref } : {})}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onEnter?.();
        }}
      />
    </AriaTextField>
  );
}
