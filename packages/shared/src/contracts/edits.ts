import * as z from 'zod/mini';
import { REQUEST_STATES } from '../domain/transitions.ts';
import { EDIT_NAMES } from '../request-types/register-edit/edit-names.ts';
import { byId, contract, instant, nothing, uuid } from './contract.ts';
import { formGroups } from './form-groups.ts';
import { formValues } from './form-values.ts';
import { finding } from './request-view.ts';
import { effect } from './second-look.ts';

const kind = z.enum(EDIT_NAMES);

/** The row that is edited; `poId` is the PO it is seen from, where the row alone does not say it. */
const target = z.strictObject({ id: uuid, poId: z.nullable(uuid) });

const order = {
  /** Made by whoever asks, and kept from the first look to the order: ids of new rows derive from it. */
  id: uuid,
  edits: z.array(z.strictObject({ kind, target, values: formValues })).check(z.minLength(1), z.maxLength(20)),
  /** Required for what is annulled. */
  reason: z.string().check(z.maxLength(4000)),
  /** What becomes of present holders of a role, as the options of findings say. */
  holders: z.record(z.string().check(z.maxLength(60)), z.enum(['end', 'keep'])),
};

const form = z.strictObject({
  title: z.string(),
  explanation: z.nullable(z.string()),
  /** Whom or what it is about. */
  name: z.string(),
  poName: z.string(),
  needsReason: z.boolean(),
  /** Only what differs from `values` is to be sent. */
  partial: z.boolean(),
  groups: formGroups,
  values: formValues,
});
export type EditForm = z.output<typeof form>;

const preview = z.strictObject({
  sentence: z.string(),
  effects: z.array(effect),
  findings: z.array(finding),
  shownHash: z.string(),
  /** Why a colleague will have to decide it; null when it is done at once. */
  waitsBecause: z.nullable(z.string()),
});
export type EditPreview = z.output<typeof preview>;

const receipt = z.strictObject({
  outcome: z.enum(['approved', 'waiting', 'repeated']),
  requestId: z.string(),
  reference: z.string(),
  state: z.enum(REQUEST_STATES),
  version: z.number(),
  appliesAt: z.nullable(instant),
  waitsBecause: z.nullable(z.string()),
});

export const startEdit = contract({
  method: 'GET',
  path: '/api/edits/form',
  access: 'decider',
  summary: 'The form of one kind of edit, filled with what is recorded of the row.',
  query: z.strictObject({ kind, id: uuid, po: z.optional(uuid) }),
  response: form,
});

export const previewEdit = contract({
  method: 'POST',
  path: '/api/edits/preview',
  access: 'decider',
  summary: 'What staff edits of the register would do. Nothing is stored.',
  body: z.strictObject(order),
  response: preview,
});

export const orderEdit = contract({
  method: 'POST',
  path: '/api/edits',
  access: 'decider',
  summary:
    'Edits the register on the plan that was shown, or puts the edit into the queue where a colleague must decide.',
  body: z.strictObject({
    ...order,
    shownHash: z.string().check(z.maxLength(64)),
    acknowledged: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(200)),
  }),
  response: receipt,
});

export const takeBackEdit = contract({
  method: 'POST',
  path: '/api/edits/:id/take-back',
  access: 'decider',
  summary: 'Takes an edit back as long as it has not been applied.',
  params: byId,
  body: z.strictObject({ version: z.int().check(z.positive()) }),
  response: nothing,
});
