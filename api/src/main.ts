import { compose, type App } from './compose.ts';
import { ConfigError, readConfig } from './config.ts';
import { createLogger } from './platform/logger.ts';
import { StartupError } from './platform/unavailable.ts';

/** The server program: reads the environment, builds the house, listens to signals. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLogger(config.logLevel);
  const app = await compose(config, { log });
  let stopping = false;
  const stop = (why: string, exitCode: number): void => {
    if (stopping) return;
    stopping = true;
    log.info({ why }, 'stopping');
    void stopAndExit(app, exitCode);
  };
  process.on('SIGINT', () => stop('SIGINT', 0));
  process.on('SIGTERM', () => stop('SIGTERM', 0));
  process.on('unhandledRejection', (error) => {
    log.fatal({ err: error }, 'a rejection nobody handled');
    stop('unhandled rejection', 1);
  });
}

async function stopAndExit(app: App, exitCode: number): Promise<void> {
  await app.stop();
  process.exit(exitCode);
}

try {
  await main();
} catch (error) {
  const expected = error instanceof ConfigError || error instanceof StartupError;
  console.error(expected ? error.message : error);
  process.exit(1);
}
