import { type Protocol, protocol } from 'electron';
import type { FileReply } from './app-files.ts';

export const appOrigin = 'app://foyer';
/** Of another host, and so another origin: what the guest's page says is never taken for the counter's word. */
export const guestOrigin = 'app://guest';

type Answer = (method: string, address: string) => Promise<FileReply>;

/** Must run before the app is ready: makes `app://` a secure origin of its own, unlike `file://`. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves `app://`, by `protocol.handle` where there is one (Electron 25), else by its predecessor. */
export function serveScheme(target: Protocol, answer: Answer): void {
  if (typeof target.handle === 'function') {
    target.handle('app', async (request) => {
      const reply = await answer(request.method, request.url);
      return new Response(new Uint8Array(reply.body), {
        status: reply.status,
        headers: { ...reply.headers, 'Content-Type': reply.mimeType },
      });
    });
    return;
  }
  // oxlint-disable-next-line typescript/no-deprecated -- Electron 22 has no other
  target.registerBufferProtocol('app', (request, respond) => {
    void answer(request.method, request.url).then((reply) =>
      respond({
        statusCode: reply.status,
        mimeType: reply.mimeType,
        charset: 'utf-8',
        headers: { ...reply.headers },
        data: reply.body,
      }),
    );
  });
}
