import * as z from 'zod/mini';
import { ACCOUNT_ACTS } from '../domain/account-acts.ts';
import { STANDING_STATES } from '../domain/account-standing.ts';
import { MAILING_KIND_NAMES } from '../domain/mailings/mailing-kinds.ts';
import { REQUEST_STATES } from '../domain/transitions.ts';
import { byId, contract, instant, uuid } from './contract.ts';
import { fact, origin, span } from './pos.ts';

const annulment = z.nullable(z.strictObject({ at: instant, origin }));

const heldRole = z.strictObject({ id: z.string(), label: z.string(), ...span, annulled: annulment });

const heldMandate = z.strictObject({
  id: z.string(),
  /** Null: a PO of another secretariat, which cannot be opened here. */
  poId: z.nullable(z.string()),
  poName: z.string(),
  fase: z.number(),
  ...span,
  endReason: z.nullable(z.string()),
  annulled: annulment,
  roles: z.array(heldRole),
});
export type HeldMandate = z.output<typeof heldMandate>;

const act = z.strictObject({
  act: z.enum(ACCOUNT_ACTS),
  label: z.string(),
  /** Where it goes and what will happen, when it can be done. */
  to: z.nullable(z.string()),
  says: z.string(),
  /** Why it cannot be done. */
  why: z.nullable(z.string()),
});
export type ActView = z.output<typeof act>;

const order = z.strictObject({
  id: z.string(),
  label: z.string(),
  address: z.string(),
  reason: z.string(),
  by: z.string(),
  at: instant,
  state: z.enum(['ordered', 'done', 'refused']),
  outcome: z.nullable(z.string()),
});
export type AccountOrderView = z.output<typeof order>;

const account = z.strictObject({
  state: z.enum(STANDING_STATES),
  label: z.string(),
  since: z.nullable(instant),
  next: z.string(),
  /** With which address one signs in, and which one is to be confirmed. */
  signIn: z.nullable(z.string()),
  pending: z.nullable(z.string()),
  /** What happened to it, the oldest first. */
  steps: z.array(z.strictObject({ label: z.string(), at: instant })),
  acts: z.array(act),
  orders: z.array(order),
});
export type AccountView = z.output<typeof account>;

const mailLine = z.strictObject({
  id: z.string(),
  kind: z.string(),
  to: z.string(),
  at: instant,
  fate: z.string(),
  trouble: z.boolean(),
  /** What the other server said, word for word. */
  words: z.nullable(z.string()),
  /** What it says can be shown here; otherwise on the page of its request. */
  shown: z.boolean(),
  requestId: z.nullable(z.string()),
});
export type PersonMail = z.output<typeof mailLine>;

const requestLine = z.strictObject({
  id: z.string(),
  reference: z.string(),
  typeLabel: z.string(),
  subject: z.string(),
  poName: z.string(),
  state: z.enum(REQUEST_STATES),
  stateLabel: z.string(),
  at: instant,
});

const reading = z.strictObject({ id: z.string(), by: z.string(), at: instant, screen: z.string() });
export type ReadingView = z.output<typeof reading>;

const twin = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** "4/5/1971". */
  birthDate: z.string(),
  /** The PO of the latest mandate. */
  detail: z.string(),
  /** `open`: it may be of the same person; `merged`: it was merged into this one. */
  state: z.enum(['open', 'merged']),
  /** Why it may be; nothing for one that was merged. */
  reasons: z.array(z.string()),
});
export type TwinView = z.output<typeof twin>;

const wish = z.strictObject({
  kind: z.enum(MAILING_KIND_NAMES),
  label: z.string(),
  explanation: z.string(),
  /** It comes in any case: the role asks for it. */
  kept: z.boolean(),
  /** Since when it is not wanted any more, and how that was said; null: it comes. */
  left: z.nullable(z.strictObject({ at: instant, how: z.string() })),
});
export type WishView = z.output<typeof wish>;

const personFile = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** The record that stays, where this one was merged into it: nothing is changed here any more. */
  mergedInto: z.nullable(z.strictObject({ id: z.string(), name: z.string() })),
  /** Other records of the same human being, or so it seems, the likeliest first. */
  twins: z.array(twin),
  deceased: z.boolean(),
  /** When who it was was erased; nothing about them changes any more. */
  erasedAt: z.nullable(instant),
  facts: z.array(fact),
  mandates: z.array(heldMandate),
  account,
  /** Which kinds of mailings this person gets. */
  wishes: z.array(wish),
  mails: z.array(mailLine),
  about: z.array(requestLine),
  sent: z.array(requestLine),
  tasks: z.array(z.strictObject({ id: z.string(), title: z.string(), reason: z.string(), createdAt: instant })),
  /** The latest who read it before, at most twenty. */
  readings: z.array(reading),
});
export type PersonFile = z.output<typeof personFile>;

export const readPerson = contract({
  method: 'GET',
  path: '/api/people/:id',
  access: 'staff',
  summary:
    'The file of a person: identity, mandates in all POs, account, mails, requests. Reading it is itself recorded.',
  params: byId,
  response: personFile,
});

export const listReadings = contract({
  method: 'GET',
  path: '/api/people/:id/readings',
  access: 'administrator',
  summary: 'Everybody who read the file of a person.',
  params: byId,
  response: z.strictObject({ readings: z.array(reading) }),
});

export const previewPersonMail = contract({
  method: 'GET',
  path: '/api/people/:id/mail',
  access: 'staff',
  summary: 'What a mail to a person says, without the link that is theirs.',
  params: byId,
  query: z.strictObject({ mail: uuid }),
  response: z.strictObject({ to: z.string(), subject: z.string(), text: z.string() }),
});

export const orderAccountAct = contract({
  method: 'POST',
  path: '/api/people/:id/account-acts',
  access: 'decider',
  summary: 'Orders an activation again, a link to a new password, or that an address be blocked no longer.',
  params: byId,
  body: z.strictObject({
    act: z.enum(ACCOUNT_ACTS),
    /** The address that was shown: nothing goes to another one. */
    to: z.string().check(z.maxLength(320)),
    reason: z._default(z.string().check(z.maxLength(4000)), ''),
  }),
  response: z.strictObject({ orderId: z.string() }),
});

export const noteMailingWish = contract({
  method: 'POST',
  path: '/api/people/:id/mailing-wishes',
  access: 'decider',
  summary: 'Notes that a person told the secretariat to send a kind of mailing no more, or to send it again.',
  params: byId,
  body: z.strictObject({ kind: z.enum(MAILING_KIND_NAMES), wanted: z.boolean() }),
  response: z.strictObject({}),
});
