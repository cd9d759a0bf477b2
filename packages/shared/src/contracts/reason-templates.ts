import * as z from 'zod/mini';
import { byId, contract, nothing } from './contract.ts';

const template = z.strictObject({
  id: z.string(),
  /** The request type that it is for; null: any. */
  type: z.nullable(z.string()),
  title: z.string(),
  body: z.string(),
  version: z.number(),
});
export type ReasonTemplateView = z.output<typeof template>;

const written = {
  type: z.nullable(z.string().check(z.maxLength(60))),
  title: z.string().check(z.maxLength(400)),
  body: z.string().check(z.maxLength(8000)),
};

export const listReasonTemplates = contract({
  method: 'GET',
  path: '/api/reason-templates',
  access: 'staff',
  summary: 'The reasons of refusals that the secretariat keeps ready, as they are written.',
  response: z.strictObject({ templates: z.array(template) }),
});

export const createReasonTemplate = contract({
  method: 'POST',
  path: '/api/reason-templates',
  access: 'decider',
  summary: 'Adds a reason template.',
  body: z.strictObject(written),
  response: template,
});

const onVersion = { version: z.int().check(z.positive()) };

export const changeReasonTemplate = contract({
  method: 'POST',
  path: '/api/reason-templates/:id',
  access: 'decider',
  summary: 'Changes a reason template; 409 when a colleague was quicker.',
  params: byId,
  body: z.strictObject({ ...onVersion, ...written }),
  response: template,
});

export const archiveReasonTemplate = contract({
  method: 'POST',
  path: '/api/reason-templates/:id/archive',
  access: 'decider',
  summary: 'Puts a reason template away: it is offered no more.',
  params: byId,
  body: z.strictObject(onVersion),
  response: nothing,
});

export const listReasons = contract({
  method: 'GET',
  path: '/api/requests/:id/reasons',
  access: 'staff',
  summary: 'The reason templates for this request, with their variables replaced.',
  params: byId,
  response: z.strictObject({
    reasons: z.array(z.strictObject({ id: z.string(), title: z.string(), text: z.string() })),
  }),
});
