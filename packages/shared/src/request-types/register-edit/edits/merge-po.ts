import * as z from 'zod/mini';
import { compareDates, dayBefore } from '../../../domain/dates.ts';
import { EMPTY_DATE } from '../../fields.ts';
import { date, mandateDateRule } from '../../form-schema.ts';
import { onDay, sayDate } from '../../format-answers.ts';
import { storedDate } from '../../payload-schema.ts';
import { findFarDate } from '../../plan-common.ts';
import { endAllMandates, findOpenAround, mayEnd } from '../../plan-po-end.ts';
import { schoolsOf } from '../../plan-schools.ts';
import { planTransfer } from '../../plan-transfer.ts';
import type { EditKind } from '../edit-kind.ts';
import { targetOtherPo, targetPo } from '../edit-target.ts';

const values = z.strictObject({ on: storedDate });

/** Another PO takes this one over: its schools go there, and its mandates end the day before. */
export const mergePo: EditKind<z.infer<typeof values>> = {
  title: 'Fusionner dans un autre PO',
  explanation:
    'Les écoles passent au PO qui reprend. Les mandats se terminent la veille : qui rejoint l’autre PO y reçoit un nouveau mandat, depuis la page de ce PO.',
  on: 'po-into-po',
  needsReason: true,
  groups: [
    {
      id: 'merger',
      title: 'Fusion',
      fields: [{ kind: 'date', name: 'on', label: 'Date de la fusion', hint: 'Le premier jour dans l’autre PO.' }],
    },
  ],
  form: z.object({ on: date('Indiquez la date de la fusion.', mandateDateRule) }),
  values,
  toForm: () => ({ on: { ...EMPTY_DATE } }),
  sentence: ({ on }, { otherPo }) => `Fusionner le PO dans «\u00a0${otherPo?.name ?? ''}\u00a0» ${onDay(on)}`,
  answers: ({ on }, { otherPo }) => [
    ['PO qui reprend', 'otherPo', otherPo?.name],
    ['Date de la fusion', 'on', sayDate(on)],
  ],
  plan: ({ on }, step) => {
    const [po, other] = [targetPo(step), targetOtherPo(step)];
    const { facts, today, draft } = step;
    const last = dayBefore(on);
    if (!other || !mayEnd(po, last, draft)) return;
    findFarDate('La fusion', on, today, 'on', draft);
    for (const school of schoolsOf(draft.world, po.id)) {
      if (school.closedOn !== null && compareDates(school.closedOn, on) < 0) continue;
      // What goes elsewhere before goes there.
      if (school.next && compareDates(school.next.on, on) <= 0) continue;
      planTransfer(school, other, on, { today, draft });
    }
    endAllMandates(po, last, draft);
    findOpenAround(facts, draft);
    draft.find('info', 'members-stay-behind', `Les membres ne deviennent pas d’eux-mêmes membres de ${other.name}.`, {
      detail: 'Donnez un mandat à ceux qui le rejoignent, depuis la page de ce PO.',
    });
    draft.add({ kind: 'close-po', poId: po.id, on: last, mergedInto: other.id });
  },
};
