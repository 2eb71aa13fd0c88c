import { z } from 'zod';

const dayMs = 86_400_000;
const days = (least: number, fallback: number): z.ZodType<number> =>
  z.coerce.number().default(fallback).pipe(z.int().min(least).max(36_500));

/** The environment variables about how long personal data are kept; docs/data-protection.md has the whole table. */
export const retentionVariables = {
  RETENTION_CONTACT_DAYS: days(1, 90).describe(
    'How many days after its show a booking keeps the address that its guest left',
  ),
  RETENTION_MAIL_DAYS: days(1, 90).describe('How many days it is kept that a mail was sent'),
  RETENTION_CUSTOMER_DAYS: days(31, 1_095).describe(
    'How many days after the last sign-in a customer is erased',
  ),
};

export interface RetentionConfig {
  readonly contactMs: number;
  readonly mailMs: number;
  readonly customerMs: number;
}

/** The same in domain units. */
export function retentionConfigOf(read: {
  readonly [Name in keyof typeof retentionVariables]: z.infer<(typeof retentionVariables)[Name]>;
}): RetentionConfig {
  return {
    contactMs: read.RETENTION_CONTACT_DAYS * dayMs,
    mailMs: read.RETENTION_MAIL_DAYS * dayMs,
    customerMs: read.RETENTION_CUSTOMER_DAYS * dayMs,
  };
}
