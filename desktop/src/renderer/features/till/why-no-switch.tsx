import { MonitorX, ShoppingCart } from 'lucide-react';
import { type ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PanelDialog } from '../../ui/panel-dialog.tsx';

interface WhyNoSwitchProps {
  /** A device that is no till, or a guest who has not been served to the end. */
  readonly why: 'no-till' | 'in-sale';
  readonly onEnrol: () => void;
  readonly onClose: () => void;
}

/** Why cashiers can't take turns now, and what to do first. */
export function WhyNoSwitch({ why, onEnrol, onClose }: WhyNoSwitchProps): ReactNode {
  return (
    <PanelDialog title="Switch cashier" onClose={onClose}>
      {why === 'no-till' ? (
        <Notice
          icon={MonitorX}
          title="This device is no till yet"
          action={
            <Button tone="primary" onPress={onEnrol}>
              Enrol this till…
            </Button>
          }
        >
          Cashiers take turns by PIN at an enrolled till. A manager makes one under Tills.
        </Notice>
      ) : (
        <Notice icon={ShoppingCart} title="A guest is being served">
          Sell the seats in the cart, or give them back with Esc. Then another cashier can take over.
        </Notice>
      )}
      <Button tone="quiet" keyName="Esc" onPress={onClose}>
        Back to the counter
      </Button>
    </PanelDialog>
  );
}
