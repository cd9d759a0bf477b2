import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { RequestHandler } from 'express';

type Encoding = 'br' | 'gzip';

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const packers: Record<Encoding, (bytes: Buffer) => Promise<Buffer>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 9 }),
};

/**
 * Sends scripts and styles compressed. They have hashed names and never change, so each is compressed when it is
 * first asked for and kept in memory. What is not text goes on to the next handler.
 */
export function precompressed(folder: string, cacheControl: string): RequestHandler {
  const names = new Set(existsSync(folder) ? readdirSync(folder).filter((name) => extname(name) in types) : []);
  const kept = new Map<string, Promise<Buffer>>();
  const load = (name: string, encoding: Encoding) => {
    const key = `${encoding} ${name}`;
    let bytes = kept.get(key);
    if (bytes === undefined) {
      bytes = readFile(join(folder, name)).then(packers[encoding]);
      kept.set(key, bytes);
    }
    return bytes;
  };

  return async (req, res, next) => {
    const name = req.path.slice(1);
    const encoding = req.acceptsEncodings(['br', 'gzip']) as Encoding | false;
    if ((req.method !== 'GET' && req.method !== 'HEAD') || !names.has(name) || encoding === false) return next();
    const bytes = await load(name, encoding);
    res.setHeader('Content-Type', types[extname(name)] ?? '');
    res.setHeader('Content-Encoding', encoding);
    res.setHeader('Vary', 'Accept-Encoding');
    res.setHeader('Cache-Control', cacheControl);
    res.send(bytes);
  };
}
