import type { CivilDate } from '../../domain/dates.ts';
import { findRolesOutside, findSecondHolders } from '../plan-checks.ts';
import type { PlanDraft } from '../plan-draft.ts';
import type { FactsWithPo } from '../request-type.ts';
import { editKind } from './edit-kinds.ts';
import type { RegisterEdit } from './payload.ts';

/** One edit after the other, each on what the one before leaves; then what only shows when all are done. */
export function planRegisterEdit(
  { edits }: RegisterEdit,
  facts: FactsWithPo,
  today: CivilDate,
  draft: PlanDraft,
): void {
  for (const id of new Set(edits.flatMap(({ target }) => target.personId ?? []))) draft.about(id);
  for (const [index, { kind, target, values }] of edits.entries()) {
    const key = index === 0 ? facts.requestId : `${facts.requestId}/${index}`;
    editKind(kind).plan(values, { target, facts, today, draft: numbered(draft, index), key });
  }
  findRolesOutside(draft);
  // Who is given a role anew was held against its holders there.
  findSecondHolders(facts, draft, ['set-role-dates']);
  if (draft.effects.length === 0 && draft.findings.every(({ severity }) => severity !== 'blocking'))
    draft.find('blocking', 'nothing-changes', 'Tout cela est déjà enregistré : il n’y a rien à changer.');
}

/** Findings are ticked by their codes: two edits may find the same. */
function numbered(draft: PlanDraft, index: number): PlanDraft {
  if (index === 0) return draft;
  const find: PlanDraft['find'] = (severity, code, message, more) =>
    draft.find(severity, `${code}:n${index + 1}`, message, more);
  return Object.assign(Object.create(draft) as PlanDraft, { find });
}
