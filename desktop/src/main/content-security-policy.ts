import { socketUrlOf } from './settings.ts';

/**
 * The page may run its own scripts and talk to its API, where it has one; nothing else, from nowhere else. The nonce admits the one style
 * element that the component library adds by itself.
 */
export function contentSecurityPolicy(apiUrl: string | null, nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "font-src 'self'",
    apiUrl === null ? "connect-src 'none'" : `connect-src ${apiUrl} ${socketUrlOf(apiUrl)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
