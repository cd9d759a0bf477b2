import * as z from 'zod/mini';
import { byId, contract, instant, nothing } from './contract.ts';
import { audienceCriteria } from './mailing-audience.ts';

export const AUDIENCE_NAME_LENGTH = 80;

const name = z.string().check(z.maxLength(200));
const version = z.int().check(z.minimum(1));

const view = z.strictObject({
  id: z.string(),
  name: z.string(),
  criteria: audienceCriteria,
  version: z.number(),
  /** "Trésorier·ère · arrondissement de Dinant". */
  words: z.string(),
  updatedAt: instant,
  updatedBy: z.string(),
});
export type AudienceView = z.output<typeof view>;

export const listAudiences = contract({
  method: 'GET',
  path: '/api/audiences',
  access: 'staff',
  summary: 'Audiences of the secretariat that are kept under a name, by name.',
  response: z.strictObject({ audiences: z.array(view) }),
});

export const createAudience = contract({
  method: 'POST',
  path: '/api/audiences',
  access: 'decider',
  summary: 'Keeps whom mailings are for under a name.',
  body: z.strictObject({ name, criteria: audienceCriteria }),
  response: view,
});

export const changeAudience = contract({
  method: 'POST',
  path: '/api/audiences/:id',
  access: 'decider',
  summary: 'Renames an audience or changes whom it is for.',
  params: byId,
  body: z.strictObject({ version, name: z.optional(name), criteria: z.optional(audienceCriteria) }),
  response: view,
});

export const archiveAudience = contract({
  method: 'POST',
  path: '/api/audiences/:id/archive',
  access: 'decider',
  summary: 'Puts an audience away; mailings made with it keep theirs.',
  params: byId,
  body: z.strictObject({ version }),
  response: nothing,
});
