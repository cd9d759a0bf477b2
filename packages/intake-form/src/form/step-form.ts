import type { FieldGroup } from '@guichet/shared/request-types/fields';
import type * as z from 'zod/mini';

/** The fields of one page and the schema that reads them, the same in the browser and on the server. */
export type StepForm<T = unknown> = { groups: FieldGroup[]; form: z.ZodMiniType<T, unknown> };
