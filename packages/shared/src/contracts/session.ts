import * as z from 'zod/mini';
import { contract, nothing } from './contract.ts';

/** `open`: signed in. `code`: the second factor is asked for. `setup`: a second factor has to be set up first. */
const stage = z.enum(['open', 'code', 'setup']);

const credentials = z.strictObject({
  email: z.string().check(z.maxLength(320)),
  password: z.string().check(z.maxLength(1024)),
});

/** Who is signed in, and what the screens need from the start. */
const session = z.strictObject({
  staff: z.strictObject({ id: z.string(), name: z.string(), role: z.enum(['reader', 'secretariat', 'administrator']) }),
  region: z.strictObject({ name: z.string() }),
  /** Kinds of requests, in the order of the form. */
  requestTypes: z.array(z.strictObject({ name: z.string(), label: z.string() })),
});
export type SessionView = z.output<typeof session>;

export const signIn = contract({
  method: 'POST',
  path: '/api/session',
  access: 'anyone',
  summary: 'Signs a member of staff in by password; sets the session cookie. `stage` says what is still to be shown.',
  body: credentials,
  response: z.strictObject({ stage }),
});

export const readSession = contract({
  method: 'GET',
  path: '/api/session',
  access: 'staff',
  summary: 'Who is signed in.',
  response: session,
});

export const signOut = contract({
  method: 'DELETE',
  path: '/api/session',
  access: 'anyone',
  summary: 'Ends the session of this browser.',
  response: nothing,
});

export const confirmPassword = contract({
  method: 'POST',
  path: '/api/session/confirm',
  access: 'staff',
  summary: 'Proves by the password who is there, before a sensitive act.',
  body: z.strictObject({ password: z.string().check(z.maxLength(1024)) }),
  response: nothing,
});
