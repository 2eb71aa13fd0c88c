/** The page on which one picks who to be. No scripts, nothing from elsewhere. */
import { createHash } from 'node:crypto';
import type { StandInAccount } from './accounts.ts';

const style = `
:root { color-scheme: dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #0f1115; color: #e8eaf0; }
main { width: min(24rem, calc(100vw - 2rem)); padding: 2rem; border: 1px solid #2a2f3a; border-radius: 16px; background: #171a21; }
h1 { margin: 0 0 .25rem; font-size: 1.375rem; }
p { margin: 0 0 1.5rem; color: #a9b0be; }
form { display: grid; gap: .625rem; }
button { display: grid; gap: .125rem; padding: .75rem 1rem; border: 1px solid #343a47; border-radius: 10px; background: #1f232c; color: inherit; font: inherit; text-align: left; cursor: pointer; }
button:hover { background: #282d38; border-color: #4a5263; }
button:focus-visible { outline: 3px solid #f5b942; outline-offset: 2px; }
button span { color: #a9b0be; font-size: .875rem; }
button.cancel { margin-top: .5rem; background: none; border-color: transparent; text-align: center; color: #a9b0be; }
`;

/**
 * The policy leaves `form-action` out: Chromium applies it to every redirect after the form too, and those lead to the
 * API and on to the client's own address.
 */
export const signInPagePolicy = [
  `default-src 'none'`,
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  `base-uri 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

export function signInPage(accounts: readonly StandInAccount[]): string {
  const buttons = accounts.map(
    ({ sub, name, email }) =>
      `<button name="account" value="${escapeHtml(sub)}">${escapeHtml(name)}<span>${escapeHtml(email)}</span></button>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Choose an account – Foyer development sign-in</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Choose an account</h1>
<p>This page stands in for Google during development.</p>
<form method="post">
${buttons.join('\n')}
<button class="cancel" name="cancel" value="yes">Cancel</button>
</form>
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
