import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { Logger } from './logging.ts';

export type StoredFile = {
  name: string;
  /** One of our own list, never one that whoever uploaded it chose. */
  type: string;
  bytes: number;
  sha256: string;
  changedAt: Date;
  /** The bytes from `start` to `end`, both included. */
  read: (range: { start: number; end: number }) => AsyncIterable<Uint8Array>;
};

/**
 * Sends a file to be saved, never to be shown by the browser in our name: whole (200), the part that was asked for (206,
 * 416), or nothing when the browser has it (304). Browsers may keep it, and ask each time whether they may still use it.
 * Several ranges at once are answered with the whole, as RFC 9110 §14.2 allows.
 */
export async function sendStoredFile(req: Request, res: Response, file: StoredFile, log: Logger): Promise<void> {
  const etag = `"${file.sha256}"`;
  res.attachment(file.name);
  res.setHeader('Content-Disposition', withPlainName(String(res.getHeader('Content-Disposition')), file.name));
  // By Node's own hand: Express would add a charset that nobody knows.
  res.setHeader('Content-Type', file.type);
  res.set({
    ...{ ETag: etag, 'Last-Modified': file.changedAt.toUTCString(), 'Accept-Ranges': 'bytes' },
    ...{ 'Cache-Control': 'private, no-cache', 'X-Content-Type-Options': 'nosniff' },
  });
  if (req.fresh) {
    res.status(304).end();
    return;
  }
  const range = rangeOf(req, file, etag);
  if (range === 'unsatisfiable') {
    res.removeHeader('Content-Disposition');
    res.removeHeader('Content-Type');
    res.status(416).set('Content-Range', `bytes */${file.bytes}`).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: file.bytes - 1 };
  if (range) res.status(206).set('Content-Range', `bytes ${start}-${end}/${file.bytes}`);
  res.setHeader('Content-Length', String(end - start + 1));
  if (req.method === 'HEAD') {
    res.end();
    return;
  }
  try {
    await pipeline(Readable.from(file.read({ start, end })), res);
  } catch (error) {
    // The other end left: it was told the length, and sees that it has less.
    log.info({ err: error }, 'a download broke off');
  }
}

/** For programs that only read the plain name (curl, wget): letters without accents, where the header would have "?". */
function withPlainName(header: string, name: string): string {
  const plain = name
    .replaceAll('’', "'")
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/["\\]|[^ -~]/gu, '_');
  return header.replace(/filename="[^"]*"(?=; filename\*=)/, () => `filename="${plain}"`);
}

/** The one part that is asked for; null for the whole. */
function rangeOf(
  req: Request,
  { bytes, changedAt }: StoredFile,
  etag: string,
): { start: number; end: number } | 'unsatisfiable' | null {
  if (req.method !== 'GET' || req.headers.range === undefined) return null;
  const condition = req.get('If-Range');
  if (condition !== undefined && condition !== etag && condition !== changedAt.toUTCString()) return null;
  // The last so many bytes; where there are fewer, all of them (RFC 9110 §14.1.2), which the parser takes for none.
  const last = /^bytes=-(\d+)$/.exec(req.headers.range)?.[1];
  if (last !== undefined && Number(last) >= bytes) return { start: 0, end: bytes - 1 };
  const ranges = req.range(bytes);
  if (ranges === -1) return 'unsatisfiable';
  if (ranges === undefined || ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return null;
  return ranges[0] ?? null;
}
