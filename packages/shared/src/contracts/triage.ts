import * as z from 'zod/mini';
import { AGE_LEVELS } from '../domain/request-age.ts';
import { byId, contract, nothing, uuid } from './contract.ts';

/** In working days; see `ageOf`. */
export const age = z.strictObject({
  days: z.number(),
  waitedDays: z.number(),
  paused: z.boolean(),
  level: z.enum(AGE_LEVELS),
});

/** Who has taken a request. `initials`: two letters, for a badge. */
export const colleague = z.strictObject({ id: z.string(), name: z.string(), initials: z.string() });
export type ColleagueView = z.output<typeof colleague>;

/** A day, `2026-12-01`. */
const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/, 'a day'));

/** Who has a request, until when it waits, and for how long it has been here. */
export const triage = z.strictObject({
  assignee: z.nullable(colleague),
  /** Out of the list before that day; a day that is past says that it came back. */
  setAsideUntil: z.nullable(day),
  isSetAside: z.boolean(),
  age,
});
export type TriageView = z.output<typeof triage>;

export const listColleagues = contract({
  method: 'GET',
  path: '/api/colleagues',
  access: 'staff',
  summary: 'Who decides in this secretariat, oneself included: whom a request can be given to.',
  response: z.strictObject({ colleagues: z.array(colleague) }),
});

export const assign = contract({
  method: 'POST',
  path: '/api/requests/:id/assign',
  access: 'decider',
  summary:
    'Gives a request to a colleague, takes it, or releases it (`to: null`); 409 when somebody else has it by now.',
  params: byId,
  /** `from`: who had it on the screen. */
  body: z.strictObject({ from: z.nullable(uuid), to: z.nullable(uuid) }),
  response: nothing,
});

export const setAside = contract({
  method: 'POST',
  path: '/api/requests/:id/set-aside',
  access: 'decider',
  summary: 'Takes a request out of the list until the morning of a day, or brings it back now (`until: null`).',
  params: byId,
  body: z.strictObject({
    version: z.int().check(z.positive()),
    until: z.nullable(day),
    /** Why, for the colleagues. */
    reason: z.optional(z.string().check(z.maxLength(4000))),
  }),
  response: nothing,
});
