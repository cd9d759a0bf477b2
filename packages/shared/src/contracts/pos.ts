import * as z from 'zod/mini';
import { GAP_KINDS } from '../domain/completeness.ts';
import { isCivilDate } from '../domain/dates.ts';
import { ROLES } from '../domain/roles.ts';
import { REQUEST_STATES } from '../domain/transitions.ts';
import { byId, contract, instant } from './contract.ts';

const civilDate = z.string().check(z.refine(isCivilDate, 'a day YYYY-MM-DD'));

const match = z.strictObject({
  id: z.string(),
  fase: z.number(),
  name: z.string(),
  /** Where it is, and what made it a match. */
  detail: z.string(),
});
export type PoMatch = z.output<typeof match>;

export const searchPos = contract({
  method: 'POST',
  path: '/api/pos/search',
  access: 'staff',
  summary:
    'POs of the secretariat by name, FASE number, locality or school, typos forgiven; all of them without words.',
  body: z.strictObject({ q: z._default(z.string().check(z.maxLength(100)), '') }),
  response: z.strictObject({ pos: z.array(match) }),
});

/** Where a value comes from: "demande K7M4-P2XA, le 21/11/2026", "secrétariat (Nadine Q.), le 27/11/2026", with the request. */
export const origin = z.nullable(
  z.strictObject({
    text: z.string(),
    requestId: z.nullable(z.string()),
    /** The import of members that set it, as long as its page is kept. */
    importId: z.optional(z.string()),
    /** Why, where staff said it. */
    reason: z.optional(z.string()),
  }),
);
export type OriginView = z.output<typeof origin>;

/** A value of the file on the day that is looked at. */
export const fact = z.strictObject({
  field: z.string(),
  label: z.string(),
  value: z.string(),
  origin,
  /** Nothing was on record on that day yet: this is the first value that ever was. */
  recordedLater: z.boolean(),
  /** Every value it has had, the newest first, each with what set it; empty when it never changed. */
  history: z.array(z.strictObject({ value: z.string(), origin })),
});
export type FactView = z.output<typeof fact>;

/** present: on the day that is looked at; future: begins later; past: ended before. */
const when = z.enum(['present', 'future', 'past']);

/** Days from `from` to `to`, both included; an open end is null. */
export const span = {
  from: z.string(),
  to: z.nullable(z.string()),
  /** The same in words. */
  period: z.string(),
  when,
  /** What opened it, and what gave it its end. */
  origin,
  endOrigin: origin,
};

const memberRole = z.strictObject({ id: z.string(), role: z.enum(ROLES), label: z.string(), ...span });

const member = z.strictObject({
  personId: z.string(),
  mandateId: z.string(),
  name: z.string(),
  deceased: z.boolean(),
  erased: z.boolean(),
  ...span,
  roles: z.array(memberRole),
  /** The state of the extranet account today, in words. */
  account: z.string(),
  facts: z.array(fact),
});
export type MemberView = z.output<typeof member>;

const siteView = z.strictObject({ fase: z.number(), facts: z.array(fact) });

const school = z.strictObject({
  id: z.string(),
  name: z.string(),
  fase: z.nullable(z.number()),
  address: z.string(),
  level: z.string(),
  when,
  /** When it opens or closed, or that it went to another PO. */
  period: z.nullable(z.string()),
  /** A last day is recorded. */
  closes: z.boolean(),
  /** It went to another PO. */
  left: z.boolean(),
  /** It is to come from another PO, on a day after the one that is looked at. */
  comes: z.boolean(),
  /** It is to go to another PO. */
  leaves: z.boolean(),
  facts: z.array(fact),
  sites: z.array(siteView),
});
export type SchoolView = z.output<typeof school>;

const file = z.strictObject({
  id: z.string(),
  fase: z.number(),
  name: z.string(),
  today: z.string(),
  /** The day that is looked at: today, unless another one was asked for. */
  day: z.string(),
  /** The day from which this PO is on record. */
  recordedOn: z.string(),
  /** Its last day, and whether that is over on the day that is looked at; null while none is known. */
  closing: z.nullable(
    z.strictObject({
      on: civilDate,
      over: z.boolean(),
      /** What closed it. */
      origin,
      mergedInto: z.nullable(z.strictObject({ id: z.string(), name: z.string() })),
    }),
  ),
  /** A value that it will have from a later day on than the one that is looked at. */
  coming: z.nullable(z.strictObject({ label: z.string(), value: z.string(), on: civilDate, origin })),
  /** POs that were merged into this one, or will be. */
  absorbed: z.array(z.strictObject({ id: z.string(), name: z.string(), fase: z.number(), closedOn: civilDate })),
  facts: z.array(fact),
  schools: z.array(school),
  members: z.array(member),
  /** Mandates and roles that were recorded by mistake, the newest annulment first. */
  annulled: z.array(z.strictObject({ id: z.string(), name: z.string(), what: z.string(), period: z.string(), origin })),
  /** What is missing or about to be, each in a sentence. */
  warnings: z.array(
    z.strictObject({
      kind: z.enum(GAP_KINDS),
      text: z.string(),
      /** Whom it is about; nobody for a role that nobody holds. */
      people: z.array(z.strictObject({ id: z.string(), name: z.string() })),
    }),
  ),
  /** The last thing that changed anything of this file. */
  changed: z.nullable(z.strictObject({ at: instant, origin })),
  openRequests: z.array(
    z.strictObject({
      id: z.string(),
      reference: z.string(),
      typeLabel: z.string(),
      subject: z.string(),
      state: z.enum(REQUEST_STATES),
      stateLabel: z.string(),
      createdAt: instant,
    }),
  ),
});
export type PoFile = z.output<typeof file>;

export const readPoFile = contract({
  method: 'GET',
  path: '/api/pos/:id',
  access: 'staff',
  summary:
    'The file of a PO today or as it stood on another day: identity, schools, members with their roles, what set each value, what is missing, open requests.',
  params: byId,
  query: z.strictObject({ day: z.optional(civilDate) }),
  response: file,
});
