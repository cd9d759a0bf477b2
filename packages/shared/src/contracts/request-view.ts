import * as z from 'zod/mini';
import { CAME_BY } from '../domain/came-by.ts';
import { CORRECTION_STATES } from '../domain/corrections.ts';
import { REQUEST_STATES } from '../domain/transitions.ts';
import { SEVERITIES } from '../request-types/plan.ts';
import { byId, contract, instant } from './contract.ts';
import { noteView } from './notes.ts';
import { effect, secondLook } from './second-look.ts';
import { settlement } from './settlement.ts';
import { triage } from './triage.ts';

const state = { state: z.enum(REQUEST_STATES), stateLabel: z.string(), version: z.number() };

export const finding = z.strictObject({
  code: z.string(),
  severity: z.enum(SEVERITIES),
  message: z.string(),
  detail: z.nullable(z.string()),
  /** Another request that it speaks of. */
  requestId: z.nullable(z.string()),
  options: z.array(z.strictObject({ label: z.string(), detail: z.nullable(z.string()), set: settlement })),
});
export type FindingView = z.output<typeof finding>;

const settled = z.strictObject({ key: z.string(), text: z.string() });
export type SettledView = z.output<typeof settled>;

export type EffectView = z.output<typeof effect>;

const event = z.strictObject({
  id: z.number(),
  event: z.string(),
  label: z.string(),
  actor: z.string(),
  /** Null for whoever has no account: the author, the program. */
  actorId: z.nullable(z.string()),
  actorKind: z.enum(['staff', 'member', 'submitter', 'operator', 'system']),
  at: instant,
  reason: z.string(),
});
export type EventView = z.output<typeof event>;

const correction = z.strictObject({
  id: z.string(),
  state: z.enum(CORRECTION_STATES),
  stateLabel: z.string(),
  questions: z.array(z.strictObject({ label: z.nullable(z.string()), message: z.string() })),
  askedBy: z.string(),
  askedAt: instant,
  closedAt: z.nullable(instant),
  /** What the answer changed; empty while there is none. */
  changes: z.array(
    z.strictObject({ label: z.string(), before: z.nullable(z.string()), after: z.nullable(z.string()) }),
  ),
});
export type CorrectionView = z.output<typeof correction>;

const message = z.strictObject({
  id: z.string(),
  from: z.enum(['staff', 'submitter']),
  author: z.string(),
  body: z.string(),
  at: instant,
});
export type MessageView = z.output<typeof message>;

const related = z.strictObject({
  id: z.string(),
  reference: z.string(),
  typeLabel: z.string(),
  subject: z.string(),
  poName: z.string(),
  state: z.enum(REQUEST_STATES),
  stateLabel: z.string(),
  createdAt: instant,
});

/** `more`: there are others, which the list shows. */
const relatedList = z.strictObject({ rows: z.array(related), more: z.boolean() });
export type RelatedList = z.output<typeof relatedList>;

const sibling = z.strictObject({
  id: z.string(),
  position: z.number(),
  typeLabel: z.string(),
  subject: z.string(),
  state: z.enum(REQUEST_STATES),
  stateLabel: z.string(),
});

/** Where a request stands: what a page asks for each second while it waits for the worker. */
const standing = z.strictObject({
  ...state,
  /** While an approval can be taken back before the worker starts on it; null when it cannot. */
  undoSecondsLeft: z.nullable(z.number()),
  failure: z.nullable(
    z.strictObject({
      message: z.string(),
      at: instant,
      /** By an error, not by a change of the data. */ canRetry: z.boolean(),
    }),
  ),
});
export type RequestStanding = z.output<typeof standing>;

const view = z.strictObject({
  id: z.string(),
  reference: z.string(),
  position: z.number(),
  total: z.number(),
  typeLabel: z.string(),
  /** Staff ordered it: nobody outside has asked, and nobody outside is asked. */
  ordered: z.boolean(),
  standing,
  /** "Jeanne Lambert devient administratrice et trésorière". */
  sentence: z.string(),
  subject: z.string(),
  createdAt: instant,
  /** The payload has been erased: only its history is left. */
  erased: z.boolean(),
  po: z.strictObject({
    /** Null while nobody is certain which PO is meant. */
    id: z.nullable(z.string()),
    name: z.string(),
    detail: z.nullable(z.string()),
  }),
  submitter: z.strictObject({
    name: z.string(),
    /** Null when none was given: nobody is told anything. */
    email: z.nullable(z.string()),
    function: z.string(),
    emailConfirmed: z.boolean(),
    byStaff: z.boolean(),
    /** How and when it reached the secretariat, which entered it. */
    came: z.nullable(z.strictObject({ by: z.enum(CAME_BY), on: z.string() })),
    /** Known as a member of that PO, under the address that was given; in which roles today. */
    member: z.nullable(z.strictObject({ name: z.string(), roles: z.array(z.string()) })),
  }),
  message: z.string(),
  ...secondLook,
  answers: z.array(z.strictObject({ field: z.string(), label: z.string(), value: z.string() })),
  /** Raised by each correction; a decision names the one it decided. */
  payloadVersion: z.number(),
  /** What the author can be asked about: every field of the form, with its answer. */
  askable: z.array(z.strictObject({ field: z.string(), label: z.string(), value: z.nullable(z.string()) })),
  /** What was asked, the newest first. */
  corrections: z.array(correction),
  /** The thread with the author, of the whole envoi, the oldest first. */
  messages: z.array(message),
  /** What the secretariat wrote for itself, the oldest first. */
  notes: z.array(noteView),
  findings: z.array(finding),
  /** Choices already made by staff. */
  settled: z.array(settled),
  /** What approving would do now, or what was decided; empty when nothing is written. */
  effects: z.array(effect),
  /** Names what is on the screen: an approval must carry it. Null when there is nothing to approve. */
  shownHash: z.nullable(z.string()),
  decision: z.nullable(
    z.strictObject({
      kind: z.enum(['approve', 'reject', 'close-by-hand']),
      by: z.string(),
      at: instant,
      reason: z.string(),
      payloadVersion: z.number(),
      /** How many requests of the envoi were approved in that one act; 1 for it alone. */
      together: z.number(),
    }),
  ),
  history: z.array(event),
  triage,
  siblings: z.array(sibling),
  /** Requests of other envois that bear the same name, or are about the same PO: open ones, and those settled lately. */
  related: z.strictObject({ person: relatedList, po: relatedList }),
  /** The request that stays for this one, once it is merged. */
  mergedInto: z.nullable(related),
  /** Requests that were merged into this one: their authors follow it, and read what is decided in words. */
  followers: z.array(z.strictObject({ ...related.shape, submitter: z.string() })),
  /** What can be approved apart from the rest; empty where it is all or nothing. */
  parts: z.array(z.strictObject({ key: z.string(), label: z.string(), value: z.string() })),
  /** Whether the reader may decide; if not, why, in words. */
  mayDecide: z.boolean(),
  mayNotDecideBecause: z.nullable(z.string()),
});
export type RequestView = z.output<typeof view>;

export const readRequest = contract({
  method: 'GET',
  path: '/api/requests/:id',
  access: 'staff',
  summary: 'One request: what is asked, what is known, the findings, the plan, the history.',
  params: byId,
  response: view,
});

export const readStanding = contract({
  method: 'GET',
  path: '/api/requests/:id/standing',
  access: 'staff',
  summary: 'Where a request stands, without its plan.',
  params: byId,
  response: standing,
});
