import { X } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import type { Message } from './message.ts';

/** What the server or the clock had to say about the cart. */
export function MessageLine({
  message,
  onDismiss,
}: {
  readonly message: Message | null;
  readonly onDismiss: () => void;
}) {
  return (
    <div role="status" aria-live="polite">
      {message && (
        <p className="cart-message" data-tone={message.tone} key={message.text}>
          <span>{message.text}</span>
          <Button tone="quiet" label="Dismiss" onPress={onDismiss}>
            <X size={14} aria-hidden="true" />
          </Button>
        </p>
      )}
    </div>
  );
}
