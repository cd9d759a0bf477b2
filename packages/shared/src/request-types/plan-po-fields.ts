import type { CivilDate } from '../domain/dates.ts';
import { type PostalAddress, sameAddress } from '../domain/postal-address.ts';
import type { PoField, PoState } from '../effects/world.ts';
import type { PlanDraft } from './plan-draft.ts';

/** Sets the fields of a PO that are asked and differ from what is recorded; null empties one. `on`: the day from which they hold. */
export function planPoFields(
  po: PoState,
  asked: Partial<Record<PoField, unknown>>,
  draft: PlanDraft,
  on?: CivilDate,
): void {
  for (const [field, to] of Object.entries(asked) as [PoField, unknown][]) {
    const from = po[field];
    if (to === undefined || from === to) continue;
    if (field === 'address' && sameAddress(from as PostalAddress, to as PostalAddress)) continue;
    draft.add({ kind: 'set-po-field', poId: po.id, field, from, to, ...(on === undefined ? {} : { on }) });
  }
  if (typeof asked.enterpriseNumber === 'string') findNumberChanges(po, asked.enterpriseNumber, draft);
}

/** Another number may be another ASBL. `po`: as it stood before the plan. */
export function findNumberChanges(po: PoState, number: string, draft: PlanDraft): void {
  if (number && po.enterpriseNumber && number !== po.enterpriseNumber) {
    draft.find(
      'warning',
      'enterprise-number-changes',
      'Le numéro d’entreprise change : l’ASBL est peut-être une autre.',
      { field: 'enterpriseNumber' },
    );
  }
}
