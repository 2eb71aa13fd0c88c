import type { PinSignIn } from '@foyer/shared/http/pin';
import { useState } from 'react';
import { errorOf, useDevice } from '../../data/device.tsx';
import { textOf } from '../../data/problem-texts.ts';
import { ask } from '../../data/session.ts';

interface SwitchParts {
  readonly onTried: () => void;
  readonly onSwitched?: (() => void) | undefined;
}

interface SwitchState {
  readonly isPending: boolean;
  /** Why the last try failed. */
  readonly text: string | null;
}

const idle: SwitchState = { isPending: false, text: null };

/** One try after the other to take the till over by PIN. */
export function useSwitch({ onTried, onSwitched }: SwitchParts) {
  const { bridge } = useDevice();
  const [state, setState] = useState(idle);
  const tryPin = async (wish: PinSignIn): Promise<void> => {
    setState({ isPending: true, text: null });
    const answer = await ask(bridge.switchTo(wish)).catch(() => ({ kind: 'unreachable' }) as const);
    switch (answer.kind) {
      case 'switched':
        setState(idle);
        return onSwitched?.();
      case 'busy':
        return setState({ isPending: false, text: 'Another sign-in is under way. Stop it, or wait for it.' });
      case 'refused':
      case 'unreachable':
        setState({ isPending: false, text: textOf(errorOf(answer)) });
        onTried();
    }
  };
  return { state, tryPin, reset: () => setState(idle) };
}
