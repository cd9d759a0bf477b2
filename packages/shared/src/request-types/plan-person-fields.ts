import { emailKey } from '../domain/email.ts';
import { type PostalAddress, sameAddress } from '../domain/postal-address.ts';
import type { PersonField, PersonState } from '../effects/world.ts';
import type { PlanDraft } from './plan-draft.ts';

/** Sets the fields that are asked and differ from what is recorded. Returns those it set. */
export function planPersonFields(
  person: PersonState,
  asked: Partial<Record<PersonField, unknown>>,
  draft: PlanDraft,
): PersonField[] {
  const changed: PersonField[] = [];
  for (const [field, to] of Object.entries(asked) as [PersonField, unknown][]) {
    const from = person[field];
    if (to === null || to === undefined || sameValue(field, from, to)) continue;
    draft.add({ kind: 'set-person-field', personId: person.id, field, from, to });
    changed.push(field);
  }
  return changed;
}

function sameValue(field: PersonField, from: unknown, to: unknown): boolean {
  if (field === 'address') return sameAddress(from as PostalAddress, to as PostalAddress);
  if (field === 'email') return from !== null && emailKey(String(from)) === emailKey(String(to)) && from === to;
  return from === to;
}
