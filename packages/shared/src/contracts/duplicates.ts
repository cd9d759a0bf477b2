import * as z from 'zod/mini';
import { DUPLICATE_STATES } from '../domain/duplicates.ts';
import { REQUEST_STATES } from '../domain/transitions.ts';
import { MERGED_FIELDS, mergeChoices, SIDES } from '../request-types/merge-persons/payload.ts';
import { SEVERITIES } from '../request-types/plan.ts';
import { contract, instant, nothing, uuid } from './contract.ts';
import { effect } from './second-look.ts';

/** `open` is `probable` and `possible` together. */
export const PAIR_FILTERS = ['open', 'probable', 'possible', 'different', 'merged'] as const;
export type PairFilter = (typeof PAIR_FILTERS)[number];

const side = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** "4/5/1971". */
  birthDate: z.string(),
  /** The PO of the latest mandate. */
  detail: z.string(),
});

const settled = z.nullable(z.strictObject({ by: z.string(), at: instant, reason: z.string() }));

const pair = z.strictObject({
  one: side,
  other: side,
  score: z.int(),
  reasons: z.array(z.string()),
  state: z.enum(DUPLICATE_STATES),
  settled,
});
export type PairView = z.output<typeof pair>;

export const listDuplicates = contract({
  method: 'POST',
  path: '/api/duplicates/search',
  access: 'staff',
  summary: 'Pairs of records that may be one person, the likeliest first; settled ones the latest first.',
  body: z.strictObject({
    filter: z.optional(z.enum(PAIR_FILTERS)),
    q: z.optional(z.string().check(z.maxLength(100))),
    cursor: z.optional(z.string().check(z.maxLength(200))),
  }),
  response: z.strictObject({ pairs: z.array(pair), nextCursor: z.nullable(z.string()) }),
});

export const countDuplicates = contract({
  method: 'GET',
  path: '/api/duplicates/count',
  access: 'staff',
  summary: 'How many pairs wait for somebody to look; 500 means that many or more.',
  response: z.strictObject({ waiting: z.int() }),
});

const about = z.strictObject({ text: z.string(), detail: z.string() });

const file = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** It was merged into another one. */
  merged: z.boolean(),
  mandates: z.array(about),
  account: z.nullable(about),
  mails: z.array(about),
  requests: z.array(z.strictObject({ id: z.string(), ...about.shape })),
});
export type PersonFileView = z.output<typeof file>;

const comparedField = z.strictObject({
  field: z.enum(MERGED_FIELDS),
  label: z.string(),
  /** As people read it; null where nothing is recorded. */
  one: z.nullable(z.string()),
  other: z.nullable(z.string()),
  same: z.boolean(),
});
export type ComparedFieldView = z.output<typeof comparedField>;

const merger = z.strictObject({
  requestId: z.string(),
  requestVersion: z.int(),
  state: z.enum(REQUEST_STATES),
  stateLabel: z.string(),
  survivorName: z.string(),
  /** The request that takes it back, if there is one under way. */
  revertId: z.nullable(z.string()),
});

const pairDetail = z.strictObject({
  one: file,
  other: file,
  fields: z.array(comparedField),
  score: z.nullable(z.int()),
  reasons: z.array(z.string()),
  state: z.nullable(z.enum(DUPLICATE_STATES)),
  settled,
  /** The merger of the two that is under way, or was carried out and stands. */
  merger: z.nullable(merger),
  /** Which record is proposed to stay: the one about which most is recorded. */
  proposed: z.enum(['one', 'other']),
  /** The account that is proposed to stay, where both have one. */
  proposedAccount: z.nullable(z.enum(['one', 'other'])),
});
export type PairDetailView = z.output<typeof pairDetail>;

export const readDuplicate = contract({
  method: 'GET',
  path: '/api/duplicates/:one/:other',
  access: 'staff',
  summary: 'Two records side by side: identity, mandates, accounts, mails, requests.',
  params: z.strictObject({ one: uuid, other: uuid }),
  response: pairDetail,
});

const asked = {
  survivorId: uuid,
  mergedId: uuid,
  fields: mergeChoices,
  account: z.optional(z.enum(SIDES)),
  reason: z.string().check(z.maxLength(4000)),
};

const finding = z.strictObject({
  code: z.string(),
  severity: z.enum(SEVERITIES),
  message: z.string(),
  detail: z.nullable(z.string()),
});
export type MergeFindingView = z.output<typeof finding>;

export const previewMerge = contract({
  method: 'POST',
  path: '/api/duplicates/preview',
  access: 'decider',
  summary: 'What a merger would do, with nothing written.',
  body: z.strictObject(asked),
  response: z.strictObject({ effects: z.array(effect), findings: z.array(finding), shownHash: z.string() }),
});

export const mergePersons = contract({
  method: 'POST',
  path: '/api/duplicates/merge',
  access: 'decider',
  summary: 'Merges one record into the other, as shown; 409 `stale-plan` when the plan is another one by now.',
  body: z.strictObject({
    ...asked,
    shownHash: z.string().check(z.maxLength(128)),
    acknowledged: z.array(z.string().check(z.maxLength(100))).check(z.maxLength(100)),
  }),
  response: z.strictObject({
    requestId: uuid,
    /** Null: a colleague must approve it first. */
    appliesAt: z.nullable(instant),
  }),
});

const named = { oneId: uuid, otherId: uuid };

export const markDifferent = contract({
  method: 'POST',
  path: '/api/duplicates/different',
  access: 'decider',
  summary: 'Notes that two records are of two people; it is remembered.',
  body: z.strictObject({ ...named, reason: z.string().check(z.maxLength(4000)) }),
  response: nothing,
});

export const reopenPair = contract({
  method: 'POST',
  path: '/api/duplicates/reopen',
  access: 'decider',
  summary: 'Takes "not the same person" back.',
  body: z.strictObject(named),
  response: nothing,
});
