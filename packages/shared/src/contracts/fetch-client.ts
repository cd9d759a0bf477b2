import type { Answered, Contract, Sent } from './contract.ts';
import { ApiProblem, PROBLEM_TYPE, type ProblemBody } from './problem.ts';

/** Sent with every call: a page of another site cannot set it without our permission. */
export const CLIENT_HEADER = 'x-guichet-client';

/** How a file travels. */
export const FILE_TYPE = 'application/octet-stream';

/** What is said of a file that travels, as an address would say it: names of files name people, and addresses are kept. */
export const UPLOAD_HEADER = 'x-guichet-upload';

export type ApiClient = <C extends Contract>(
  route: C,
  input: Sent<C>,
  signal?: AbortSignal,
  /** `keepalive`: it leaves even while the page is being closed. */
  how?: { keepalive: true },
) => Promise<Answered<C>>;

type ClientOptions = {
  onUnauthenticated?: () => void;
  /** Asks the person to prove who is there. True when they did: the call is then made again, as it was. */
  confirmIdentity?: () => Promise<boolean>;
};

/**
 * Calls a route of our own server. Answers are not checked again: the server's types and tests do that.
 * @throws ApiProblem with a French sentence, also when nothing answers
 */
export function createApiClient(client: string, options: ClientOptions = {}): ApiClient {
  const call: ApiClient = async (route, input, signal, how) => {
    const { params = {}, query = {}, body } = input as { params?: object; query?: object; body?: object };
    const asked = search(query);
    const path = fill(route.path, params as Record<string, string>);
    const address = route.upload || asked === '' ? path : `${path}?${asked}`;
    let answer: Response;
    try {
      answer = await fetch(address, {
        method: route.method,
        headers: {
          accept: 'application/json',
          [CLIENT_HEADER]: client,
          ...(route.method === 'GET' ? {} : { 'content-type': route.upload ? FILE_TYPE : 'application/json' }),
          ...(route.upload ? { [UPLOAD_HEADER]: asked } : {}),
        },
        ...(route.method === 'GET' ? {} : { body: route.upload ? (body as Blob) : JSON.stringify(body ?? {}) }),
        ...(signal ? { signal } : {}),
        ...how,
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new ApiProblem(0, 'offline', 'Pas de réponse du serveur. Vérifiez la connexion, puis réessayez.');
    }
    if (answer.ok) return (await answer.json()) as never;
    const problem = await readProblem(answer);
    if (problem.code === 'unauthenticated') options.onUnauthenticated?.();
    if (problem.code === 'confirm-identity' && (await options.confirmIdentity?.())) {
      return call(route, input, signal, how);
    }
    throw problem;
  };
  return call;
}

function fill(path: string, params: Record<string, string>): string {
  return path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}

function search(query: object): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return String(new URLSearchParams(given));
}

async function readProblem(answer: Response): Promise<ApiProblem> {
  if (answer.headers.get('content-type')?.startsWith(PROBLEM_TYPE)) {
    const body = (await answer.json()) as ProblemBody;
    return new ApiProblem(answer.status, body.code, body.detail, body);
  }
  const code = answer.status === 502 || answer.status === 504 ? 'unavailable' : 'internal';
  return new ApiProblem(answer.status, code, 'Le service ne répond pas comme prévu. Réessayez dans un instant.');
}
