/** A mail server that delivers to a folder: every mail it takes becomes an `.eml` file there, oldest name first. */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export type MailCatcherOptions = {
  readonly folder: string;
  /** 0 takes a free one. */
  readonly port?: number;
  /** Answers a reply code to refuse a recipient, undefined to take the mail. */
  readonly refuse?: (address: string) => number | undefined;
};

export type MailCatcher = {
  /** `smtp://127.0.0.1:2525` */
  readonly url: string;
  /** The mails it has taken, as they came over the wire. */
  readonly mails: () => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
};

export async function startMailCatcher(options: MailCatcherOptions): Promise<MailCatcher> {
  const { folder, port = 0, refuse } = options;
  await mkdir(folder, { recursive: true });
  const server = new SMTPServer({
    // A client keeps its connection for the next mail: who stops a server hangs up.
    closeTimeout: 1,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo: ({ address }, _session, answer) => {
      const responseCode = refuse?.(address);
      if (responseCode === undefined) answer();
      else answer(Object.assign(new Error('not here'), { responseCode }));
    },
    onData: (stream, _session, answer) => {
      const store = async (): Promise<void> => {
        const name = `${Date.now()}-${randomBytes(3).toString('hex')}.eml`;
        await writeFile(join(folder, name), await text(stream));
      };
      store().then(
        () => answer(),
        (error: unknown) => answer(error instanceof Error ? error : new Error('could not be stored')),
      );
    },
  });
  server.on('error', () => undefined); // a client that leaves in the middle of its mail is its own matter
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  const address = server.server.address() as AddressInfo; // it listens on a port, so this is no pipe
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails: async () => {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.eml')).sort();
      return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
