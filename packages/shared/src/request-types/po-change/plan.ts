import { type CivilDate, compareDates, formatDate } from '../../domain/dates.ts';
import { derivedId } from '../../domain/hash.ts';
import { nameSimilarity } from '../../domain/names.ts';
import { formatAddress, type PostalAddress, sameAddress } from '../../domain/postal-address.ts';
import type { PoField, PoState, SchoolState } from '../../effects/world.ts';
import { findFarDate } from '../plan-common.ts';
import type { PlanDraft } from '../plan-draft.ts';
import type { FactsWithPo } from '../request-type.ts';
import type { PoChange } from './form.ts';

/** Something changes for the PO itself or one of its schools. */
export function planPoChange(payload: PoChange, facts: FactsWithPo, today: CivilDate, draft: PlanDraft): void {
  const po = draft.world.pos[facts.poId];
  if (!po) throw new Error(`The PO ${facts.poId} was not loaded.`);
  planPoFields(po, payload, draft);
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

function planPoFields(po: PoState, payload: PoChange, draft: PlanDraft): void {
  const asked: [PoField, unknown][] = [
    ['name', payload.name],
    ['enterpriseNumber', payload.enterpriseNumber],
    ['contactEmail', payload.contactEmail],
    ['contactPhone', payload.contactPhone],
    ['address', payload.address],
  ];
  for (const [field, to] of asked) {
    const from = po[field];
    if (to === null || from === to) continue;
    if (field === 'address' && sameAddress(from as PostalAddress, to as PostalAddress)) continue;
    draft.add({ kind: 'set-po-field', poId: po.id, field, from, to });
  }
  if (payload.enterpriseNumber && po.enterpriseNumber && payload.enterpriseNumber !== po.enterpriseNumber) {
    draft.find(
      'warning',
      'enterprise-number-changes',
      'Le numéro d’entreprise change : l’ASBL est peut-être une autre.',
      { field: 'enterpriseNumber' },
    );
  }
}

type Change = NonNullable<PoChange['schoolChange']>;

function planSchool(change: Change, payload: PoChange, facts: FactsWithPo, today: CivilDate, draft: PlanDraft): void {
  const { schoolName, schoolAddress, schoolDate } = payload;
  if (schoolDate) findFarDate('La date pour l’école', schoolDate, today, 'schoolDate', draft);
  if (change === 'opened') {
    if (schoolName && schoolAddress) openSchool(schoolName, schoolAddress, schoolDate, facts, draft);
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

function openSchool(
  name: string,
  address: PostalAddress,
  on: CivilDate | null,
  facts: FactsWithPo,
  draft: PlanDraft,
): void {
  const twin = schoolsOf(facts, draft).find(
    (school) => school.closedOn === null && nameSimilarity(school.name, name) > 0.85,
  );
  if (twin) {
    draft.find(
      'warning',
      'school-exists',
      `Ce PO a déjà une école de ce nom : ${twin.name}, ${formatAddress(twin.address)}.`,
      { field: 'schoolName' },
    );
  }
  draft.find('info', 'school-without-fase', 'Le numéro FASE de l’école viendra du registre officiel.');
  draft.add({
    kind: 'open-school',
    schoolId: derivedId('school', facts.requestId),
    poId: facts.poId,
    name,
    fase: null,
    address,
    on,
  });
}

function closeSchool(school: SchoolState, on: CivilDate, draft: PlanDraft): void {
  if (school.closedOn !== null) {
    draft.find(
      'blocking',
      'school-closed',
      `${school.name} est déjà fermée depuis le ${formatDate(school.closedOn)}.`,
      { field: 'school' },
    );
  } else if (school.openedOn !== null && compareDates(on, school.openedOn) < 0) {
    draft.find('blocking', 'end-before-start', `${school.name} n’ouvre que le ${formatDate(school.openedOn)}.`, {
      field: 'schoolDate',
    });
  } else {
    draft.add({ kind: 'close-school', schoolId: school.id, on });
  }
}

/** The school meant: by FASE number, else by its name when just one is near enough. */
function matchSchool(typed: string, facts: FactsWithPo, draft: PlanDraft): SchoolState | null {
  const chosen = facts.settlement.corrections?.school;
  const wanted = typeof chosen === 'string' ? chosen : typed;
  const schools = schoolsOf(facts, draft);
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

function schoolsOf(facts: FactsWithPo, draft: PlanDraft): SchoolState[] {
  return Object.values(draft.world.schools)
    .filter((school) => school.poId === facts.poId)
    .sort((a, b) => a.name.localeCompare(b.name, 'fr') || (a.id < b.id ? -1 : 1));
}
