import { Writable } from 'node:stream';
import type { Express } from 'express';
import { type CreateAppOptions, createApp } from '../../src/http/create-app.ts';
import { createLogger } from '../../src/http/logging.ts';

export const key = 'test-key-of-thirty-two-characters';

export type LogLine = Record<string, unknown> & { level: string; msg?: string };

/** An app with a route that echoes what it read, and the log lines that it wrote. */
export function appUnderTest(options: Partial<CreateAppOptions> = {}): {
  app: Express;
  lines: LogLine[];
  raw: () => string;
} {
  const written: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      written.push(chunk.toString());
      done();
    },
  });
  const lines: LogLine[] = [];
  const app = createApp({
    name: 'test',
    log: createLogger('test', 'debug', { write: (text) => void (stream.write(text), lines.push(JSON.parse(text))) }),
    trustProxy: 0,
    publicUrl: 'http://localhost:4100',
    csrfKeys: [key],
    routes: () => {},
    ...options,
  });
  return { app, lines, raw: () => written.join('') };
}
