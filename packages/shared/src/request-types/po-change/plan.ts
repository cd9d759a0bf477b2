import type { CivilDate } from '../../domain/dates.ts';
import { nameSimilarity } from '../../domain/names.ts';
import { formatAddress, sameAddress } from '../../domain/postal-address.ts';
import type { SchoolState } from '../../effects/world.ts';
import { findFarDate } from '../plan-common.ts';
import type { PlanDraft } from '../plan-draft.ts';
import { planPoFields } from '../plan-po-fields.ts';
import { closeSchool, openSchool, schoolsOf } from '../plan-schools.ts';
import type { FactsWithPo } from '../request-type.ts';
import type { PoChange } from './form.ts';

/** Something changes for the PO itself or one of its schools. */
export function planPoChange(payload: PoChange, facts: FactsWithPo, today: CivilDate, draft: PlanDraft): void {
  const po = draft.world.pos[facts.poId];
  if (!po) throw new Error(`The PO ${facts.poId} was not loaded.`);
  const { name, enterpriseNumber, contactEmail, contactPhone, address } = payload;
  planPoFields(
    po,
    {
      ...(name === null ? {} : { name }),
      ...(enterpriseNumber === null ? {} : { enterpriseNumber }),
      ...(contactEmail === null ? {} : { contactEmail }),
      ...(contactPhone === null ? {} : { contactPhone }),
      ...(address === null ? {} : { address }),
    },
    draft,
  );
  if (payload.schoolChange) planSchool(payload.schoolChange, payload, facts, today, draft);
  if (payload.other !== '') {
    const nothingElse =
      draft.effects.length === 0 && draft.findings.every((finding) => finding.severity !== 'blocking');
    draft.find(nothingElse ? 'blocking' : 'warning', 'by-hand', 'Le texte libre ne s’applique pas tout seul.', {
      detail: nothingElse
        ? 'Faites le nécessaire, puis clôturez la demande à la main avec une note.'
        : 'Il restera à traiter à la main.',
      field: 'other',
    });
  } else if (draft.effects.length === 0 && draft.findings.every((finding) => finding.severity !== 'blocking')) {
    draft.find('blocking', 'nothing-changes', 'Tout cela est déjà enregistré : il n’y a rien à changer.', {
      detail: 'Refusez la demande ou clôturez-la à la main.',
    });
  }
}

type Change = NonNullable<PoChange['schoolChange']>;

function planSchool(change: Change, payload: PoChange, facts: FactsWithPo, today: CivilDate, draft: PlanDraft): void {
  const { schoolName, schoolAddress, schoolDate } = payload;
  if (schoolDate) findFarDate('La date pour l’école', schoolDate, today, 'schoolDate', draft);
  if (change === 'opened') {
    if (schoolName && schoolAddress)
      openSchool({ name: schoolName, address: schoolAddress, on: schoolDate }, facts, draft);
    return;
  }
  const school = matchSchool(payload.school ?? '', facts, draft);
  if (!school) return;
  if (change === 'closed' && schoolDate) closeSchool(school, schoolDate, draft);
  else if (change === 'renamed' && schoolName && schoolName !== school.name) {
    draft.add({ kind: 'rename-school', schoolId: school.id, from: school.name, to: schoolName });
  } else if (change === 'moved' && schoolAddress && !sameAddress(schoolAddress, school.address)) {
    draft.add({ kind: 'move-school', schoolId: school.id, from: school.address, to: schoolAddress });
  }
}

/** The school meant: by FASE number, else by its name when just one is near enough. */
function matchSchool(typed: string, facts: FactsWithPo, draft: PlanDraft): SchoolState | null {
  const chosen = facts.settlement.corrections?.school;
  const wanted = typeof chosen === 'string' ? chosen : typed;
  const schools = schoolsOf(draft.world, facts.poId);
  const byNumber = schools.find(
    (school) => school.id === wanted || (school.fase !== null && String(school.fase) === wanted.trim()),
  );
  if (byNumber) return byNumber;
  const near = schools.filter((school) => nameSimilarity(school.name, wanted) > 0.85);
  const [only] = near;
  if (only && near.length === 1) {
    draft.find('info', 'school-by-name', `École reconnue par son nom : ${only.name}.`, { field: 'school' });
    return only;
  }
  draft.find('blocking', 'school-not-found', `De quelle école s’agit-il ? La demande dit « ${wanted} ».`, {
    field: 'school',
    options: schools.map((school) => ({
      label: school.name,
      detail: `${school.fase === null ? 'sans numéro FASE' : `FASE ${school.fase}`} ; ${formatAddress(school.address)}`,
      set: { corrections: { school: school.id } },
    })),
  });
  return null;
}
