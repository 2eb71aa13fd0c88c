import type { Base } from './base.ts';
import type { Config } from '../config.ts';
import { CardTerminalGateway } from '../features/payments/card-terminal/card-terminal.gateway.ts';
import { Terminal } from '../features/payments/card-terminal/terminal.ts';
import type { PaymentNews } from '../features/payments/payment-news.ts';
import type { PaymentProviders } from '../features/payments/payment.port.ts';
import { createStripe } from '../features/payments/stripe/stripe-client.ts';
import { createReceiveStripeEvent } from '../features/payments/stripe/stripe-events.ts';
import { StripeGateway } from '../features/payments/stripe/stripe.gateway.ts';
import { webhookRoutes } from '../features/payments/webhook.routes.ts';
import type { Route } from '../http/bind.ts';

/** Who takes which tender here, by the configuration alone; and the way in for what providers say by themselves. */
export function composePayments(
  { payments: { stripe: account, cardTerminal } }: Config,
  { clock, log }: Base,
) {
  const stripe = account ? createStripe(account) : null;
  const providers: PaymentProviders = {
    ONLINE:
      account && stripe
        ? new StripeGateway({ stripe, testPaymentMethod: account.testPaymentMethod, clock, log })
        : null,
    CARD: cardTerminal
      ? new CardTerminalGateway({ terminal: new Terminal(cardTerminal, log), clock, log })
      : null,
  };
  return {
    providers,
    routesFor: (news: PaymentNews): readonly Route[] =>
      webhookRoutes(
        createReceiveStripeEvent({ stripe, secret: account?.webhookSecret ?? null, news, clock }),
      ),
  };
}
