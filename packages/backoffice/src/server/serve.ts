import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  requireEntering,
  requireOwnFactors,
  requireRecentAuth,
  requireStaff,
  staffOf,
} from '@guichet/shared/auth/require-session';
import type { StaffActor } from '@guichet/shared/commands/context';
import type { Answered, Contract, Received } from '@guichet/shared/contracts/contract';
import { CLIENT_HEADER, FILE_TYPE, UPLOAD_HEADER } from '@guichet/shared/contracts/fetch-client';
import { ForbiddenError, GuichetError, InvalidInputError } from '@guichet/shared/errors/errors';
import { guardValue } from '@guichet/shared/http/text-guard';
import { type Request, type RequestHandler, type Response, type Router, raw } from 'express';
import type { z } from 'zod/mini';
import type { BackofficeDeps } from './deps.ts';

export type Handler<C extends Contract> = (
  received: Received<C> & { req: Request; res: Response; staff: C['access'] extends 'anyone' ? null : StaffActor },
) => Promise<Answered<C>>;

/** A route that can be mounted: its contract and what it does. */
export type Route = { contract: Contract; mount: (router: Router, deps: BackofficeDeps) => void };

/** Ties a contract to what it does: authenticate, parse, call, send. */
export function route<C extends Contract>(contract: C, make: (deps: BackofficeDeps) => Handler<C>): Route {
  return {
    contract,
    mount: (router, deps) => {
      const handle = make(deps);
      const method = contract.method.toLowerCase() as 'get' | 'post' | 'delete';
      router[method](contract.path, ...walls(contract, deps), async (req, res) => {
        const received = {
          params: parse(contract.params, req.params, 'params'),
          query: parse(contract.query, req.query, 'query'),
          body: parse(contract.body, req.body ?? {}, 'body'),
        } as Received<C>;
        const staff = contract.access === 'anyone' ? null : staffOf(res);
        // The access decides whether there is somebody; the type says the same.
        res.json(await handle({ ...received, req, res, staff } as unknown as Parameters<Handler<C>>[0]));
      });
    },
  };
}

/** The same for a stream: what is called writes the answer itself, and ends it when it is over. */
export function streamRoute<C extends Contract>(
  contract: C,
  make: (deps: BackofficeDeps) => (received: { req: Request; res: Response }) => Promise<void>,
): Route {
  return {
    contract,
    mount: (router, deps) => {
      const open = make(deps);
      router.get(contract.path, ...walls(contract, deps), async (req, res) => {
        parse(contract.query, req.query, 'query');
        await open({ req, res });
      });
    },
  };
}

/**
 * The same for a file: its bytes are read only once it is known who sends them, and no more of them than a file may have.
 * Mounted before the parsers of other bodies.
 */
export function uploadRoute<C extends Contract>(
  contract: C,
  limit: (deps: BackofficeDeps) => { megabytes: number; advice: string },
  make: (
    deps: BackofficeDeps,
  ) => (received: Omit<Received<C>, 'body'> & { bytes: Buffer; staff: StaffActor }) => Promise<Answered<C>>,
): Route {
  return {
    contract,
    mount: (router, deps) => {
      const handle = make(deps);
      router.post(contract.path, ...walls(contract, deps), ...fileBody(limit(deps)), async (req, res) => {
        const received = {
          params: parse(contract.params, req.params, 'params'),
          query: parse(contract.query, saidOfFile(req), 'query'),
        } as Omit<Received<C>, 'body'>;
        const bytes = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
        res.json(await handle({ ...received, bytes, staff: staffOf(res) }));
      });
    },
  };
}

/** What a file is sent as. */
export type SentFile = { fileName: string; type: string; bytes: number; pieces: AsyncIterable<Uint8Array> };

/** The same for an answer that is a file: piece by piece, as fast as the other end takes it. */
export function downloadRoute<C extends Contract>(
  contract: C,
  make: (
    deps: BackofficeDeps,
  ) => (received: Pick<Received<C>, 'params' | 'query'> & { staff: StaffActor }) => Promise<SentFile>,
): Route {
  return {
    contract,
    mount: (router, deps) => {
      const open = make(deps);
      router.get(contract.path, ...walls(contract, deps), async (req, res) => {
        const received = {
          params: parse(contract.params, req.params, 'params'),
          query: parse(contract.query, req.query, 'query'),
        } as Pick<Received<C>, 'params' | 'query'>;
        const { fileName, type, bytes, pieces } = await open({ ...received, staff: staffOf(res) });
        res.attachment(fileName).type(type).set('Content-Length', String(bytes));
        try {
          await pipeline(Readable.from(pieces), res);
        } catch (error) {
          // The other end left, or the file was deleted meanwhile: it was told the length, and sees that it has less.
          deps.log.info({ err: error }, 'a download broke off');
        }
      });
    },
  };
}

