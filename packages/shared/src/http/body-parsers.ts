import express, { type RequestHandler } from 'express';
import { GuichetError, InvalidInputError } from '../errors/errors.ts';
import { parseFormFields } from './form-fields.ts';
import { guardBody } from './text-guard.ts';

const formType = 'application/x-www-form-urlencoded';
const jsonType = 'application/json';
export const bodyLimit = 64 * 1024;

/** Every body of the product: HTML forms with dotted names, or JSON. 64 kB, not compressed; anything else is a 415. */
export function bodyParsers(depth?: number): RequestHandler[] {
  return [
    refuseOtherTypes(),
    express.raw({ type: formType, limit: bodyLimit, inflate: false }),
    readForm(),
    express.json({ type: jsonType, limit: bodyLimit, inflate: false, strict: true }),
    guardBody(depth),
  ];
}

/** For JSON routes: what changes something must say that it is JSON, which a form of another site cannot do. */
export function requireJson(): RequestHandler {
  return (req, _res, next) => {
    const changes = ['POST', 'PUT', 'PATCH'].includes(req.method);
    if (changes && !req.is(jsonType)) throw unsupported(req.headers['content-type']);
    next();
  };
}

function refuseOtherTypes(): RequestHandler {
  return (req, _res, next) => {
    const type = req.is([formType, jsonType]);
    // null: no body at all. An empty body (Content-Length: 0) is nobody's business either.
    if (type === false && req.headers['content-length'] !== '0') throw unsupported(req.headers['content-type']);
    const charset = /;\s*charset="?([^";\s]+)/i.exec(req.headers['content-type'] ?? '')?.[1];
    if (type && charset !== undefined && !/^utf-?8$/i.test(charset)) throw unsupported(`charset ${charset}`);
    next();
  };
}

function readForm(): RequestHandler {
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return (req, _res, next) => {
    if (Buffer.isBuffer(req.body)) req.body = parseFormFields(decode(utf8, req.body));
    else if (req.is(formType)) req.body = {};
    next();
  };
}

function decode(utf8: TextDecoder, bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new InvalidInputError('form body is not UTF-8', [], { userMessage: 'Un caractère envoyé est illisible.' });
  }
}

function unsupported(what: string | undefined): GuichetError {
  const shown = (what ?? 'no content type').replace(/[^\w/;=. -]/g, '?').slice(0, 60);
  return new GuichetError('unsupported-media-type', `body is ${shown}; send ${formType} or ${jsonType}`);
}
