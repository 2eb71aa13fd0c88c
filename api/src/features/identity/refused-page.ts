import { createHash } from 'node:crypto';
import type { ProblemCode } from '@foyer/shared/problems';
import type { PageFor } from '../../http/bind.ts';

/** What a person reads whose browser ends up here, because there is no client to send them back to. */
export const refusedPage: PageFor = ({ code, details }) => {
  const text = refusalTexts.get(details['reason']) ?? texts.get(code) ?? fallback;
  return { page: pageFor(text), headers };
};

const fallback = 'Go back to Foyer and sign in again.';

const refusalTexts: ReadonlyMap<unknown, string> = new Map([
  [
    'sign-in-unknown',
    'This sign-in was already used, is older than ten minutes, or was started in another browser. ' +
      fallback,
  ],
  [
    'redirect-uri',
    'The program that started this sign-in asks to return to an address that is not registered here. ' +
      'Tell whoever runs your cinema’s Foyer.',
  ],
]);

const texts: ReadonlyMap<ProblemCode, string> = new Map([
  ['request.invalid', `The address of this sign-in is not whole. ${fallback}`],
  ['rate.limited', `Too many sign-ins came from here just now. Wait a minute. ${fallback}`],
  ['service.unavailable', `Foyer’s server can’t reach its database just now. Wait a moment. ${fallback}`],
  ['internal', `Foyer’s server made a mistake, which it has written down. ${fallback}`],
]);

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; }
main { max-width: 26rem; padding: 2rem; }
h1 { font-size: 1.375rem; margin: 0 0 0.5rem; }
p { margin: 0; }
`;

const headers = {
  'cache-control': 'no-store',
  'content-security-policy': [
    `default-src 'none'`,
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; '),
};

function pageFor(text: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign-in not possible – Foyer</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>You are not signed in</h1>
<p>${text}</p>
</main>
</body>
</html>
`;
}
