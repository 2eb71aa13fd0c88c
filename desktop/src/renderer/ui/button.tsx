import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import './button.css';
import { Key } from './key.tsx';

interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  /** `primary` is the next key to press: at most one on a screen. */
  readonly tone?: 'primary' | 'plain' | 'quiet';
  /** The key that does the same, printed where it acts. */
  readonly keyName?: string;
  readonly isDisabled?: boolean;
  readonly label?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps): ReactNode {
  const { children, onPress, tone = 'plain', keyName, isDisabled = false, label, ref } = props;
  return (
    <AriaButton
      {...(ref ? { ref } : {})}
      {...(label === undefined ? {} : { 'aria-label': label })}
      className={`button button-${tone}`}
      isDisabled={isDisabled}
      onPress={onPress}
    >
      <span className="button-text">{children}</span>
      {keyName !== undefined && <Key name={keyName} />}
    </AriaButton>
  );
}
