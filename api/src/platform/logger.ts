import { pino, type DestinationStream, type LoggerOptions } from 'pino';
import { errorForLog, redacted } from './redaction.ts';

export type Logger = pino.Logger;

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const urgent = pino.levels.values['warn'] ?? 40;
/** A write for each line is a twentieth of what a request costs: lines go out together, a moment later. */
const gathered = { minLength: 4_096, periodicFlush: 200 };

/**
 * JSON lines on standard output, or where a test reads them; a fixed sentence plus fields, never tokens or names:
 * what slips in is cut out of the finished line.
 * Warnings and worse go out at once, with everything before them: of the others a crash may take the last moment's.
 */
export function createLogger(level: LogLevel, to?: DestinationStream): Logger {
  const output = to ?? (level === 'silent' ? undefined : pino.destination({ sync: false, ...gathered }));
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: (error: unknown) => errorForLog(error) },
    hooks: {
      streamWrite: redacted,
      logMethod(args, method, of) {
        method.apply(this, args);
        if (of >= urgent && isFlushable(output)) output.flush();
      },
    },
  };
  return output ? pino(options, output) : pino(options);
}

function isFlushable(output: DestinationStream | undefined): output is ReturnType<typeof pino.destination> {
  return output !== undefined && 'flush' in output;
}
