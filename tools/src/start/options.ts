/** What `npm start -- …` was asked for. */
import { parseArgs } from 'node:util';

export type StartOptions = {
  /** No window, even where there is a display. */
  readonly headless: boolean;
  /** From empty data: what an earlier run kept is deleted. */
  readonly fresh: boolean;
  readonly watch: boolean;
  readonly port: number;
};

/** Throws one sentence for an option it does not know or a port that is none. */
export function readStartOptions(args: readonly string[]): StartOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      headless: { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      watch: { type: 'boolean', default: false },
      port: { type: 'string', default: '8080' },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`--port wants a number from 1 to 65535, not "${values.port}".`);
  }
  return { headless: values.headless, fresh: values.fresh, watch: values.watch, port };
}
