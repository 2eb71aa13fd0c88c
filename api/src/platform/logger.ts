import { pino, type DestinationStream, type LoggerOptions } from 'pino';

export type Logger = pino.Logger;

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** JSON lines on standard output, or where a test reads them; a fixed sentence plus fields, never tokens or names. */
export function createLogger(level: LogLevel, to?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: [
        'authorization',
        '*.authorization',
        'token',
        '*.token',
        '*.refreshToken',
        '*.accessToken',
        '*.email',
      ],
      censor: '[secret]',
    },
  };
  return to ? pino(options, to) : pino(options);
}
