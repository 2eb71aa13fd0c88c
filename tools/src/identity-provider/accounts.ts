/** The people the stand-in knows. Their addresses end in `.test`, which no mail server can ever own. */

export type StandInAccount = {
  /** Google's identity of a person: a string of 21 digits that never changes. */
  readonly sub: string;
  readonly email: string;
  readonly name: string;
  readonly emailVerified: boolean;
};

export const demoAccounts: readonly StandInAccount[] = [
  account('100000000000000000001', 'admin', 'Ada Admin'),
  account('100000000000000000002', 'manager', 'Mara Manager'),
  account('100000000000000000003', 'cashier', 'Casey Cashier'),
  account('100000000000000000004', 'customer', 'Cleo Customer'),
];

/** Which role each demo account gets at its first sign-in, in the form of DEMO_ROLES. */
export const demoRoles =
  'admin@example.test=ADMIN,manager@example.test=MANAGER,cashier@example.test=CASHIER,customer@example.test=USER';

export function claimsOf(person: StandInAccount): Record<string, unknown> & { sub: string } {
  const [givenName = '', ...rest] = person.name.split(' ');
  return {
    sub: person.sub,
    email: person.email,
    email_verified: person.emailVerified,
    name: person.name,
    given_name: givenName,
    family_name: rest.join(' '),
  };
}

function account(sub: string, user: string, name: string): StandInAccount {
  return { sub, email: `${user}@example.test`, name, emailVerified: true };
}
