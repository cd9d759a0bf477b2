import * as z from 'zod/mini';
import { MAILING_KIND_NAMES, type MailingKind } from '../domain/mailings/mailing-kinds.ts';
import { MAILING_STATES } from '../domain/mailings/mailing-states.ts';
import { instant } from './contract.ts';
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

export const mailingView = z.strictObject({
  id: z.string(),
  kind,
  subject: z.string(),
  body: mailingBody,
  /** As staff edited it; null: made from the body. */
  textPart: z.nullable(z.string()),
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
  approvedAt: z.nullable(instant),
  startedAt: z.nullable(instant),
  endedAt: z.nullable(instant),
});
export type MailingView = z.output<typeof mailingView>;

/** What is written of a mailing; what is left out stays as it is. */
export const mailingChanges = z.strictObject({
  kind: z.optional(kind),
  subject: z.optional(z.string().check(z.maxLength(LONGEST_SUBJECT))),
  body: z.optional(mailingBody),
  textPart: z.optional(z.nullable(z.string().check(z.maxLength(LONGEST_TEXT_PART)))),
  criteria: z.optional(audienceCriteria),
});
export type MailingChanges = z.output<typeof mailingChanges>;
