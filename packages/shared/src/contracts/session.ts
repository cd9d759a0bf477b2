import * as z from 'zod/mini';
import { contract, nothing } from './contract.ts';

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
  summary: 'Signs a member of staff in; sets the session cookie.',
  body: credentials,
  response: nothing,
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
