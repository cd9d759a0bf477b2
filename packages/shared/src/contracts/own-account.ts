import * as z from 'zod/mini';
import { byId, contract, instant, nothing, passkeyOptions, passkeyResponse } from './contract.ts';

const passkey = z.strictObject({
  id: z.string(),
  name: z.string(),
  createdAt: instant,
  lastUsedAt: z.nullable(instant),
  /** Also on the person's other devices. */
  backedUp: z.boolean(),
});
export type PasskeyView = z.output<typeof passkey>;

const session = z.strictObject({
  id: z.string(),
  /** In words: "Firefox sur Windows". */
  device: z.string(),
  address: z.string(),
  createdAt: instant,
  lastUsedAt: instant,
  /** The one that asks. */
  own: z.boolean(),
});
export type StaffSessionView = z.output<typeof session>;

const account = z.strictObject({
  name: z.string(),
  email: z.string(),
  /** Since when an authenticator app is set up. */
  totpSince: z.nullable(instant),
  passkeys: z.array(passkey),
  recoveryCodesLeft: z.number(),
  /** Whether the last factor can be taken away. */
  secondFactorRequired: z.boolean(),
  sessions: z.array(session),
});
export type OwnAccountView = z.output<typeof account>;

/** Shown this once; null for who has some already. */
const withCodes = z.strictObject({ recoveryCodes: z.nullable(z.array(z.string())) });

export const readAccount = contract({
  method: 'GET',
  path: '/api/account',
  access: 'staff',
  summary: 'One’s own sign-in: second factors and sessions.',
  response: account,
});

export const changePassword = contract({
  method: 'POST',
  path: '/api/account/password',
  access: 'staff',
  sensitive: true,
  summary: 'Changes one’s own password; the other sessions end.',
  body: z.strictObject({ password: z.string().check(z.maxLength(1024)) }),
  response: nothing,
});

export const beginTotp = contract({
  method: 'POST',
  path: '/api/factors/totp',
  access: 'factors',
  summary: 'Begins to set an authenticator app up: its secret, and the address for its picture.',
  response: z.strictObject({ secret: z.string(), uri: z.string() }),
});

export const confirmTotp = contract({
  method: 'POST',
  path: '/api/factors/totp-code',
  access: 'factors',
  summary: 'The first code of the app: it is a factor from now on.',
  body: z.strictObject({ code: z.string().check(z.maxLength(100)) }),
  response: withCodes,
});

export const removeTotp = contract({
  method: 'DELETE',
  path: '/api/factors/totp',
  access: 'staff',
  sensitive: true,
  summary: 'Takes the authenticator app away; never the last factor where one is required.',
  response: nothing,
});

export const beginPasskey = contract({
  method: 'POST',
  path: '/api/factors/passkey-options',
  access: 'factors',
  summary: 'What the browser needs to make a passkey (WebAuthn).',
  response: passkeyOptions,
});

const name = z.string().check(z.maxLength(200));

export const addPasskey = contract({
  method: 'POST',
  path: '/api/factors/passkeys',
  access: 'factors',
  summary: 'Adds the passkey that the browser made.',
  body: z.strictObject({ name, response: passkeyResponse }),
  response: withCodes,
});

export const renamePasskey = contract({
  method: 'POST',
  path: '/api/factors/passkeys/:id',
  access: 'staff',
  summary: 'Gives a passkey of one’s own another name.',
  params: byId,
  body: z.strictObject({ name }),
  response: nothing,
});

export const removePasskey = contract({
  method: 'DELETE',
  path: '/api/factors/passkeys/:id',
  access: 'staff',
  sensitive: true,
  summary: 'Takes a passkey away; never the last factor where one is required.',
  params: byId,
  response: nothing,
});

export const renewRecoveryCodes = contract({
  method: 'POST',
  path: '/api/factors/recovery-codes',
  access: 'staff',
  sensitive: true,
  summary: 'Ten new recovery codes, in place of the former ones.',
  response: z.strictObject({ recoveryCodes: z.array(z.string()) }),
});

export const endSession = contract({
  method: 'DELETE',
  path: '/api/account/sessions/:id',
  access: 'staff',
  summary: 'Ends one of one’s own sessions.',
  params: byId,
  response: nothing,
});

export const endOtherSessions = contract({
  method: 'DELETE',
  path: '/api/account/sessions',
  access: 'staff',
  summary: 'Ends one’s own sessions but this one.',
  response: z.strictObject({ ended: z.number() }),
});
