/** Looks for what must never be in a repository. Pure; a hit never repeats the secret that it found. */
export type SecretHit = { readonly path: string; readonly line: number; readonly what: string };

type Rule = {
  readonly what: string;
  /** Its first group, or all of it, is the secret. */
  readonly pattern: RegExp;
  /** Values of tests and examples that look like one. */
  readonly allowed?: RegExp;
};

const rules: readonly Rule[] = [
  { what: 'a private key', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\\n|\s)+[\w+/]{40,}/g },
  { what: 'a live Stripe key', pattern: /\b[rs]k_live_[0-9A-Za-z]{16,}/g },
  { what: 'a Stripe webhook secret', pattern: /\bwhsec_[0-9A-Za-z]{24,}/g },
  { what: 'a Google client secret', pattern: /\bGOCSPX-[\w-]{20,}/g },
  { what: 'a Google API key', pattern: /\bAIza[\w-]{35}/g },
  { what: 'a signed token', pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/g },
  { what: 'an AWS key', pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g },
  { what: 'a GitHub token', pattern: /\b(?:gh[pousr]_[0-9A-Za-z]{36}|github_pat_\w{60,})/g },
  { what: 'a Slack token', pattern: /\bxox[abpr]-[\w-]{20,}/g },
  {
    what: 'a password in an address',
    pattern: /\b[a-z][a-z+.-]*:\/\/[^\s/:@'"`$]+:([^\s/@'"`$]+)@/g,
    // Of examples and tests; a number is a port before a misleading @.
    allowed: /^(password|pw|p|hunter2|\d{1,5}\\*)$/,
  },
];

/** Every hit in one file, in the order of its lines. */
export function findSecrets(path: string, text: string): readonly SecretHit[] {
  const hits = rules.flatMap(({ what, pattern, allowed }) =>
    [...text.matchAll(pattern)]
      .filter(([whole, secret = whole]) => allowed?.test(secret) !== true)
      .map(({ index }) => ({ path, line: text.slice(0, index).split('\n').length, what })),
  );
  return hits.sort((one, other) => one.line - other.line);
}
