import * as z from 'zod/mini';
import { ROLES } from '../domain/roles.ts';
import { contract, uuid } from './contract.ts';
import { formValues, schoolOptions } from './form-values.ts';

const change = z.strictObject({ type: z.string().check(z.maxLength(60)), values: formValues });

/** As many as an envoi of the form may hold. */
const MOST_CHANGES = 20;

const member = z.strictObject({
  personId: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.nullable(z.string()),
  /** "trésorier·ère, administrateur·rice", for the field that asks the function. */
  roles: z.string(),
});
export type EntryMember = z.output<typeof member>;

const options = z.strictObject({
  /** The present members of the PO; nobody while it is not known. */
  members: z.array(member),
  /** Null while the PO is not known: the school is typed. */
  schools: z.nullable(schoolOptions),
  /** Roles about which the form asks whom the new holder replaces. */
  singleHolderRoles: z.array(z.enum(ROLES)),
  /** The privacy notice, to be read out or sent. */
  privacyUrl: z.string(),
});
export type EntryOptions = z.output<typeof options>;

export const readEntryOptions = contract({
  method: 'GET',
  path: '/api/entries/options',
  access: 'staff',
  summary: 'What can be chosen while a request is entered: members and schools of the PO.',
  query: z.strictObject({ po: z.optional(uuid) }),
  response: options,
});

/** Nothing is stored. */
export const checkChange = contract({
  method: 'POST',
  path: '/api/entries/check',
  access: 'decider',
  summary: 'Reads one change as its form would, and says it in a sentence.',
  body: change,
  response: z.strictObject({ sentence: z.string() }),
});

export const enterChanges = contract({
  method: 'POST',
  path: '/api/entries',
  access: 'decider',
  summary:
    'Enters what came by telephone or letter for its author. The id makes it one envoi, however often it is sent.',
  body: z.strictObject({
    id: uuid,
    /** Null: it is not in the list, and its name and address are among the values. */
    poId: z.nullable(uuid),
    /** The member of the PO who asks, when staff recognised them. */
    personId: z.nullable(uuid),
    /** The fields of `request-types/entry-form.ts`. */
    values: formValues,
    changes: z.array(change).check(z.maxLength(MOST_CHANGES)),
  }),
  response: z.strictObject({
    reference: z.string(),
    /** In their order. */
    requestIds: z.array(z.string()),
    outcome: z.enum(['created', 'repeated']),
  }),
});
