import { type CivilDate, compareDates, formatDate } from '../domain/dates.ts';
import type { PoState, SchoolState } from '../effects/world.ts';
import type { PlanDraft } from './plan-draft.ts';

/** From `on`, a school is the other PO's: at once when that day has come, and on that day otherwise. */
export function planTransfer(
  school: SchoolState,
  to: PoState,
  on: CivilDate,
  { today, draft }: { today: CivilDate; draft: PlanDraft },
): void {
  const { id: schoolId, name, poId: fromPoId, openedOn, closedOn, next } = school;
  const refuse = (code: string, message: string, detail?: string) =>
    draft.find('blocking', `${code}:${schoolId}`, message, { field: 'on', ...(detail ? { detail } : {}) });
  if (fromPoId === to.id) refuse('school-there', `${name} est déjà de ${to.name}.`);
  else if (next)
    refuse(
      'school-goes-elsewhere',
      `${name} passe déjà à un autre PO le ${formatDate(next.on)}.`,
      'Annulez d’abord la modification qui l’a prévu.',
    );
  else if (closedOn !== null && compareDates(on, closedOn) > 0)
    refuse('school-closed', `${name} ferme le ${formatDate(closedOn)}, avant ce passage.`);
  else if (openedOn !== null && compareDates(on, openedOn) < 0)
    refuse('end-before-start', `${name} n’ouvre que le ${formatDate(openedOn)}.`);
  else if (compareDates(on, today) > 0) draft.add({ kind: 'announce-transfer', schoolId, toPoId: to.id, on });
  else draft.add({ kind: 'transfer-school', schoolId, fromPoId, toPoId: to.id, on });
}
