import * as z from 'zod/mini';
import { MAILING_FILE_KINDS } from '../domain/mailings/mailing-files.ts';
import { MAILING_KIND_NAMES, type MailingKind } from '../domain/mailings/mailing-kinds.ts';
import { MAILING_STATES } from '../domain/mailings/mailing-states.ts';
import { instant, uuid } from './contract.ts';
import { audienceCriteria } from './mailing-audience.ts';
import { LONGEST_SUBJECT, LONGEST_TEXT_PART, mailingBody } from './mailing-body.ts';

const kind = z.enum(MAILING_KIND_NAMES as [MailingKind, ...MailingKind[]]);
const state = z.enum(MAILING_STATES);

export const mailingLine = z.strictObject({
  id: z.string(),
  kind,
  subject: z.string(),
  state,
  version: z.number(),
  createdBy: z.string(),
  updatedBy: z.string(),
  updatedAt: instant,
  /** Null: as soon as it may leave. */
  scheduledFor: z.nullable(instant),
  endedAt: z.nullable(instant),
  /** Of the snapshot: people, those who were written to, and what became of their mails so far. Null before it leaves. */
  counts: z.nullable(
    z.strictObject({ people: z.number(), mails: z.number(), sent: z.number(), undelivered: z.number() }),
  ),
});
export type MailingLine = z.output<typeof mailingLine>;

/** What of the list is asked for: what is not sent yet, what has left, what was thrown away. */
export const MAILING_LISTS = ['open', 'gone', 'discarded'] as const;
export type MailingList = (typeof MAILING_LISTS)[number];

/** A file that a mailing shows or brings. */
export const mailingFileView = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(MAILING_FILE_KINDS),
  bytes: z.number(),
});
export type MailingFileView = z.output<typeof mailingFileView>;

/** How large files may be: each, and all of one mailing together. */
export const mailingLimits = z.strictObject({ fileMegabytes: z.number(), mailingMegabytes: z.number() });
export type MailingLimits = z.output<typeof mailingLimits>;

export const mailingView = z.strictObject({
  id: z.string(),
  kind,
  subject: z.string(),
  body: mailingBody,
  /** As staff edited it; null: made from the body. */
  textPart: z.nullable(z.string()),
  /** The images within the text. */
  images: z.array(mailingFileView),
  /** The files beside it, in their order. */
  attachments: z.array(mailingFileView),
  criteria: audienceCriteria,
  state,
  version: z.number(),
  scheduledFor: z.nullable(instant),
  createdBy: z.string(),
  createdAt: instant,
  updatedBy: z.string(),
  updatedAt: instant,
  submittedBy: z.nullable(z.string()),
  submittedAt: z.nullable(instant),
  approvedBy: z.nullable(z.string()),
  /** For who writes it: a colleague's words, or that there was nobody to write to. */
  remark: z.nullable(z.string()),
  approvedAt: z.nullable(instant),
  startedAt: z.nullable(instant),
  endedAt: z.nullable(instant),
  limits: mailingLimits,
});
export type MailingView = z.output<typeof mailingView>;

/** What is written of a mailing; what is left out stays as it is. */
export const mailingChanges = z.strictObject({
  kind: z.optional(kind),
  subject: z.optional(z.string().check(z.maxLength(LONGEST_SUBJECT))),
  body: z.optional(mailingBody),
  textPart: z.optional(z.nullable(z.string().check(z.maxLength(LONGEST_TEXT_PART)))),
  criteria: z.optional(audienceCriteria),
  /** Ids of the files beside the text, in their order. */
  attachments: z.optional(z.array(uuid).check(z.maxLength(60))),
});
export type MailingChanges = z.output<typeof mailingChanges>;

export const mailingTemplateView = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind,
  subject: z.string(),
  version: z.number(),
  updatedBy: z.string(),
  updatedAt: instant,
  /** Put away: no mailing begins with it until it is taken back. */
  archived: z.boolean(),
});
export type MailingTemplateView = z.output<typeof mailingTemplateView>;