/** What is said of a file in its header: the guards of bodies and addresses have not seen it. */
function saidOfFile(req: Request): Record<string, string> {
  const said = Object.fromEntries(new URLSearchParams(req.get(UPLOAD_HEADER)));
  guardValue(said);
  return said;
}

/** What a framed page may do: show itself. No script, no form, no cookie, nothing loaded from anywhere. */
const FRAMED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";

/** The same for a page of HTML that is shown within a frame of ours. */
export function framedRoute<C extends Contract>(
  contract: C,
  make: (
    deps: BackofficeDeps,
  ) => (received: Pick<Received<C>, 'params' | 'query'> & { staff: StaffActor }) => Promise<string>,
): Route {
  return {
    contract,
    mount: (router, deps) => {
      const draw = make(deps);
      router.get(contract.path, ...walls(contract, deps), async (req, res) => {
        const received = {
          params: parse(contract.params, req.params, 'params'),
          query: parse(contract.query, req.query, 'query'),
        } as Pick<Received<C>, 'params' | 'query'>;
        const page = await draw({ ...received, staff: staffOf(res) });
        res.set({ 'Content-Security-Policy': FRAMED, 'X-Frame-Options': 'SAMEORIGIN' }).type('html').send(page);
      });
    },
  };
}

function fileBody({ megabytes, advice }: { megabytes: number; advice: string }): RequestHandler[] {
  const read = raw({ type: FILE_TYPE, limit: megabytes * 1024 * 1024, inflate: false });
  return [
    (req, _res, next) => {
      if (req.is(FILE_TYPE)) return next();
      throw new GuichetError('unsupported-media-type', `send the bytes of the file as ${FILE_TYPE}`);
    },
    (req, res, next) => {
      read(req, res, (error?: unknown) => {
        if ((error as { type?: string } | undefined)?.type !== 'entity.too.large') return next(error);
        const userMessage = `Ce fichier dépasse ${megabytes} Mo : ${advice}`;
        next(new GuichetError('too-large', `the file has more than ${megabytes} MB`, { userMessage }));
      });
    },
  ];
}

function walls(contract: Contract, deps: BackofficeDeps): RequestHandler[] {
  const kept: RequestHandler[] = contract.method === 'GET' ? [] : [requireClientHeader];
  const { access } = contract;
  if (access === 'entering' || access === 'factors') kept.push(requireEntering(deps.auth));
  else if (access !== 'anyone') kept.push(requireStaff(deps.auth));
  if (access === 'factors') kept.push(requireOwnFactors(deps.now));
  if (access === 'decider') kept.push(requireDecider);
  if (access === 'administrator') kept.push(requireAdministrator);
  if (contract.sensitive) kept.push(requireRecentAuth(deps.now));
  return kept;
}

/** A browser sets this header across sites only after asking, and nobody here says yes. */
const requireClientHeader: RequestHandler = (req, _res, next) => {
  if (req.get(CLIENT_HEADER) === undefined) throw new ForbiddenError(`the header ${CLIENT_HEADER} is missing`);
  next();
};

const requireDecider: RequestHandler = (_req, res, next) => {
  if (staffOf(res).role === 'reader') {
    throw new ForbiddenError('a reader may not decide', { userMessage: 'Votre accès permet de lire, pas de décider.' });
  }
  next();
};

const requireAdministrator: RequestHandler = (_req, res, next) => {
  if (staffOf(res).role !== 'administrator') {
    throw new ForbiddenError('only an administrator may', { userMessage: 'Ceci est réservé à l’administration.' });
  }
  next();
};

function parse<S extends z.ZodMiniType>(schema: S, value: unknown, where: string): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  // The message of the schema is for developers; the person sees one sentence, since our own screens send no such thing.
  const issues = parsed.error.issues.map(({ path, message }) => ({ path: [where, ...path].join('.'), message }));
  throw new InvalidInputError(`the ${where} do not fit the contract`, issues, {
    userMessage: 'Cette demande est incomplète ou mal écrite. Rechargez la page, puis recommencez.',
  });
}
