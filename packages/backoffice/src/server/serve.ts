import {
  requireEntering,
  requireOwnFactors,
  requireRecentAuth,
  requireStaff,
  staffOf,
} from '@guichet/shared/auth/require-session';
import type { StaffActor } from '@guichet/shared/commands/context';
import type { Answered, Contract, Received } from '@guichet/shared/contracts/contract';
import { CLIENT_HEADER } from '@guichet/shared/contracts/fetch-client';
import { ForbiddenError, InvalidInputError } from '@guichet/shared/errors/errors';
import type { Request, RequestHandler, Response, Router } from 'express';
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
