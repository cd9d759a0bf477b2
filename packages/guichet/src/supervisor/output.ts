import { createWriteStream, existsSync, renameSync, statSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

const largestLog = 10_000_000;

export type Output = {
  /** A line of our own on the terminal. */
  say(text: string): void;
  /** Everything a process writes goes to its file; what an operator should see also goes to the terminal. */
  follow(name: string, stream: Readable): void;
  close(): void;
};

/** The terminal stays readable: requests and routine are in the files, complaints and plain words are shown. */
export function openOutput(folder: string, write: (text: string) => void): Output {
  const files = new Map<string, WriteStream>();
  const fileOf = (name: string): WriteStream => {
    const open = files.get(name);
    if (open) return open;
    const path = join(folder, `${name}.log`);
    if (existsSync(path) && statSync(path).size > largestLog) renameSync(path, `${path}.1`);
    const file = createWriteStream(path, { flags: 'a', mode: 0o600 });
    // A full disk costs the log, not the product.
    file.on('error', () => {});
    files.set(name, file);
    return file;
  };
  return {
    say: (text) => write(`${text}\n`),
    follow(name, stream) {
      let rest = '';
      stream.setEncoding('utf8').on('data', (text: string) => {
        fileOf(name).write(text);
        const lines = (rest + text).split('\n');
        rest = (lines.pop() ?? '').slice(-100_000);
        for (const line of lines) {
          const shown = readable(line);
          if (shown) write(`${name.padEnd(12)} ${shown}\n`);
        }
      });
    },
    close: () => {
      for (const file of files.values()) file.end();
    },
  };
}

const shownLevels = new Set(['warn', 'error', 'fatal']);

/** One line for the terminal, or undefined for what only the file keeps. */
export function readable(line: string): string | undefined {
  if (line.trim() === '') return undefined;
  let entry: Record<string, unknown>;
  try {
    entry = JSON.parse(line);
  } catch {
    return line;
  }
  if (typeof entry !== 'object' || entry === null || typeof entry.level !== 'string') return line;
  if (!shownLevels.has(entry.level)) return undefined;
  const error = entry.err as { code?: unknown; message?: unknown } | undefined;
  const parts = [entry.level, entry.msg, error?.code, error?.message, entry.code].filter((part) => part !== undefined);
  return parts.join('  ');
}
