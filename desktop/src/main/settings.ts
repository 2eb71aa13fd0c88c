import { join } from 'node:path';
import type { ScannerFrame } from '../bridge/scanner.ts';
import { type FixedPaper, readPaperSettings } from './paper/paper-settings.ts';
import { readScannerSettings } from './scanner-settings.ts';

/** What the environment decides about this program. */
export interface Settings {
  /** Origin of the API, without a slash at its end. */
  readonly apiUrl: string;
  /** Where this profile lives, or null for the system's own place. */
  readonly userDataDir: string | null;
  /** A program that opens addresses instead of the system browser. Unpackaged only. */
  readonly browserCommand: string | null;
  /** The renderer's dev server instead of the built page. Unpackaged and loopback only. */
  readonly rendererUrl: string | null;
  /** After so many minutes without input an enrolled till locks; 0: never. */
  readonly lockMinutes: number;
  readonly paper: FixedPaper;
  readonly scanner: ScannerFrame;
}

export type Environment = Readonly<Record<string, string | undefined>>;

const defaultApiUrl = 'http://127.0.0.1:8080';
const defaultLockMinutes = '10';
const mostLockMinutes = 480;

/** Reads the environment; throws one sentence that names the variable which is wrong. */
export function readSettings(env: Environment, packaged: boolean): Settings {
  const rendererUrl = packaged ? null : (env['FOYER_RENDERER_URL'] ?? null);
  return {
    apiUrl: readApiUrl(env['FOYER_API_URL'] ?? defaultApiUrl),
    userDataDir: env['FOYER_USER_DATA'] ?? null,
    browserCommand: packaged ? null : (env['FOYER_BROWSER_COMMAND'] ?? null),
    rendererUrl: rendererUrl === null ? null : readRendererUrl(rendererUrl),
    lockMinutes: readLockMinutes(env['FOYER_LOCK_MINUTES'] ?? defaultLockMinutes),
    paper: readPaperSettings(env),
    scanner: readScannerSettings(env),
  };
}

/** The API's WebSocket origin. */
export function socketUrlOf(apiUrl: string): string {
  return apiUrl.replace(/^http/, 'ws');
}

/** The folder of the built pages, seen from the bundled main program. */
export function rendererFolder(mainFolder: string): string {
  return join(mainFolder, '..', 'renderer');
}

function readApiUrl(text: string): string {
  const url = parseUrl(text);
  if (!url || url.pathname !== '/' || url.search || url.hash || url.username)
    throw new Error('FOYER_API_URL must be an origin such as https://api.example.com');
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  if (!secure) throw new Error('FOYER_API_URL must be https, or http on this machine');
  return url.origin;
}

function readRendererUrl(text: string): string {
  const url = parseUrl(text);
  if (url?.protocol !== 'http:' || !isLoopback(url.hostname))
    throw new Error('FOYER_RENDERER_URL must be http on this machine');
  return url.origin;
}

function readLockMinutes(text: string): number {
  if (!/^\d{1,3}$/.test(text) || Number(text) > mostLockMinutes)
    throw new Error(`FOYER_LOCK_MINUTES must be a number from 0 (never) to ${mostLockMinutes}`);
  return Number(text);
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
