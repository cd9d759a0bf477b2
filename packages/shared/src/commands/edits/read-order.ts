import type { Database, Transaction } from '../../db/client.ts';
import { InvalidInputError, type Issue } from '../../errors/errors.ts';
import { findEditTarget, type NamedTarget } from '../../reads/find-edit-targets.ts';
import { editKind } from '../../request-types/register-edit/edit-kinds.ts';
import type { EditName } from '../../request-types/register-edit/edit-names.ts';
import { type Edit, MOST_EDITS, type RegisterEdit } from '../../request-types/register-edit/payload.ts';
import { readEdit } from '../../request-types/register-edit/read-edit.ts';
import { readWords } from '../read-words.ts';

/** One edit as it was typed: `values` by the names of the fields of its form, of any shape. */
export type TypedEdit = { kind: EditName; target: NamedTarget; values: Record<string, unknown> };

export type TypedOrder = { edits: readonly TypedEdit[]; reason: string };

/**
 * Reads all that was typed of an order, every mistake at once; issues stand under "edits.<place>.".
 * @throws InvalidInputError, also for edits of several POs and without the reason that one of them wants; NotFoundError
 *   for rows that are not of the region
 */
export async function readOrder(
  db: Database | Transaction,
  regionId: string,
  { edits: typed, reason }: TypedOrder,
): Promise<{ payload: RegisterEdit; poId: string | null }> {
  if (typed.length === 0 || typed.length > MOST_EDITS)
    throw new InvalidInputError(`${typed.length} edit(s) ordered.`, [
      { path: 'edits', message: 'Dites ce qui change.' },
    ]);
  const edits: Edit[] = [];
  const issues: Issue[] = [];
  for (const [index, { kind, target: named, values }] of typed.entries()) {
    const target = await findEditTarget(db, regionId, editKind(kind).on, named);
    const read = readEdit(kind, target, values);
    if (read.ok) edits.push(read.edit);
    else issues.push(...read.issues.map(({ path, message }) => ({ path: `edits.${index}.${path}`, message })));
  }
  const words = readReason(reason, typed, issues);
  if (issues.length > 0) {
    throw new InvalidInputError(`${issues.length} answer(s) of the edits are not usable.`, issues, {
      userMessage: 'Rien n’est encore enregistré : voyez ce qui reste à corriger.',
    });
  }
  const [poId = '', ...others] = [...new Set(edits.map(({ target }) => target.poId))];
  if (others.length > 0)
    throw new InvalidInputError('The edits are about several POs.', [], {
      userMessage: 'Ces modifications concernent plusieurs PO : enregistrez-les l’une après l’autre.',
    });
  // One that is to be founded is not there yet: nothing can refer to it.
  const founds = edits.some(({ target }) => target.newInRegion !== undefined);
  return { payload: { edits, reason: words }, poId: founds ? null : poId };
}

/** Why it is changed, where one of the edits wants it said. */
function readReason(reason: string, typed: readonly TypedEdit[], issues: Issue[]): string {
  const needed = typed.some(({ kind }) => editKind(kind).needsReason);
  try {
    return readWords(reason, { path: 'reason', missing: needed ? 'Indiquez pourquoi : la raison reste lisible.' : '' });
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    issues.push(...error.issues);
    return '';
  }
}
