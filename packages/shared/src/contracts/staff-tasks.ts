import * as z from 'zod/mini';
import { byId, contract, instant, nothing } from './contract.ts';

const task = z.strictObject({
  id: z.string(),
  title: z.string(),
  reason: z.string(),
  /** The address that a mail could not reach. */
  address: z.nullable(z.string()),
  /** What the other server said, word for word. */
  serverWords: z.nullable(z.string()),
  /** The mail it is about may be sent again. */
  canRetry: z.boolean(),
  /** An address that no longer works: another one is to be noted, or this one said to be right. */
  correctsAddress: z.boolean(),
  createdAt: instant,
  /** Where to look, if anywhere in these screens. */
  requestId: z.nullable(z.string()),
  reference: z.nullable(z.string()),
  poId: z.nullable(z.string()),
  personId: z.nullable(z.string()),
});
export type StaffTaskView = z.output<typeof task>;

export const listTasks = contract({
  method: 'GET',
  path: '/api/tasks',
  access: 'staff',
  summary:
    'What the secretariat has to look at besides requests: refused mails, shared addresses, invitations that nobody answered.',
  response: z.strictObject({ tasks: z.array(task) }),
});

export const finishTask = contract({
  method: 'POST',
  path: '/api/tasks/:id/done',
  access: 'decider',
  summary: 'Marks a task as dealt with.',
  params: byId,
  response: nothing,
});

export const retryMail = contract({
  method: 'POST',
  path: '/api/tasks/:id/retry',
  access: 'decider',
  summary: 'Sends the mail of a task again; the task comes back should it fail again.',
  params: byId,
  response: nothing,
});
