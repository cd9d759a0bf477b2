import * as z from 'zod/mini';
import type { FieldGroup } from '../request-types/fields.ts';

const field = z.looseObject({ kind: z.string(), name: z.string(), label: z.string() });

/** Groups of form fields as data, to be drawn as `request-types/fields.ts` says. */
export const formGroups = z.array(
  z.looseObject({ id: z.string(), title: z.string(), fields: z.array(field) }),
) as unknown as z.ZodMiniType<FieldGroup[]>;
