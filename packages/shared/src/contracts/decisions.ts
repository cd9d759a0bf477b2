import * as z from 'zod/mini';
import { byId, contract, nothing, uuid } from './contract.ts';
import { settlement } from './settlement.ts';

/** Every decision names the version it was taken on: on an older one it is refused with 409. */
const onVersion = { version: z.int().check(z.positive()) };

const text = z.string().check(z.maxLength(4000));

const decision = <const Path extends `/api/requests/:id/${string}`, B extends z.ZodMiniType>(
  path: Path,
  summary: string,
  body: B,
) => contract({ method: 'POST', path, access: 'decider', summary, params: byId, body, response: nothing });

export const approve = decision(
  '/api/requests/:id/approve',
  'Approves the plan that was shown; 409 `stale-plan` when it is another one by now.',
  z.strictObject({
    ...onVersion,
    shownHash: z.string().check(z.maxLength(128)),
    /** Codes of the warnings that were ticked. */
    acknowledged: z.array(z.string().check(z.maxLength(100))).check(z.maxLength(100)),
  }),
);

/** What was shown as still to be decided of the envoi: all of it, each at its version. */
const envoiRequests = z
  .array(
    z.strictObject({
      id: uuid,
      ...onVersion,
      acknowledged: z.array(z.string().check(z.maxLength(100))).check(z.maxLength(100)),
    }),
  )
  .check(z.minLength(1), z.maxLength(100));

export const approveEnvoi = decision(
  '/api/requests/:id/approve-envoi',
  'Approves all that is to be decided of the envoi, applied in one transaction or not at all; 409 `stale-plan` when a plan is another one by now.',
  z.strictObject({ shownHash: z.string().check(z.maxLength(128)), requests: envoiRequests }),
);

export const split = decision(
  '/api/requests/:id/split',
  'Cuts the request in two: it keeps the parts that are named, the others become a request of the same envoi.',
  z.strictObject({ ...onVersion, parts: z.array(z.string().check(z.maxLength(100))).check(z.maxLength(50)) }),
);

export const merge = decision(
  '/api/requests/:id/merge',
  'The same was asked twice: this request is over, its author follows the other one.',
  z.strictObject({ ...onVersion, into: uuid, intoVersion: z.int().check(z.positive()) }),
);

export const reject = decision(
  '/api/requests/:id/reject',
  'Refuses the request; the author reads the reason.',
  z.strictObject({ ...onVersion, reason: text }),
);

export const closeByHand = decision(
  '/api/requests/:id/close-by-hand',
  'Notes that the request was carried out by hand, and how.',
  z.strictObject({ ...onVersion, note: text }),
);

export const settle = decision(
  '/api/requests/:id/settle',
  'Settles a finding: the PO, the person, the present holder of a role.',
  z.strictObject({
    ...onVersion,
    settlement,
    /** Choices taken back: keys of `settled` in the request's view. */
    clear: z.optional(z.array(z.string().check(z.maxLength(100))).check(z.maxLength(20))),
  }),
);

/** `field`: the name of an answer, or null for the request as a whole. */
const questions = z
  .array(z.strictObject({ field: z.nullable(z.string().check(z.maxLength(100))), message: text }))
  .check(z.maxLength(30));

export const askCorrection = decision(
  '/api/requests/:id/ask-correction',
  'Asks the author about some answers, or about the request as a whole; the request waits.',
  z.strictObject({ ...onVersion, questions }),
);

/** Nothing changes: what the author would read, if the questions were asked as they are. */
export const previewCorrection = contract({
  method: 'POST',
  path: '/api/requests/:id/correction-preview',
  access: 'decider',
  summary: 'The mail that asking these questions would send, as text.',
  params: byId,
  body: z.strictObject({ questions }),
  response: z.strictObject({ to: z.string(), subject: z.string(), text: z.string() }),
});

export const sendMessage = decision(
  '/api/requests/:id/messages',
  'Writes to the author, in the thread of the envoi; a mail tells that it is there.',
  z.strictObject({ words: text }),
);

const bare = z.strictObject(onVersion);

export const cancelCorrection = decision(
  '/api/requests/:id/cancel-correction',
  'Takes an open question back; its words stay on record.',
  bare,
);

export const undoApproval = decision(
  '/api/requests/:id/undo',
  'Takes an approval back, as long as it is not applied.',
  bare,
);

export const unmerge = decision(
  '/api/requests/:id/unmerge',
  'Takes a merge back, as long as the request that stayed is open.',
  bare,
);

export const returnToStaff = decision('/api/requests/:id/return', 'Puts a failed request back in the queue.', bare);

export const retryApplication = decision('/api/requests/:id/retry', 'Tries a failed application again.', bare);
