import * as z from 'zod/mini';
import { ROLES } from '../domain/roles.ts';
import { byId, contract, nothing, uuid } from './contract.ts';

const resource = z.strictObject({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  /** A page of the extranet ("/dossier"), an https address, or nothing yet. */
  url: z.nullable(z.string()),
  /** Null: every member. */
  roles: z.nullable(z.array(z.enum(ROLES))),
  version: z.number(),
  archived: z.boolean(),
});
export type ResourceView = z.output<typeof resource>;

const written = {
  title: z.string().check(z.maxLength(400)),
  description: z.string().check(z.maxLength(4000)),
  url: z.nullable(z.string().check(z.maxLength(2000))),
  roles: z.nullable(z.array(z.enum(ROLES))),
};
const onVersion = { version: z.int().check(z.positive()) };

export const listResources = contract({
  method: 'GET',
  path: '/api/administration/resources',
  access: 'administrator',
  summary: 'The menu of the extranet in its order, with what was put away after it.',
  response: z.strictObject({ resources: z.array(resource) }),
});

export const createResource = contract({
  method: 'POST',
  path: '/api/administration/resources',
  access: 'administrator',
  summary: 'Adds an entry at the end of the menu of the extranet.',
  body: z.strictObject(written),
  response: resource,
});

export const changeResource = contract({
  method: 'POST',
  path: '/api/administration/resources/:id',
  access: 'administrator',
  summary: 'Changes an entry of the menu; 409 when a colleague was quicker.',
  params: byId,
  body: z.strictObject({ ...onVersion, ...written }),
  response: resource,
});

export const archiveResource = contract({
  method: 'POST',
  path: '/api/administration/resources/:id/archive',
  access: 'administrator',
  summary: 'Puts an entry of the menu away, or back at its end; 409 when a colleague was quicker.',
  params: byId,
  body: z.strictObject({ ...onVersion, archived: z.boolean() }),
  response: resource,
});

const order = z.array(uuid).check(z.maxLength(200));

export const orderResources = contract({
  method: 'POST',
  path: '/api/administration/resource-order',
  access: 'administrator',
  summary: 'Puts the entries of the menu in another order; 409 when the menu is no longer as `from` says.',
  body: z.strictObject({ from: order, to: order }),
  response: nothing,
});
