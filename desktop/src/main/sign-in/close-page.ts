import { createHash } from 'node:crypto';
import type { LoopbackOutcome } from './loopback.ts';

type Outcome = LoopbackOutcome['kind'];

const notSignedIn = [
  'Not signed in',
  'Foyer was told no. You may close this window and try again at the counter.',
] as const;

const texts: Readonly<Record<Outcome, readonly [title: string, text: string]>> = {
  code: ['Signed in to Foyer', 'Back to the counter: you may close this window.'],
  disabled: [
    'This account is disabled',
    'A manager has disabled it for Foyer. Ask them; you may close this window.',
  ],
  refused: notSignedIn,
  'timed-out': notSignedIn,
  closed: notSignedIn,
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
export function closePage(outcome: Outcome): string {
  const [title, text] = texts[outcome];
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
