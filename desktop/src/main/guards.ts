import type { App, Session, WebContents } from 'electron';
import { socketUrlOf } from './settings.ts';

export interface Borders {
  /** Origin of our own page. */
  readonly pageOrigin: string;
  /** Null for a page that talks to nobody. */
  readonly apiUrl: string | null;
}

/** Whatever page ever lives in this app: it stays where it is, opens nothing and embeds nothing. */
export function guardContents(app: App, borders: Borders): void {
  app.on('web-contents-created', (_event, contents) => guard(contents, borders));
}

/** No permission is ever given, and no request leaves except to our page and our API. */
export function guardSession(session: Session, borders: Borders): void {
  session.setPermissionCheckHandler(() => false);
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setDevicePermissionHandler(() => false);
  // The dictionaries would be fetched from the internet.
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, decide) =>
    decide({ cancel: !mayRequest(details.url, borders) }),
  );
  session.on('will-download', (event) => event.preventDefault());
}

/** Whether the window may ask this address for anything. */
export function mayRequest(address: string, { pageOrigin, apiUrl }: Borders): boolean {
  const allowed = apiUrl === null ? [pageOrigin] : [pageOrigin, apiUrl, socketUrlOf(apiUrl)];
  // The dev server talks to its page over a socket on its own origin.
  if (pageOrigin.startsWith('http')) allowed.push(socketUrlOf(pageOrigin));
  return address.startsWith('devtools:') || allowed.some((origin) => isWithin(address, origin));
}

/** Whether an address lies within an origin: `app://foyer.example` does not lie within `app://foyer`. */
export function isWithin(address: string, origin: string): boolean {
  return address === origin || address.startsWith(`${origin}/`);
}

function guard(contents: WebContents, { pageOrigin }: Borders): void {
  contents.on('will-navigate', (event, address) => {
    if (!isWithin(address, pageOrigin)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
