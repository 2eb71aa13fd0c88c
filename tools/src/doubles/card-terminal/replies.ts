/** What the double says, in the protocol's words. */
import type {
  MessageHeader,
  PaymentResponse,
  Response,
  SaleToPOIResponse,
} from '@foyer/api/features/payments/card-terminal/messages';
import type { Deed } from './terminal-books.ts';

const maskedPan = '411111******1111';

export function headerFor(header: MessageHeader): MessageHeader {
  return { ...header, MessageType: 'Response' };
}

export function failure(condition: string): Response {
  return { Result: 'Failure', ErrorCondition: condition };
}

/** The answer to the request that this deed came of. */
export function answerOf(header: MessageHeader, deed: Deed): SaleToPOIResponse {
  const MessageHeader = headerFor(header);
  return deed.category === 'Payment'
    ? { MessageHeader, PaymentResponse: paymentResponseOf(deed) }
    : { MessageHeader, ReversalResponse: { Response: responseOf(deed) } };
}

export function refusalOf(header: MessageHeader, condition: string): SaleToPOIResponse {
  const MessageHeader = headerFor(header);
  return header.MessageCategory === 'Reversal'
    ? { MessageHeader, ReversalResponse: { Response: failure(condition) } }
    : { MessageHeader, PaymentResponse: { Response: failure(condition) } };
}

/** The answer to somebody who asks what became of a deed. */
export function statusOf(header: MessageHeader, deed: Deed | undefined): SaleToPOIResponse {
  const MessageHeader = headerFor(header);
  if (!deed) return { MessageHeader, TransactionStatusResponse: { Response: failure('NotFound') } };
  if (deed.state === 'RUNNING') {
    return { MessageHeader, TransactionStatusResponse: { Response: failure('InProgress') } };
  }
  const RepeatedResponseMessageBody =
    deed.category === 'Payment'
      ? { PaymentResponse: paymentResponseOf(deed) }
      : { ReversalResponse: { Response: responseOf(deed) } };
  return {
    MessageHeader,
    TransactionStatusResponse: {
      Response: { Result: 'Success' },
      RepeatedMessageResponse: { RepeatedResponseMessageBody },
    },
  };
}

function responseOf({ state, condition }: Deed): Response {
  return state === 'SUCCESS' ? { Result: 'Success' } : failure(condition ?? 'Refusal');
}

function paymentResponseOf(deed: Deed): PaymentResponse {
  return {
    Response: responseOf(deed),
    POIData: { POITransactionID: deed.transaction },
    ...(deed.state === 'SUCCESS'
      ? {
          PaymentResult: {
            AmountsResp: { Currency: deed.currency, AuthorizedAmount: deed.amount },
            PaymentInstrumentData: { CardData: { MaskedPan: maskedPan } },
          },
        }
      : {}),
  };
}
