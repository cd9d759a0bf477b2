import * as z from 'zod/mini';
import { REQUEST_STATES } from '../domain/transitions.ts';
import { byId, contract } from './contract.ts';
import { finding } from './request-view.ts';
import { effect } from './second-look.ts';

const named = {
  id: z.string(),
  position: z.number(),
  typeLabel: z.string(),
  subject: z.string(),
};

/** One request of the chain, planned on the state that those before it will have left. */
const link = z.strictObject({
  ...named,
  version: z.number(),
  sentence: z.string(),
  effects: z.array(effect),
  findings: z.array(finding),
});
export type EnvoiLink = z.output<typeof link>;

const envoiPlan = z.strictObject({
  reference: z.string(),
  total: z.number(),
  /** What is to be decided, in the order in which it would be applied. */
  links: z.array(link),
  /** What an approval of all of it does not touch: decided already, or waiting for its author. */
  leftOut: z.array(z.strictObject({ ...named, state: z.enum(REQUEST_STATES), stateLabel: z.string() })),
  /** Names the whole chain as it is on the screen; null when there is nothing to approve. */
  shownHash: z.nullable(z.string()),
  mayDecide: z.boolean(),
  mayNotDecideBecause: z.nullable(z.string()),
});
export type EnvoiPlan = z.output<typeof envoiPlan>;

export const readEnvoiPlan = contract({
  method: 'GET',
  path: '/api/requests/:id/envoi',
  access: 'staff',
  summary: 'All that is to be decided of the envoi of a request, planned as one chain.',
  params: byId,
  response: envoiPlan,
});
