import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../domain/canonical-json.ts';

const line = z.strictObject({
  v: z.literal(1),
  /** When it was carried out, ISO 8601 in UTC. */
  at: z.string(),
  erasureId: z.uuid(),
  personId: z.uuid(),
  /** SHA-256 over the digest of the line before (64 zeros for the first) and the canonical JSON of the rest. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ErasureLine = z.output<typeof line>;

/**
 * The list of who was erased, outside the database and its backups, so that an older backup brings nobody back: after a
 * restore every person on it is erased again. One JSON object a line, appended only; ids and digests, nothing else.
 * Reads it from first to last; empty when there is none.
 * @throws when a line is damaged, missing or was changed: then it must be mended by hand before it is relied on
 */
export function readErasureList(path: string): ErasureLine[] {
  if (!existsSync(path)) return [];
  let previous = START;
  const texts = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return texts.map((text, index) => {
    const { digest, ...rest } = parseLine(text, path, index);
    if (digestOf(previous, rest) !== digest)
      throw new Error(`${path}, line ${index + 1}: it does not follow the line before it.`);
    previous = digest;
    return { ...rest, digest };
  });
}

/**
 * Appends one erasure. To be called before the erasure is committed, by one process at a time: a line without its
 * erasure is harmless, since the erasure is tried again; an erasure without its line could come back with a backup.
 */
export function appendToErasureList(path: string, entry: Omit<ErasureLine, 'v' | 'digest'>): void {
  const lines = readErasureList(path);
  if (lines.some(({ erasureId }) => erasureId === entry.erasureId)) return;
  const rest = { v: 1 as const, ...entry };
  mkdirSync(dirname(path), { recursive: true });
  const text = JSON.stringify({ ...rest, digest: digestOf(lines.at(-1)?.digest ?? START, rest) });
  // `flush`: on the disk before the transaction commits.
  appendFileSync(path, `${text}\n`, { mode: 0o600, flush: true });
}

const START = '0'.repeat(64);

function parseLine(text: string, path: string, index: number): ErasureLine {
  try {
    return line.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${path}, line ${index + 1}: it is no line of a list of erasures.`, { cause });
  }
}

function digestOf(previous: string, rest: Omit<ErasureLine, 'digest'>): string {
  return createHash('sha256').update(previous).update(canonicalJson(rest)).digest('hex');
}
