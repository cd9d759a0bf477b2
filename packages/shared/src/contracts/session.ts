import * as z from 'zod/mini';
import { contract, nothing, passkeyAnswer, passkeyOptions } from './contract.ts';

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
  /** Whether nobody does without a second factor here. */
  secondFactorRequired: z.boolean(),
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

export const readSignInStage = contract({
  method: 'GET',
  path: '/api/session/stage',
  access: 'entering',
  summary: 'How far the sign-in has come, and which second factors there are.',
  response: z.strictObject({
    stage,
    name: z.string(),
    email: z.string(),
    factors: z.strictObject({ totp: z.boolean(), passkeys: z.number() }),
  }),
});

const code = z.strictObject({ code: z.string().check(z.maxLength(100)) });

export const proveCode = contract({
  method: 'POST',
  path: '/api/session/code',
  access: 'entering',
  summary: 'Shows the second factor: a code of the authenticator app. Opens the session.',
  body: code,
  response: nothing,
});

export const proveRecoveryCode = contract({
  method: 'POST',
  path: '/api/session/recovery-code',
  access: 'entering',
  summary: 'Shows a recovery code in place of the second factor. Opens the session.',
  body: code,
  response: nothing,
});

export const askPasskey = contract({
  method: 'POST',
  path: '/api/session/passkey-options',
  access: 'anyone',
  summary: 'What the browser needs to show a passkey (WebAuthn). The same for everybody.',
  response: passkeyOptions,
});

export const signInByPasskey = contract({
  method: 'POST',
  path: '/api/session/passkey',
  access: 'anyone',
  summary: 'Signs in by a passkey, which stands for both factors.',
  body: passkeyAnswer,
  response: nothing,
});

export const confirmByPasskey = contract({
  method: 'POST',
  path: '/api/session/confirm-passkey',
  access: 'staff',
  summary: 'Proves by a passkey who is there, before a sensitive act.',
  body: passkeyAnswer,
  response: nothing,
});

export const forgotPassword = contract({
  method: 'POST',
  path: '/api/session/forgotten',
  access: 'anyone',
  summary: 'Sends a link to choose a new password, if the address is known; answers the same either way.',
  body: z.strictObject({ email: z.string().check(z.maxLength(320)) }),
  response: nothing,
});

const secret = z.string().check(z.maxLength(200));
const password = z.string().check(z.maxLength(1024));
/** Whose link it is: what a new password must not be made of. */
const linked = z.strictObject({ name: z.string(), email: z.string() });

export const readInvitation = contract({
  method: 'POST',
  path: '/api/invitation/read',
  access: 'anyone',
  summary: 'Whose invitation a link is, and whether a second factor comes after the password; does not use it up.',
  body: z.strictObject({ secret }),
  response: z.strictObject({ name: z.string(), email: z.string(), secondFactorRequired: z.boolean() }),
});

export const acceptInvitation = contract({
  method: 'POST',
  path: '/api/invitation',
  access: 'anyone',
  summary: 'Accepts an invitation with a first password, and begins the sign-in.',
  body: z.strictObject({ secret, password }),
  response: z.strictObject({ stage }),
});

export const readPasswordLink = contract({
  method: 'POST',
  path: '/api/password/read',
  access: 'anyone',
  summary: 'Who a link to a new password is for; does not use it up.',
  body: z.strictObject({ secret }),
  response: linked,
});

export const choosePassword = contract({
  method: 'POST',
  path: '/api/password',
  access: 'anyone',
  summary: 'A new password in place of a forgotten one. Ends all sessions and opens none.',
  body: z.strictObject({ secret, password }),
  response: nothing,
});
