import * as z from 'zod/mini';
import { isCivilDate } from '../domain/dates.ts';
import { RESOURCE_FILE_KINDS } from '../domain/resource-files.ts';
import { isRole, ROLES, type Role } from '../domain/roles.ts';
import { byId, contract, nothing, uuid } from './contract.ts';

const day = z.string().check(z.refine(isCivilDate, 'not a civil date'));
const roles = z.array(z.enum(ROLES));

const file = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(RESOURCE_FILE_KINDS),
  bytes: z.number(),
});
export type ResourceFileView = z.output<typeof file>;

const resource = z.strictObject({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  /** A page of the extranet ("/dossier"), an https address, or nothing yet. */
  url: z.nullable(z.string()),
  /** Instead of a link. */
  file: z.nullable(file),
  /** Those whom the installation calls administrators, besides `roles`. */
  administrators: z.boolean(),
  /** Null: every member. */
  roles: z.nullable(roles),
  /** Empty: of every PO. */
  pos: z.array(z.strictObject({ id: z.string(), fase: z.number(), name: z.string() })),
  /** First and last day on which members find it. */
  shownFrom: z.nullable(z.string()),
  shownTo: z.nullable(z.string()),
  version: z.number(),
  archived: z.boolean(),
});
export type ResourceView = z.output<typeof resource>;

const written = {
  title: z.string().check(z.maxLength(400)),
  description: z.string().check(z.maxLength(4000)),
  url: z.nullable(z.string().check(z.maxLength(2000))),
  fileId: z.nullable(uuid),
  administrators: z.boolean(),
  roles: z.nullable(roles),
  poIds: z.array(uuid).check(z.maxLength(200)),
  shownFrom: z.nullable(day),
  shownTo: z.nullable(day),
};
const onVersion = { version: z.int().check(z.positive()) };

const administrators = z.strictObject({ roles, version: z.number() });

export const listResources = contract({
  method: 'GET',
  path: '/api/administration/resources',
  access: 'administrator',
  summary: 'The menu of the extranet in its order, with what was put away after it, and what holds for all of it.',
  response: z.strictObject({
    resources: z.array(resource),
    /** Civil date in Brussels. */
    today: z.string(),
    /** Who "all administrators" are. */
    administrators,
    /** How large a file may be. */
    maxMegabytes: z.number(),
  }),
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

export const uploadResourceFile = contract({
  method: 'POST',
  path: '/api/administration/resource-files',
  access: 'administrator',
  upload: true,
  summary:
    'Takes a file for a resource, after a look at its name and its content. The same id sent again is the same file. One that no resource holds after a day goes. 413 when it is too large.',
  query: z.strictObject({ id: uuid, name: z.string().check(z.maxLength(300)) }),
  body: z.custom<Blob>(),
  response: file,
});

export const readResourceFile = contract({
  method: 'GET',
  path: '/api/administration/resource-files/:id',
  access: 'administrator',
  download: true,
  summary: 'The file of a resource.',
  params: byId,
  response: nothing,
});

export const changeAdministratorRoles = contract({
  method: 'POST',
  path: '/api/administration/administrator-roles',
  access: 'administrator',
  summary: 'Says which roles "all administrators" are; 409 when a colleague was quicker.',
  body: z.strictObject({ ...onVersion, roles }),
  response: administrators,
});

export const previewMenu = contract({
  method: 'GET',
  path: '/api/administration/resource-preview',
  access: 'administrator',
  summary: 'What a member with this role in this PO finds in the menu on this day. Without role: who only is a member.',
  query: z.strictObject({
    role: z.optional(z.custom<Role>(isRole, 'not a role')),
    /** Left out: of a PO that no resource is kept for. */
    po: z.optional(uuid),
    /** Left out: today. */
    day: z.optional(day),
  }),
  response: z.strictObject({
    resources: z.array(z.pick(resource, { id: true, title: true, description: true, url: true, file: true })),
    /** How many there are that somebody finds on that day. */
    shown: z.number(),
  }),
});
