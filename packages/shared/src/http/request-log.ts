import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { pinoHttp } from 'pino-http';
import type { Logger } from './logging.ts';
import { routeOf } from './route-pattern.ts';
import { safeError } from './safe-error.ts';

/** Letters and digits that people can read out on the telephone: no I, O, 0, 1. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** 50 random bits: enough to find one request in the logs, short enough to be dictated. */
export function newRequestId(): string {
  const letters = Array.from(randomBytes(10), (byte) => alphabet[byte % alphabet.length]).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

const quiet = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * Gives each request an id (header X-Request-Id, `req.id`) and `req.log`, and logs one line when it is answered:
 * method, route pattern, status, time. Never the address as typed (it can hold a token or a name), the query, the
 * body, the cookies or the caller's address.
 */
export function requestLog(log: Logger): RequestHandler {
  const handler = pinoHttp<Request, Response>({
    logger: log,
    genReqId: (_req, res) => {
      const id = newRequestId();
      res.setHeader('X-Request-Id', id);
      return id;
    },
    quietReqLogger: true,
    quietResLogger: true,
    customAttributeKeys: { reqId: 'requestId', responseTime: 'ms' },
    serializers: { req: () => undefined, err: safeError },
    wrapSerializers: false,
    customSuccessObject: (req, res, { ms }: { ms: number }) => answer(req, res, ms),
    customErrorObject: (req, res, _error, { ms }: { ms: number }) => answer(req, res, ms),
    customLogLevel: (req) => (quiet.has(req.path) || req.path.startsWith('/assets/') ? 'debug' : 'info'),
    customSuccessMessage: (_req, res) => (res.writableEnded ? 'answered' : 'left by the caller'),
    customErrorMessage: () => 'answered',
  });
  return handler as RequestHandler;
}

function answer(req: Request, res: Response, ms: number) {
  return { method: req.method, route: routeOf(req), status: res.statusCode, ms };
}
