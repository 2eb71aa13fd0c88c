/** What tests and the invariant checker ask of the double itself, beside Stripe's API. */
import { z } from 'zod';
import type { StripeBooks } from './books.ts';
import { Fault, type Faults } from './faults.ts';
import type { Plans } from './plans.ts';
import { stripeLedger } from './stripe-ledger.ts';

const Endpoint = z.object({ account: z.string(), url: z.url(), secret: z.string().min(1) });
const Account = z.object({ account: z.string() });

export async function control(
  parts: { readonly books: StripeBooks; readonly faults: Faults; readonly plans: Plans },
  { method, url, body }: { readonly method: string; readonly url: URL; readonly body: string },
): Promise<{ readonly status: number; readonly body: unknown }> {
  const { books, faults } = parts;
  switch (`${method} ${url.pathname}`) {
    case 'GET /_double/health':
      return { status: 200, body: { ok: true } };
    case 'GET /_double/ledger':
      return { status: 200, body: stripeLedger(books, url.searchParams.get('account')) };
    case 'GET /_double/undelivered':
      return { status: 200, body: { events: [...books.undelivered.keys()] } };
    case 'POST /_double/behaviour':
      faults.order(Fault.parse(JSON.parse(body)));
      return { status: 200, body: { ok: true } };
    case 'POST /_double/late-captures':
      await parts.plans.carryOutNow(Account.parse(JSON.parse(body)).account);
      return { status: 200, body: { ok: true } };
    case 'POST /_double/webhook-endpoint':
      await books.write({ endpoints: [Endpoint.parse(JSON.parse(body))] });
      return { status: 200, body: { ok: true } };
    case 'DELETE /_double/webhook-endpoint':
      await books.write({ removedEndpoints: [Account.parse(JSON.parse(body)).account] });
      return { status: 200, body: { ok: true } };
    default:
      return { status: 404, body: { error: { type: 'invalid_request_error', message: 'no such control' } } };
  }
}
