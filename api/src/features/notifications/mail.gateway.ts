import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { toBuffer } from 'qrcode';
import type { MailConfig } from './mail-config.ts';
import type { MailText } from './mail-text.ts';

export interface Mail extends MailText {
  /** What it tells of; the same event is the same message to every mail program. */
  readonly eventId: string;
  readonly to: { readonly address: string; readonly name: string };
  /** Texts of the codes, shown as `cid:ticket-0`, `cid:ticket-1`, … */
  readonly codes: readonly string[];
}

export interface MailGateway {
  /** Resolves once the mail server has taken it. Throws MailRefused where it never will. */
  readonly send: (mail: Mail) => Promise<void>;
  readonly close: () => void;
}

/** The mail server's lasting no, e.g. for an address that does not exist. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}

const limitMs = 10_000;

/** Hands mails to the SMTP server. */
export function createMailGateway({ smtpUrl, from }: MailConfig): MailGateway {
  const transport = createTransport({
    url: smtpUrl.reveal(),
    pool: true,
    maxConnections: 2,
    connectionTimeout: limitMs,
    greetingTimeout: limitMs,
    socketTimeout: limitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^@>\s]+)>?$/.exec(from)?.[1] ?? 'foyer.invalid';
  return {
    send: async ({ eventId, to, codes, subject, text, html }) => {
      const images = await Promise.all(codes.map((code) => toBuffer(code, { errorCorrectionLevel: 'M' })));
      try {
        await transport.sendMail({
          from,
          to,
          subject,
          text,
          html,
          messageId: `<${createHash('sha256').update(eventId).digest('hex').slice(0, 32)}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
          attachments: images.map((content, index) => ({
            filename: `ticket-${index + 1}.png`,
            content,
            contentType: 'image/png',
            cid: `ticket-${index}`,
          })),
        });
      } catch (error) {
        if (isLasting(error)) throw new MailRefused('the mail server refused', { cause: error });
        throw error;
      }
    },
    close: () => transport.close(),
  };
}

/** SMTP's 5xx replies are for good (RFC 5321, 4.2.1); those about signing in are ours to mend, so they are tried again. */
function isLasting(error: unknown): boolean {
  const code: unknown = error instanceof Error && 'responseCode' in error ? error.responseCode : undefined;
  return typeof code === 'number' && code >= 550 && code < 560;
}
