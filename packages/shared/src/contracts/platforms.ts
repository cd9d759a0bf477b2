import * as z from 'zod/mini';
import { PLATFORM_SHARES } from '../domain/platforms.ts';
import { ROLES } from '../domain/roles.ts';
import { byId, contract, instant } from './contract.ts';

const roles = z.nullable(z.array(z.enum(ROLES)));
const shares = z.array(z.enum(PLATFORM_SHARES));
const addresses = z.array(z.string());

const platform = z.strictObject({
  id: z.string(),
  clientId: z.string(),
  name: z.string(),
  redirectUris: addresses,
  postLogoutUris: addresses,
  /** Null: every member. */
  roles,
  shares,
  consentText: z.string(),
  public: z.boolean(),
  /** When the secret was made; null for a public one. */
  secretMadeAt: z.nullable(instant),
  disabled: z.boolean(),
  version: z.number(),
  /** Members who have agreed and not taken it back. */
  members: z.number(),
});
export type PlatformView = z.output<typeof platform>;

const writtenAddresses = z.array(z.string().check(z.maxLength(2000))).check(z.maxLength(50));
const written = {
  name: z.string().check(z.maxLength(400)),
  redirectUris: writtenAddresses,
  postLogoutUris: writtenAddresses,
  roles,
  shares,
  consentText: z.string().check(z.maxLength(8000)),
};
const onVersion = { version: z.int().check(z.positive()) };
/** Shown this once. */
const secret = z.string();

export const listPlatforms = contract({
  method: 'GET',
  path: '/api/administration/platforms',
  access: 'administrator',
  summary: 'The platforms that members enter with their account, by name, with the issuer that they are told.',
  response: z.strictObject({ issuer: z.string(), platforms: z.array(platform) }),
});

export const createPlatform = contract({
  method: 'POST',
  path: '/api/administration/platforms',
  access: 'administrator',
  sensitive: true,
  summary: 'Adds a platform. The answer holds its secret, once; a public one has none.',
  body: z.strictObject({ ...written, public: z.boolean() }),
  response: z.strictObject({ platform, secret: z.nullable(secret) }),
});

export const changePlatform = contract({
  method: 'POST',
  path: '/api/administration/platforms/:id',
  access: 'administrator',
  sensitive: true,
  summary:
    'Changes a platform; members are asked again when the text or what is told changes. 409 when a colleague was quicker.',
  params: byId,
  body: z.strictObject({ ...onVersion, ...written }),
  response: platform,
});

export const renewPlatformSecret = contract({
  method: 'POST',
  path: '/api/administration/platforms/:id/secret',
  access: 'administrator',
  sensitive: true,
  summary: 'Makes another secret, in the answer once; the former one ends at once.',
  params: byId,
  body: z.strictObject(onVersion),
  response: z.strictObject({ platform, secret }),
});

/** Not sensitive: what goes wrong must be stopped at once. */
export const disablePlatform = contract({
  method: 'POST',
  path: '/api/administration/platforms/:id/disable',
  access: 'administrator',
  summary: 'Closes a platform at once: nobody enters any more, and its tokens are worth nothing.',
  params: byId,
  body: z.strictObject(onVersion),
  response: platform,
});

export const enablePlatform = contract({
  method: 'POST',
  path: '/api/administration/platforms/:id/enable',
  access: 'administrator',
  sensitive: true,
  summary: 'Opens a platform again.',
  params: byId,
  body: z.strictObject(onVersion),
  response: platform,
});
