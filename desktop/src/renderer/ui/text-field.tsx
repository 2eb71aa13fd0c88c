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
  /** `pin`: digits, never shown. */
  readonly type?: 'text' | 'search' | 'email' | 'pin';
  readonly longest?: number;
  readonly isDisabled?: boolean;
  readonly onEnter?: () => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** One line of text. Enter does what the button beside it does. */
export function TextField(props: TextFieldProps): ReactNode {
  const { label, value, onChange, hidesLabel = false, placeholder, type = 'text', longest = 200 } = props;
  const { isDisabled = false, onEnter, ref } = props;
  return (
    <AriaTextField
      className="text-field"
      type={type === 'pin' ? 'password' : type}
      {...(type === 'pin' ? { inputMode: 'numeric' } : {})}
      value={value}
      maxLength={longest}
      isDisabled={isDisabled}
      onChange={(text) => onChange(type === 'pin' ? text.replaceAll(/\D/g, '') : text)}
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
          if (event.key !== 'Enter' || !onEnter) return;
          // Where the keyboard goes on to a button, the same key must not press that one, too.
          event.preventDefault();
          onEnter();
        }}
      />
    </AriaTextField>
  );
}
