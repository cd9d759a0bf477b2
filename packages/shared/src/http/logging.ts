import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import type { LogLevel } from '../env/variables.ts';
import { safeError } from './safe-error.ts';

export type { Logger } from 'pino';

/** A net under the rule that nobody logs personal data: these names are withheld at the top and one level down. */
const withheld = [
  'password',
  'token',
  'secret',
  'cookie',
  'authorization',
  'email',
  'phone',
  'firstName',
  'lastName',
  'birthDate',
  'address',
  'payload',
  'body',
];

/** JSON logs, one line each, on standard output. `name` is the process: intake-form, backoffice, extranet, worker. */
export function createLogger(name: string, level: LogLevel = 'info', destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { app: name },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: safeError, error: safeError },
    redact: { paths: withheld.flatMap((key) => [key, `*.${key}`]), censor: '[withheld]' },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
