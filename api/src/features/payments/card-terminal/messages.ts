/**
 * The messages of the nexo retailer protocol 3.0 that a box office needs, as terminals speak them in JSON. Fields we
 * do not read are let through; fields we send are all here.
 */
import { z } from 'zod';

/** Terminals remember a ServiceID for the exchanges of some days; it has at most ten letters and digits. */
export const ServiceId = z.string().regex(/^[A-Za-z0-9]{1,10}$/);

const MessageCategory = z.enum(['Payment', 'Reversal', 'TransactionStatus', 'Abort']);

const MessageHeader = z.object({
  ProtocolVersion: z.literal('3.0'),
  MessageClass: z.literal('Service'),
  MessageCategory,
  MessageType: z.enum(['Request', 'Response']),
  SaleID: z.string().min(1),
  ServiceID: ServiceId,
  POIID: z.string().min(1),
});
export type MessageHeader = z.infer<typeof MessageHeader>;

/** Which earlier exchange of the same POS is meant. */
const MessageReference = z.object({
  MessageCategory: z.enum(['Payment', 'Reversal']),
  SaleID: z.string(),
  ServiceID: ServiceId,
});

const TransactionIdentification = z.object({
  TransactionID: z.string().min(1),
  TimeStamp: z.string().min(1),
});
export type TransactionIdentification = z.infer<typeof TransactionIdentification>;

/** `SaleTransactionID.TransactionID` carries our own id, so that the terminal's ledger can be held against ours. */
const SaleData = z.object({ SaleTransactionID: TransactionIdentification });

const PaymentRequest = z.object({
  SaleData,
  PaymentTransaction: z.object({
    /** Amounts are in major units here, e.g. 12.5 euros. */
    AmountsReq: z.object({ Currency: z.string().length(3), RequestedAmount: z.number().positive() }),
    OriginalPOITransaction: z.object({ POITransactionID: TransactionIdentification }).optional(),
  }),
  PaymentData: z.object({ PaymentType: z.enum(['Normal', 'Refund']) }),
});
export type PaymentRequest = z.infer<typeof PaymentRequest>;

const ReversalRequest = z.object({
  SaleData,
  OriginalPOITransaction: z.object({ POITransactionID: TransactionIdentification }),
  ReversalReason: z.literal('MerchantCancel'),
  ReversedAmount: z.number().positive(),
});
export type ReversalRequest = z.infer<typeof ReversalRequest>;

const envelope = { MessageHeader };
export const SaleToPOIRequest = z.union([
  z.object({ ...envelope, PaymentRequest }),
  z.object({ ...envelope, ReversalRequest }),
  z.object({ ...envelope, TransactionStatusRequest: z.object({ MessageReference }) }),
  z.object({
    ...envelope,
    AbortRequest: z.object({ AbortReason: z.string().min(1), MessageReference }),
  }),
]);
export type SaleToPOIRequest = z.infer<typeof SaleToPOIRequest>;
export const RequestMessage = z.object({ SaleToPOIRequest });

const Response = z.object({
  Result: z.enum(['Success', 'Failure', 'Partial']),
  /** Why not: Aborted, Busy, Cancel, InProgress, NotAllowed, NotFound, Refusal, UnreachableHost, … */
  ErrorCondition: z.string().optional(),
  AdditionalResponse: z.string().optional(),
});
export type Response = z.infer<typeof Response>;

const PaymentResponse = z.object({
  Response,
  POIData: z.object({ POITransactionID: TransactionIdentification }).optional(),
  PaymentResult: z
    .object({
      AmountsResp: z.object({ Currency: z.string(), AuthorizedAmount: z.number() }).optional(),
      PaymentInstrumentData: z
        .object({ CardData: z.object({ MaskedPan: z.string().optional() }).optional() })
        .optional(),
    })
    .optional(),
});
export type PaymentResponse = z.infer<typeof PaymentResponse>;

const ReversalResponse = z.object({ Response });

/** What became of the exchange that a status request asked about; absent while it runs or where it never was. */
const RepeatedMessageResponse = z.object({
  RepeatedResponseMessageBody: z.union([z.object({ PaymentResponse }), z.object({ ReversalResponse })]),
});

const TransactionStatusResponse = z.object({
  Response,
  RepeatedMessageResponse: RepeatedMessageResponse.optional(),
});
export type TransactionStatusResponse = z.infer<typeof TransactionStatusResponse>;

export const SaleToPOIResponse = z.union([
  z.object({ ...envelope, PaymentResponse }),
  z.object({ ...envelope, ReversalResponse }),
  z.object({ ...envelope, TransactionStatusResponse }),
]);
export type SaleToPOIResponse = z.infer<typeof SaleToPOIResponse>;
export const ResponseMessage = z.object({ SaleToPOIResponse });
