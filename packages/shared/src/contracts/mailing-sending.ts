import * as z from 'zod/mini';
import { MAILING_STATES } from '../domain/mailings/mailing-states.ts';
import { RECIPIENT_FATES } from '../domain/mailings/recipient-fates.ts';
import { byId, contract, instant, uuid } from './contract.ts';
import { mailingFinding } from './mailing-finding.ts';

const onVersion = { version: z.int().check(z.positive()) };
const moved = z.strictObject({ version: z.number() });
/** ISO 8601; null: now. */
const at = z.nullable(z.string().check(z.maxLength(40)));

export const checkMailing = contract({
  method: 'GET',
  path: '/api/mailings/:id/check',
  access: 'staff',
  summary:
    'What stands between a draft and its sending: how many get it as things are, what is missing, who may send it.',
  params: byId,
  response: z.strictObject({
    /** Null: whom it is for is not chosen yet. */
    people: z.nullable(
      z.strictObject({ written: z.number(), noAddress: z.number(), suppressed: z.number(), leftList: z.number() }),
    ),
    /** What is missing or must be mended before it may leave. */
    missing: z.array(mailingFinding),
    /** A colleague has to read it before it leaves. */
    needsColleague: z.boolean(),
    /** Who asks may let it leave. */
    maySend: z.boolean(),
  }),
});
export type MailingCheck = z.output<typeof checkMailing.response>;

export const submitMailing = contract({
  method: 'POST',
  path: '/api/mailings/:id/submit',
  access: 'decider',
  summary: 'Asks a colleague to read a draft and to send it.',
  params: byId,
  body: z.strictObject({ ...onVersion, at }),
  response: moved,
});

export const sendMailing = contract({
  method: 'POST',
  path: '/api/mailings/:id/send',
  access: 'decider',
  summary: 'Lets a mailing leave, now or at its moment; with FOUR_EYES, one that a colleague submitted.',
  params: byId,
  body: z.strictObject({ ...onVersion, at }),
  response: moved,
});

export const sendBackMailing = contract({
  method: 'POST',
  path: '/api/mailings/:id/send-back',
  access: 'decider',
  summary: 'Gives a submitted mailing back, with what is to be mended.',
  params: byId,
  body: z.strictObject({ ...onVersion, remark: z.string().check(z.maxLength(2_000)) }),
  response: moved,
});

export const takeBackMailing = contract({
  method: 'POST',
  path: '/api/mailings/:id/take-back',
  access: 'decider',
  summary: 'Makes a mailing that has not left a draft again.',
  params: byId,
  body: z.strictObject(onVersion),
  response: moved,
});

/** What is done to a mailing under way holds whatever has become of it meanwhile: no version is asked. */
const step = <const Name extends string>(name: Name, summary: string) =>
  contract({
    method: 'POST',
    path: `/api/mailings/:id/${name}`,
    access: 'decider',
    summary,
    params: byId,
    body: z.strictObject({}),
    response: moved,
  });

export const pauseMailing = step('pause', 'Keeps the mails of a mailing back; those in a server’s hands still leave.');
export const resumeMailing = step('resume', 'Lets a paused mailing go on where it was.');
export const stopMailing = step('stop', 'Ends a mailing: what waits never leaves.');

export const readMailingProgress = contract({
  method: 'GET',
  path: '/api/mailings/:id/progress',
  access: 'staff',
  summary: 'How far a mailing has come: its recipients by what became of each, and why some got nothing.',
  params: byId,
  response: z.strictObject({
    state: z.enum(MAILING_STATES),
    people: z.number(),
    fates: z.record(z.enum(RECIPIENT_FATES), z.number()),
    /** Those that got nothing or may have got nothing, by the reason in words. */
    reasons: z.array(z.strictObject({ words: z.string(), count: z.number() })),
    /** Failed or in doubt, and may be sent again together: those to an address that is blocked are not among them. */
    retriable: z.number(),
    /** How many mails leave or have left, and how many of these to somebody who presides none of the POs. */
    relief: z.strictObject({ mails: z.number(), others: z.number() }),
  }),
});
export type MailingProgress = z.output<typeof readMailingProgress.response>;

const fate = z.enum(RECIPIENT_FATES);
export const recipientRow = z.strictObject({
  personId: z.string(),
  name: z.string(),
  /** "Trésorier, PO X, depuis le 1/9/2023", one per reason. */
  reasons: z.array(z.string()),
  address: z.nullable(z.string()),
  fate,
  words: z.string(),
  /** What a server answered, as it said it. */
  serverWords: z.nullable(z.string()),
  /** The open task to correct the address. */
  taskId: z.nullable(z.string()),
  at: z.nullable(instant),
  /** May be sent again. */
  retriable: z.boolean(),
});
export type RecipientRow = z.output<typeof recipientRow>;

export const recipientFilters = z.strictObject({
  fate: z.optional(fate),
  /** Words of a name, of an address or of a PO. */
  q: z.optional(z.string().check(z.maxLength(100))),
});

export const listMailingRecipients = contract({
  method: 'POST',
  path: '/api/mailings/:id/recipients',
  access: 'staff',
  summary: 'The recipients of a mailing that left, by name, with what became of each; a hundred at a time.',
  params: byId,
  body: z.extend(recipientFilters, { after: z.optional(z.int().check(z.nonnegative())) }),
  response: z.strictObject({ recipients: z.array(recipientRow), more: z.boolean() }),
});

export const retryMailingMails = contract({
  method: 'POST',
  path: '/api/mailings/:id/retry',
  access: 'decider',
  summary: 'Sends mails of a mailing again that failed or are in doubt: that of one person, or all of them.',
  params: byId,
  body: z.strictObject({ personId: z.optional(uuid) }),
  response: z.strictObject({ retried: z.number() }),
});
