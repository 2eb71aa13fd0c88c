import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { useDevice } from '../../data/device.tsx';
import { Button } from '../../ui/button.tsx';
import './sign-in-screen.css';

interface InBrowserProps {
  readonly address: string;
  readonly browserOpened: boolean;
}

/** While the browser has the word: the way to help it, and the way back. */
export function InBrowser({ address, browserOpened }: InBrowserProps): ReactNode {
  const { bridge } = useDevice();
  return (
    <>
      <p className="sign-in-state" role="status">
        {browserOpened
          ? 'Go on in your browser. This window waits for it.'
          : 'No browser could be opened here. Open this address in one on this machine:'}
      </p>
      <div className="sign-in-address">
        <span className="mono" data-sign-in-address={address}>
          {address}
        </span>
        <Button onPress={() => void bridge.copySignInAddress()}>
          <Copy size={14} aria-hidden="true" /> Copy the address
        </Button>
      </div>
      <Button onPress={() => void bridge.cancelSignIn()}>Stop</Button>
    </>
  );
}
