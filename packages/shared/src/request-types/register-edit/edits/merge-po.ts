import * as z from 'zod/mini';
import { type CivilDate, compareDates, dayBefore } from '../../../domain/dates.ts';
import { formatName } from '../../../domain/names.ts';
import { periodContains } from '../../../domain/periods.ts';
import { ROLE_LABELS } from '../../../domain/roles.ts';
import type { World } from '../../../effects/world.ts';
import { EMPTY_DATE, type FieldGroup, type FieldOption } from '../../fields.ts';
import { date, mandateDateRule } from '../../form-schema.ts';
import { joinWords, onDay, sayDate } from '../../format-answers.ts';
import { storedDate, storedText } from '../../payload-schema.ts';
import { findFarDate } from '../../plan-common.ts';
import { carryMembers, EVERY_MEMBER, mandatesFrom } from '../../plan-merged-members.ts';
import { endAllMandates, findOpenAround, mayEnd } from '../../plan-po-end.ts';
import { schoolsOf } from '../../plan-schools.ts';
import { planTransfer } from '../../plan-transfer.ts';
import type { EditKind } from '../edit-kind.ts';
import { targetOtherPo, targetPo } from '../edit-target.ts';

const values = z.strictObject({
  on: storedDate,
  /** Who becomes a member of the PO that takes over: ids of persons, or EVERY_MEMBER. */
  members: z.optional(z.array(storedText)),
});

/** More than any PO has: what is posted is no list of its own making. */
const MOST_MEMBERS = 500;

const MERGER: FieldGroup = {
  id: 'merger',
  title: 'Fusion',
  fields: [
    { kind: 'date', name: 'on', label: 'Date de la fusion', hint: 'Le premier jour dans l’autre PO.' },
    {
      kind: 'checkboxes',
      name: 'members',
      label: 'Membres qui rejoignent l’autre PO',
      hint: 'Ils y reçoivent un mandat dès ce jour-là, sans rôle.',
      optional: true,
      options: [{ value: EVERY_MEMBER, label: 'Tous les membres' }],
    },
  ],
};

/** Another PO takes this one over: its schools go there, and its mandates end the day before. */
export const mergePo: EditKind<z.infer<typeof values>> = {
  title: 'Fusionner dans un autre PO',
  subject: 'Fusion du PO',
  explanation:
    'Les écoles passent au PO qui reprend. Les mandats se terminent la veille. Cochez les membres qui rejoignent l’autre PO : ils y reçoivent un mandat.',
  on: 'po-into-po',
  needsReason: true,
  groups: [MERGER],
  groupsFor: ({ poId }, world, today) => {
    const members = memberOptions(world, poId, today);
    const fields = MERGER.fields.map((field) =>
      field.kind === 'checkboxes' ? { ...field, options: [...field.options, ...members] } : field,
    );
    // Nobody to take along: nothing is asked about it.
    return [{ ...MERGER, fields: fields.filter(({ kind }) => kind !== 'checkboxes' || members.length > 0) }];
  },
  form: z.object({
    on: date('Indiquez la date de la fusion.', mandateDateRule),
    members: z._default(z.array(z.string()).check(z.maxLength(MOST_MEMBERS)), []),
  }),
  values,
  toForm: () => ({ on: { ...EMPTY_DATE }, members: [] }),
  sentence: ({ on }, { otherPo }) => `Fusionner le PO dans «\u00a0${otherPo?.name ?? ''}\u00a0» ${onDay(on)}`,
  answers: ({ on, members = [] }, { otherPo }) => [
    ['PO qui reprend', 'otherPo', otherPo?.name],
    ['Date de la fusion', 'on', sayDate(on)],
    ['Membres qui rejoignent l’autre PO', 'members', sayMembers(members)],
  ],
  plan: ({ on, members = [] }, step) => {
    const [po, other] = [targetPo(step), targetOtherPo(step)];
    const { facts, today, draft, key } = step;
    const last = dayBefore(on);
    if (!other || !mayEnd(po, last, draft)) return;
    findFarDate('La fusion', on, today, 'on', draft);
    for (const school of schoolsOf(draft.world, po.id)) {
      if (school.closedOn !== null && compareDates(school.closedOn, on) < 0) continue;
      // What goes elsewhere before goes there.
      if (school.next && compareDates(school.next.on, on) <= 0) continue;
      planTransfer(school, other, on, { today, draft });
    }
    carryMembers({ from: po, to: other, on }, members, { draft, key, today });
    endAllMandates(po, last, draft);
    findOpenAround(facts, draft);
    draft.add({ kind: 'close-po', poId: po.id, on: last, mergedInto: other.id });
  },
};

function sayMembers(members: readonly string[]): string {
  if (members.includes(EVERY_MEMBER)) return 'tous';
  return members.length === 0 ? 'aucun' : members.length === 1 ? 'un membre' : `${members.length} membres`;
}

/** Everybody with a mandate today or later, and what they are. */
function memberOptions(world: World, poId: string, today: CivilDate): FieldOption[] {
  const mandates = mandatesFrom(world, poId, today);
  return [...new Set(mandates.map(({ personId }) => personId))].flatMap((personId) => {
    const person = world.persons[personId];
    const held = mandates.filter((mandate) => mandate.personId === personId).map(({ id }) => id);
    const roles = Object.values(world.roles)
      .filter(
        ({ mandateId, annulled, period }) => held.includes(mandateId) && !annulled && periodContains(period, today),
      )
      .map(({ role }) => ROLE_LABELS[role]);
    const hint = joinWords([...new Set(roles)].sort((a, b) => a.localeCompare(b, 'fr')));
    return person ? [{ value: personId, label: formatName(person), ...(hint ? { hint } : {}) }] : [];
  });
}
