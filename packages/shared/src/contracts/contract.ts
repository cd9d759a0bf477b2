import * as z from 'zod/mini';

/**
 * Who may call a route. `decider`: staff whose role lets them change something; readers get 403. `administrator`: only
 * those. `entering`: staff on their way in, the second factor still to be shown. `factors`: who may change their own
 * second factors, or set up the first.
 */
export const ACCESSES = ['anyone', 'entering', 'factors', 'staff', 'decider', 'administrator'] as const;
export type Access = (typeof ACCESSES)[number];

export type Method = 'GET' | 'POST' | 'DELETE';

/**
 * One route of a JSON API, declared once: the server mounts it, the browser calls it, the documentation is made from
 * it. Params and query are text, as they travel; unknown keys are refused everywhere.
 */
export type Contract<
  P extends z.ZodMiniType = z.ZodMiniType,
  Q extends z.ZodMiniType = z.ZodMiniType,
  B extends z.ZodMiniType = z.ZodMiniType,
  R extends z.ZodMiniType = z.ZodMiniType,
> = {
  method: Method;
  /** Express pattern: `/api/requests/:id`. */
  path: `/api/${string}`;
  access: Access;
  /** One line for people who read the API. */
  summary: string;
  /** The answer is a stream of server-sent events that ends when the caller leaves; `response` is its text. */
  stream?: true;
  /** Only with a proof of who is there that is not long ago; otherwise `confirm-identity` (403), and the same may be sent again. */
  sensitive?: true;
  /**
   * The body is the bytes of a file, `application/octet-stream`; `body` is what a browser hands over. The query travels
   * in a header: it holds the name of the file.
   */
  upload?: true;
  /** The answer is a file; `response` says nothing of it. */
  download?: true;
  params: P;
  query: Q;
  body: B;
  response: R;
};

export const nothing = z.strictObject({});
type Nothing = typeof nothing;

type Declared<P, Q, B, R> = Pick<
  Contract,
  'method' | 'path' | 'access' | 'summary' | 'stream' | 'sensitive' | 'upload' | 'download'
> & {
  params?: P;
  query?: Q;
  body?: B;
  response: R;
};

/** Declares a route; what it takes nothing of may be left out. */
export function contract<
  R extends z.ZodMiniType,
  P extends z.ZodMiniType = Nothing,
  Q extends z.ZodMiniType = Nothing,
  B extends z.ZodMiniType = Nothing,
>(declared: Declared<P, Q, B, R>): Contract<P, Q, B, R> {
  // The defaults of the type parameters say the same as these: what is left out takes nothing.
  return { params: nothing, query: nothing, body: nothing, ...declared } as unknown as Contract<P, Q, B, R>;
}

/** What a handler gets: everything checked. */
export type Received<C extends Contract> = {
  params: z.output<C['params']>;
  query: z.output<C['query']>;
  body: z.output<C['body']>;
};
export type Answered<C extends Contract> = z.output<C['response']>;

type Part<K extends string, S extends z.ZodMiniType> =
  // biome-ignore lint/complexity/noBannedTypes: `{}` is the question "may it be left out?"
  {} extends z.input<S> ? { [key in K]?: z.input<S> } : { [key in K]: z.input<S> };

/** What a caller sends. */
export type Sent<C extends Contract> = Part<'params', C['params']> &
  Part<'query', C['query']> &
  Part<'body', C['body']>;

export const uuid = z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'an identifier'));
/** An instant, ISO 8601 in UTC. */
export const instant = z.string();
export const byId = z.strictObject({ id: uuid });

/** What goes to the browser's own WebAuthn, as it stands: its shape is the standard's, not ours. */
export const passkeyOptions = z.strictObject({ options: z.looseObject({ challenge: z.string() }) });
/** What the browser's WebAuthn answers (`PublicKeyCredential.toJSON()`). */
export const passkeyResponse = z.looseObject({
  id: z.string().check(z.minLength(1), z.maxLength(2048)),
  rawId: z.string(),
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: z.string() }),
});
export const passkeyAnswer = z.strictObject({ response: passkeyResponse });
