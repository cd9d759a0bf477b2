import * as z from 'zod/mini';
import { AUDIT_TAMPERINGS } from '../domain/audit-tamperings.ts';
import { contract, instant, uuid } from './contract.ts';

/** Who acted, when it is nobody in particular. */
export const JOURNAL_KINDS = ['staff', 'member', 'submitter', 'operator', 'system'] as const;
const kind = z.enum(JOURNAL_KINDS);

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'a day'));

const journalQuery = z.strictObject({
  kind: z.optional(kind),
  /** A member of staff. */
  staff: z.optional(uuid),
  action: z.optional(z.string().check(z.maxLength(60))),
  /** A reference, a FASE number, or words of a name. */
  q: z.optional(z.string().check(z.maxLength(100))),
  /** First and last day, in Brussels. */
  from: z.optional(day),
  to: z.optional(day),
  cursor: z.optional(z.string().check(z.regex(/^\d{1,15}$/, 'a place in the journal'))),
});
export type JournalQuery = z.output<typeof journalQuery>;

/** Where a screen shows what an entry is about. */
const place = z.strictObject({
  kind: z.enum([
    'request',
    'po',
    'person',
    'import',
    'run',
    'team',
    'templates',
    'retention',
    'resources',
    'platforms',
    'mailing',
    'mailing-templates',
    'audiences',
  ]),
  id: z.string(),
});
export type JournalPlace = z.output<typeof place>;

const entry = z.strictObject({
  id: z.string(),
  at: instant,
  actor: z.strictObject({ kind, name: z.string() }),
  action: z.string(),
  subject: z.strictObject({ type: z.string(), name: z.nullable(z.string()), place: z.nullable(place) }),
  /** The request that it came from, when the entry is about something else. */
  request: z.nullable(z.strictObject({ id: z.string(), reference: z.string() })),
  changes: z.array(z.strictObject({ label: z.string(), before: z.string(), after: z.string() })),
  /** Its values were taken away by law. */
  erased: z.boolean(),
});
export type JournalEntry = z.output<typeof entry>;

export const listJournal = contract({
  method: 'POST',
  path: '/api/administration/journal/search',
  access: 'administrator',
  summary:
    'The audit of the secretariat, newest first, 50 at a time: by who acted, act, subject and days. Entries that belong to no secretariat are everybody’s.',
  body: journalQuery,
  response: z.strictObject({
    entries: z.array(entry),
    nextCursor: z.nullable(z.string()),
    /** What the words of `q` were found to mean; null without words. */
    about: z.nullable(z.array(z.string())),
    /** Whom `staff` may name: those of the secretariat, also former ones. */
    staff: z.array(z.strictObject({ id: z.string(), name: z.string() })),
    actions: z.array(z.strictObject({ action: z.string(), label: z.string() })),
  }),
});

const head = z.nullable(z.strictObject({ seq: z.number(), hash: z.string() }));
const check = z.strictObject({
  id: z.string(),
  orderedBy: z.string(),
  orderedAt: instant,
  startedAt: z.nullable(instant),
  finishedAt: z.nullable(instant),
  checked: z.number(),
  total: z.nullable(z.number()),
  /** Null while it is under way. */
  found: z.nullable(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('intact'), sealed: z.number(), unsealed: z.number(), head }),
      z.strictObject({
        kind: z.literal('tampered'),
        tampering: z.enum(AUDIT_TAMPERINGS),
        entryId: z.nullable(z.string()),
      }),
      z.strictObject({ kind: z.literal('failed') }),
    ]),
  ),
});
export type AuditCheckView = z.output<typeof check>;

export const listAuditChecks = contract({
  method: 'GET',
  path: '/api/administration/journal/checks',
  access: 'administrator',
  summary: 'The last checks of the chain of the audit, the newest first, with what they found.',
  response: z.strictObject({ checks: z.array(check) }),
});

export const orderAuditCheck = contract({
  method: 'POST',
  path: '/api/administration/journal/checks',
  access: 'administrator',
  summary:
    'Asks for a check of the whole chain of the audit; the worker makes it. Answers the one under way if there is one.',
  body: z.strictObject({ id: uuid }),
  response: z.strictObject({ id: z.string() }),
});
