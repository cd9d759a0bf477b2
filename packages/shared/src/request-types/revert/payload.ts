import * as z from 'zod/mini';
import { storedText } from '../payload-schema.ts';

/** Which applied request is taken back, and the decision whose effects are meant. */
export const revertPayload = z.strictObject({
  requestId: storedText,
  decisionId: storedText,
  /** Of the envoi, as people read it. */
  reference: storedText,
  /** Whom or what that request was about, and what it asked, in words. */
  subject: storedText,
  sentence: storedText,
  reason: z.string().check(z.maxLength(4000)),
});
export type Revert = z.infer<typeof revertPayload>;
