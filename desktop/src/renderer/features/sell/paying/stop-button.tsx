import { type ReactNode, type Ref, useState } from 'react';
import { Button } from '../../../ui/button.tsx';

interface StopButtonProps {
  readonly children: string;
  readonly isDisabled: boolean;
  readonly onPress: () => void;
  readonly ref: Ref<HTMLButtonElement>;
}

/** Two keys, never one: a guest may be about to pay. */
export function StopButton({ children, isDisabled, onPress, ref }: StopButtonProps): ReactNode {
  const [isReached, setReached] = useState(false);
  return (
    <span className="owed-stop" onFocus={() => setReached(true)} onBlur={() => setReached(false)}>
      <Button
        ref={ref}
        tone="quiet"
        keyName={isReached ? 'Enter' : 'Esc'}
        isDisabled={isDisabled}
        onPress={onPress}
      >
        {children}
      </Button>
    </span>
  );
}
