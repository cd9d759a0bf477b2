import * as z from 'zod/mini';
import { uuid } from './contract.ts';

/** A choice by which staff settle a finding: mirrors `Settlement` of request-types/plan.ts. */
export const settlement = z.strictObject({
  poId: z.optional(uuid),
  personId: z.optional(z.union([uuid, z.literal('new')])),
  holders: z.optional(z.record(z.string().check(z.maxLength(60)), z.enum(['end', 'keep']))),
  corrections: z.optional(z.record(z.string().check(z.maxLength(100)), z.unknown())),
});
