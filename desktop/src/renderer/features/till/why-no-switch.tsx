import { ArrowLeftRight, Hourglass, MonitorX, ShoppingCart } from 'lucide-react';
import type { ReactNode } from 'react';
import type { WhyNot } from '../../app/use-take-over.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PanelDialog } from '../../ui/panel-dialog.tsx';

interface WhyNoSwitchProps {
  /** A device that is no till, a guest who has not been served to the end, or a request that nobody has decided. */
  readonly why: WhyNot;
  readonly onEnrol: () => void;
  readonly onClose: () => void;
}

/** Why cashiers can't take turns now, and what to do first. */
export function WhyNoSwitch({ why, onEnrol, onClose }: WhyNoSwitchProps): ReactNode {
  return (
    <PanelDialog title="Switch cashier" onClose={onClose}>
      {why === 'no-till' && (
        <Notice
          icon={MonitorX}
          title="This device is not a till yet"
          action={
            <Button tone="primary" onPress={onEnrol}>
              Enrol this till…
            </Button>
          }
        >
          Cashiers take turns by PIN at an enrolled till. A manager adds one under Tills.
        </Notice>
      )}
      {why === 'in-sale' && (
        <Notice icon={ShoppingCart} title="A guest is being served">
          Sell the seats in the cart, or give them back with Esc. Then another cashier can take over.
        </Notice>
      )}
      {why === 'in-request' && (
        <Notice icon={Hourglass} title="A request of yours is open">
          Wait for the manager’s answer, or take the request back. Then another cashier can take over.
        </Notice>
      )}
      {why === 'in-exchange' && (
        <Notice icon={ArrowLeftRight} title="Seats are being exchanged">
          Finish the exchange under Bookings, or leave it there with Esc. Then another cashier can take over.
        </Notice>
      )}
      <Button tone="quiet" keyName="Esc" onPress={onClose}>
        Back to the counter
      </Button>
    </PanelDialog>
  );
}
