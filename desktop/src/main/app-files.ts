import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { containedPath } from './contained-path.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

export interface FileReply {
  readonly status: number;
  readonly mimeType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The built page carries this word wherever the nonce of one answer belongs. */
export const noncePlaceholder = 'foyer-nonce-of-this-answer';

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

interface AppFilesParts {
  readonly folder: string;
  /** Of `app://`. */
  readonly host: string;
  /** The one page that this host has. */
  readonly page: string;
  /** What the page may talk to; null where it may talk to nobody. */
  readonly apiUrl: string | null;
  /** A picture that the program has drawn itself, by its path. */
  readonly pictureAt: (path: string) => Buffer | null;
}

/** Answers requests of `app://` and this host from the folder of built pages and from what is drawn, and only from there. */
export function appFiles({ folder, host, page, apiUrl, pictureAt }: AppFilesParts) {
  return async function answer(method: string, address: string): Promise<FileReply> {
    const url = new URL(address);
    const path = url.pathname === '/' ? page : url.pathname;
    const isAsked = url.host === host && method === 'GET' && (path === page || extname(path) !== '.html');
    const picture = isAsked ? pictureAt(path) : null;
    if (picture)
      return { status: 200, mimeType: 'image/svg+xml', headers: headers(apiUrl, ''), body: picture };
    const file = isAsked ? containedPath(folder, path) : null;
    const mimeType = file === null ? undefined : mimeTypes[extname(file)];
    if (file === null || mimeType === undefined) return refusal(apiUrl);
    try {
      const body = await readFile(file);
      const nonce = randomBytes(16).toString('base64');
      return {
        status: 200,
        mimeType,
        headers: headers(apiUrl, nonce),
        body: mimeType === 'text/html' ? withNonce(body, nonce) : body,
      };
    } catch {
      return refusal(apiUrl);
    }
  };
}

function withNonce(page: Buffer, nonce: string): Buffer {
  return Buffer.from(page.toString('utf8').replaceAll(noncePlaceholder, nonce), 'utf8');
}

function refusal(apiUrl: string | null): FileReply {
  return {
    status: 404,
    mimeType: 'text/plain',
    headers: headers(apiUrl, ''),
    body: Buffer.from('Not found'),
  };
}

function headers(apiUrl: string | null, nonce: string): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(apiUrl, nonce),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
  };
}
