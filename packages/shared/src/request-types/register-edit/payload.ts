import * as z from 'zod/mini';
import { editKind } from './edit-kinds.ts';
import { EDIT_NAMES, type EditName } from './edit-names.ts';
import { type EditTarget, editTarget } from './edit-target.ts';

/** One change of the register, on rows that are known. */
export type Edit = { kind: EditName; target: EditTarget; values: unknown };

/** As many as one act may hold. */
export const MOST_EDITS = 20;

const shapes = EDIT_NAMES.map((kind) =>
  z.strictObject({ kind: z.literal(kind), target: editTarget, values: editKind(kind).values }),
);
// A list that is mapped has no first member for TypeScript; the union has one shape for each kind.
const storedEdit = z.discriminatedUnion('kind', shapes as [(typeof shapes)[number]]) as unknown as z.ZodMiniType<Edit>;

/** What a stored edit holds: what staff change, all of it in one PO, and why. */
export const registerEditPayload = z.strictObject({
  edits: z.array(storedEdit).check(z.minLength(1), z.maxLength(MOST_EDITS)),
  reason: z.string().check(z.maxLength(4000)),
});
export type RegisterEdit = z.infer<typeof registerEditPayload>;
