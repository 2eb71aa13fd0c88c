import type { Role } from '@foyer/shared/roles';
import { escaped, type MailText } from './mail-text.ts';

/** What the mail about an invitation tells. */
export interface InvitationFacts {
  readonly role: Role;
  /** The address that has to sign in. */
  readonly email: string;
  readonly expiresAt: Date;
  /** Null for a person who is not known any more. */
  readonly invitedBy: string | null;
  readonly cinema: { readonly name: string; readonly timeZone: string };
}

const roleWords: Readonly<Record<Role, string>> = {
  USER: 'a customer',
  CASHIER: 'a cashier',
  MANAGER: 'a manager',
  ADMIN: 'an administrator',
};

/** Writes the mail. It carries no link and no code: signing in with this address is what accepts. */
export function writeInvitation({ role, email, expiresAt, invitedBy, cinema }: InvitationFacts): MailText {
  const house = cinema.name === '' ? 'the box office' : cinema.name;
  const until = new Intl.DateTimeFormat('en-IE', { timeZone: cinema.timeZone, dateStyle: 'full' }).format(
    expiresAt,
  );
  const paragraphs = [
    'Hello,',
    `${invitedBy ?? 'The management'} invites you to work with Foyer at ${house} as ${roleWords[role]}.`,
    `Open Foyer at the counter and sign in with Google as ${email}. There is nothing else to do.`,
    `The invitation is good until ${until}. If you don’t know what it is about, do nothing.`,
    house,
  ];
  return {
    subject: `Your invitation to ${house}`,
    text: `${paragraphs.join('\n\n')}\n`,
    html: `<!doctype html><html lang="en"><body>${paragraphs.map((said) => `<p>${escaped(said)}</p>`).join('')}</body></html>`,
  };
}
