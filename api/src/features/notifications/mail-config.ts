import { z } from 'zod';
import { Secret } from '../../platform/secret.ts';

export interface MailConfig {
  readonly smtpUrl: Secret;
  /** `Corner House <tickets@cinema.example>` or a bare address. */
  readonly from: string;
}

/** The mail's part of the environment. */
export const mailSettings = {
  SMTP_URL: z
    .string()
    .regex(/^(smtps?:\/\/\S+)?$/, 'must start with smtp:// or smtps://')
    .default('')
    .describe('Mail server for tickets, smtp://user:password@host:port; empty sends no mail'),
  MAIL_FROM: z
    .string()
    .regex(/^([^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)?$/, 'is not an address')
    .default('')
    .describe('Sender of the mails, an address or Name <address>; needed with SMTP_URL'),
};

/** Null where no mail is sent. */
export function mailConfigOf(read: {
  readonly SMTP_URL: string;
  readonly MAIL_FROM: string;
}): MailConfig | null {
  return read.SMTP_URL === '' ? null : { smtpUrl: new Secret(read.SMTP_URL), from: read.MAIL_FROM };
}

export function mailFaults(given: Readonly<Record<string, string | undefined>>): string[] {
  const isHalf = given['SMTP_URL'] !== undefined && given['MAIL_FROM'] === undefined;
  return isHalf ? ['MAIL_FROM: is needed with SMTP_URL'] : [];
}
