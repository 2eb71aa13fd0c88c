import { createHash } from 'node:crypto';
import type { SignInRefusal } from '@foyer/shared/http/sign-in';
import type { LoopbackOutcome } from './loopback.ts';

type Text = readonly [title: string, text: string];

const signedIn: Text = ['Signed in to Foyer', 'Back to the counter: you may close this window.'];
const notSignedIn: Text = [
  'Not signed in',
  'Foyer was told no. You may close this window and try again at the counter.',
];
const notTrusted: Text = [
  'Not signed in',
  'Foyer can’t trust what came back from Google. You may close this window and try again at the counter; if it ' +
    'happens again, tell whoever runs your cinema’s Foyer.',
];

const refusals: Readonly<Record<SignInRefusal, Text>> = {
  denied: ['Not signed in', 'You stopped at Google. You may close this window and try again at the counter.'],
  'sign-in-expired': [
    'This sign-in took too long',
    'It has to be done within ten minutes. You may close this window and start again at the counter.',
  ],
  disabled: [
    'This account is disabled',
    'A manager has disabled it for Foyer. Ask them; you may close this window.',
  ],
  'email-not-verified': [
    'This account’s address is not verified',
    'Verify it in your Google account, or use another account. You may close this window.',
  ],
  'hosted-domain': [
    'This account is not from your house',
    'Only accounts of the cinema’s own domain may sign in. You may close this window and choose another account.',
  ],
  'id-token-invalid': notTrusted,
  'nonce-mismatch': notTrusted,
  'provider-code-refused': notTrusted,
  'provider-client-refused': [
    'Google does not accept this server',
    'Its client id or secret is wrong. Tell whoever runs your cinema’s Foyer; you may close this window.',
  ],
  'provider-error': [
    'Google reports a fault',
    'You may close this window and try again at the counter in a moment.',
  ],
  'provider-unavailable': [
    'Google can’t be reached',
    'Foyer’s server had no answer from it. You may close this window and try again at the counter in a moment.',
  ],
};

const style = `
  body { margin: 0; min-height: 100vh; display: grid; place-content: center; text-align: center;
    background: #0f1216; color: #e9edf2; font: 16px/1.5 system-ui, sans-serif; }
  h1 { margin: 0 0 8px; font-size: 22px; }
  p { margin: 0; color: #98a4b3; }
`;

/** Lets the page have its one style and nothing else: no script, no picture, no form, no frame around it. */
export const closePagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What the browser shows when it has come back: static, without scripts and without anything from the address. */
export function closePage(outcome: LoopbackOutcome): string {
  const [title, text] = textOf(outcome);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${title}</title>
<style>${style}</style>
<h1>${title}</h1>
<p>${text}</p>
</html>
`;
}

function textOf(outcome: LoopbackOutcome): Text {
  if (outcome.kind === 'code') return signedIn;
  return outcome.kind === 'refused' && outcome.reason !== null ? refusals[outcome.reason] : notSignedIn;
}
