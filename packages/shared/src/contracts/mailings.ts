import * as z from 'zod/mini';
import { byId, contract, instant, nothing, uuid } from './contract.ts';
import {
  MAILING_LISTS,
  mailingChanges,
  mailingFileView,
  mailingLine,
  mailingTemplateView,
  mailingView,
} from './mailing-view.ts';

const onVersion = { version: z.int().check(z.positive()) };
const written = z.strictObject({ version: z.number(), updatedAt: instant });

export const listMailings = contract({
  method: 'GET',
  path: '/api/mailings',
  access: 'staff',
  summary: 'The mailings of the secretariat, newest first, fifty at a time.',
  query: z.strictObject({ list: z.optional(z.enum(MAILING_LISTS)), after: z.optional(uuid) }),
  response: z.strictObject({ mailings: z.array(mailingLine), more: z.boolean() }),
});

export const readMailing = contract({
  method: 'GET',
  path: '/api/mailings/:id',
  access: 'staff',
  summary: 'One mailing: its text, whom it is for, and where it stands.',
  params: byId,
  response: mailingView,
});

export const createMailing = contract({
  method: 'POST',
  path: '/api/mailings',
  access: 'decider',
  summary:
    'Opens a draft, empty, from a template or as a copy of another mailing. The same id sent again is the same draft.',
  body: z.strictObject({ id: uuid, copyOf: z.optional(uuid), template: z.optional(uuid) }),
  response: z.strictObject({ id: z.string() }),
});

export const saveMailing = contract({
  method: 'POST',
  path: '/api/mailings/:id',
  access: 'decider',
  summary: 'Writes a draft down; 409 when a colleague was quicker, or when it is no draft any more.',
  params: byId,
  body: z.strictObject({ ...onVersion, changes: mailingChanges }),
  response: written,
});

export const discardMailing = contract({
  method: 'POST',
  path: '/api/mailings/:id/discard',
  access: 'decider',
  summary: 'Throws a draft away, or takes it back; 409 when a colleague was quicker.',
  params: byId,
  body: z.strictObject({ ...onVersion, discarded: z.boolean() }),
  response: written,
});

export const uploadMailingFile = contract({
  method: 'POST',
  path: '/api/mailing-files',
  access: 'decider',
  upload: true,
  summary:
    'Takes an image for a text or a file to go with it, after a look at its name and its content. The same id sent again is the same file. 413 when it is too large.',
  query: z.strictObject({ id: uuid, name: z.string().check(z.maxLength(300)), use: z.enum(['image', 'attachment']) }),
  body: z.custom<Blob>(),
  response: mailingFileView,
});

export const readMailingFile = contract({
  method: 'GET',
  path: '/api/mailing-files/:id',
  access: 'staff',
  download: true,
  summary: 'A file of a mailing or of a template of the secretariat.',
  params: byId,
  response: nothing,
});

export const listMailingTemplates = contract({
  method: 'GET',
  path: '/api/mailing-templates',
  access: 'staff',
  summary: 'The texts that the secretariat keeps ready, by name, with those that were put away.',
  response: z.strictObject({ templates: z.array(mailingTemplateView) }),
});

const name = z.string().check(z.maxLength(400));

export const createMailingTemplate = contract({
  method: 'POST',
  path: '/api/mailing-templates',
  access: 'decider',
  summary: 'Keeps the text of a mailing ready under a name. The same id sent again is the same template.',
  body: z.strictObject({ id: uuid, name, mailing: uuid }),
  response: mailingTemplateView,
});

export const changeMailingTemplate = contract({
  method: 'POST',
  path: '/api/mailing-templates/:id',
  access: 'decider',
  summary: 'Renames a template, or takes its text anew from a mailing; 409 when a colleague was quicker.',
  params: byId,
  body: z.strictObject({ ...onVersion, name, mailing: z.optional(uuid) }),
  response: mailingTemplateView,
});

export const archiveMailingTemplate = contract({
  method: 'POST',
  path: '/api/mailing-templates/:id/archive',
  access: 'decider',
  summary: 'Puts a template away, or takes it back; 409 when a colleague was quicker.',
  params: byId,
  body: z.strictObject({ ...onVersion, archived: z.boolean() }),
  response: nothing,
});
