import * as z from 'zod/mini';
import { byId, contract, nothing, uuid } from './contract.ts';
import { mailingFinding } from './mailing-finding.ts';

/** Through whose eyes a mailing is looked at: somebody of its audience, or somebody invented. */
const seenBy = z.nullable(uuid);

const theme = z.optional(z.enum(['light', 'dark']));
/** The version on the screen: another one is another address, and is drawn anew. */
const version = z.optional(z.string().check(z.regex(/^\d{1,9}$/)));

const person = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Why they get it: "trésorier·ère du PO X". */
  why: z.string(),
  /** A name may be written to the address. */
  proven: z.boolean(),
});

export const listMailingReaders = contract({
  method: 'POST',
  path: '/api/mailings/:id/readers',
  access: 'staff',
  summary:
    'Those whom a mailing is for now, through whose eyes it may be looked at: the first sixty by name that fit the words, of a person or of a PO.',
  params: byId,
  body: z.strictObject({ q: z.optional(z.string().check(z.maxLength(100))) }),
  response: z.strictObject({ people: z.array(person) }),
});

export const previewMailing = contract({
  method: 'POST',
  path: '/api/mailings/:id/preview',
  access: 'staff',
  summary: 'What one recipient will read: the subject, and the text part.',
  params: byId,
  body: z.strictObject({ person: seenBy }),
  response: z.strictObject({ subject: z.string(), text: z.string() }),
});

export const showMailing = contract({
  method: 'GET',
  path: '/api/mailings/:id/page',
  access: 'staff',
  download: true,
  summary: 'The HTML of a mailing as one recipient will see it, for a frame that runs nothing.',
  params: byId,
  query: z.strictObject({
    person: z.optional(uuid),
    theme,
    version,
  }),
  response: nothing,
});

export const showMailingTemplate = contract({
  method: 'GET',
  path: '/api/mailing-templates/:id/page',
  access: 'staff',
  download: true,
  summary: 'The HTML of a template as somebody invented would get it, for a frame that runs nothing.',
  params: byId,
  query: z.strictObject({ theme, version }),
  response: nothing,
});

export const readMailingText = contract({
  method: 'GET',
  path: '/api/mailings/:id/text',
  access: 'staff',
  summary: 'The text part as it is made from the text, and whether the text changed since staff edited theirs.',
  params: byId,
  response: z.strictObject({ made: z.string(), isBehind: z.boolean() }),
});

export const testMailing = contract({
  method: 'POST',
  path: '/api/mailings/:id/test',
  access: 'decider',
  summary: 'Sends a mailing as a test to one’s own address. The same id sent again is the same test.',
  params: byId,
  body: z.strictObject({ id: uuid, person: seenBy }),
  response: z.strictObject({ to: z.string() }),
});

export const checkMessage = contract({
  method: 'POST',
  path: '/api/mailings/:id/message-check',
  access: 'decider',
  summary: 'What to know before a mailing leaves; asks the pages that its links lead to.',
  params: byId,
  response: z.strictObject({ findings: z.array(mailingFinding), version: z.number() }),
});
