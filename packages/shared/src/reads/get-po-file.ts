import type { FactView, PoFile } from '../contracts/pos.ts';
import type { Database } from '../db/client.ts';
import { gapsOn, isWorthTelling } from '../domain/completeness.ts';
import { type CivilDate, todayInBrussels } from '../domain/dates.ts';
import { formatReference } from '../domain/reference.ts';
import type { Role } from '../domain/roles.ts';
import { sayGap } from '../domain/say-gap.ts';
import { STATE_LABELS } from '../domain/transitions.ts';
import { typeLabel } from '../request-types/forms.ts';
import { type FileRecord, loadRecord, type Subject } from './po-file/load-record.ts';
import { loadPoRows, type MemberRow, type PoRows, type RoleRow } from './po-file/load-po-rows.ts';
import { sayAddress, sayEnterpriseNumber, sayPhone, sayText } from './po-file/say-values.ts';
import { factsOfMember, nameOn, personSubject, viewMembers } from './po-file/view-members.ts';
import { viewAnnulled } from './po-file/view-annulled.ts';
import { schoolSubject, siteSubject, viewSchools } from './po-file/view-schools.ts';

export type FileLook = {
  regionId: string;
  today: CivilDate;
  /** The day to look at; today when left out. */
  day?: CivilDate | undefined;
  singleHolderRoles: readonly Role[];
};

/**
 * The file of a PO as it stands today, or as it stood or will stand on another day: mandates, roles and schools by their
 * civil days as they are known now, every other value as it was on record at the end of that day. Annulled mandates and
 * roles never count.
 * @throws NotFoundError when there is no such PO in the region
 */
export async function getPoFile(db: Database, poId: string, look: FileLook): Promise<PoFile> {
  const { regionId, today, day = today } = look;
  const rows = await loadPoRows(db, regionId, poId);
  const record = await loadRecord(db, subjectsOf(rows), causesOf(rows), day);
  const members = rows.members.filter(({ mandate }) => mandate.annulledAt === null);
  const roles = rows.roles.filter(({ annulledAt }) => annulledAt === null);
  const subject = poSubject(rows);
  const { po } = rows;
  const fact = (label: string, field: string, current: unknown, say = sayText) =>
    record.fact({ subject, field, label, current, say });
  return {
    id: po.id,
    fase: po.fase,
    name: sayText(record.on(subject, 'name', po.name)),
    today,
    day,
    recordedOn: record.recordedOn(subject) ?? todayInBrussels(po.updatedAt),
    facts: [
      fact('Nom', 'name', po.name),
      fact('Numéro FASE', 'fase', po.fase),
      numberOn(rows, record, day, fact(NUMBER_LABEL, 'enterpriseNumber', po.enterpriseNumber, sayEnterpriseNumber)),
      fact('Adresse', 'address', po, sayAddress),
      fact('Adresse mail de contact', 'contactEmail', po.contactEmail),
      fact('Téléphone de contact', 'contactPhone', po.contactPhone, sayPhone),
    ],
    coming: comingOf(rows, record, day),
    closing: closingOf(rows, record, day),
    absorbed: rows.absorbed.flatMap(({ closedOn, ...one }) => (closedOn === null ? [] : [{ ...one, closedOn }])),
    schools: viewSchools(poId, rows.schools, rows.sites, record, day),
    members: viewMembers(members, roles, record, day),
    annulled: viewAnnulled(rows.members, rows.roles, record),
    // What a PO lacks that is there no more, nobody has to find.
    warnings: isOver(po, day) ? [] : warningsOn(members, roles, record, { ...look, day, closedOn: po.closedOn }),
    changed: record.latest(),
    openRequests: rows.requests.map(({ id, reference, type, subject: about, state, createdAt }) => ({
      id,
      reference: formatReference(reference),
      typeLabel: typeLabel(type),
      subject: about,
      state,
      stateLabel: STATE_LABELS[state],
      createdAt: createdAt.toISOString(),
    })),
  };
}

const NUMBER_LABEL = 'Numéro d’entreprise (BCE)';

/** A number that is announced is the PO's from its day on, also while the worker has not come by. */
function numberOn({ po }: PoRows, record: FileRecord, day: CivilDate, known: FactView): FactView {
  if (po.nextNumberOn === null || po.nextNumberOn > day) return known;
  return { ...known, value: sayEnterpriseNumber(po.nextNumber), origin: record.origin(po.nextNumberBy) };
}

/** The number that is still to come on the day. */
function comingOf({ po }: PoRows, record: FileRecord, day: CivilDate): PoFile['coming'] {
  if (po.nextNumberOn === null || po.nextNumberOn <= day) return null;
  return {
    label: NUMBER_LABEL,
    value: sayEnterpriseNumber(po.nextNumber),
    on: po.nextNumberOn,
    origin: record.origin(po.nextNumberBy),
  };
}

function poSubject({ po }: PoRows): Subject {
  return { type: 'po', id: po.id, createdBy: po.createdBy };
}

function isOver({ closedOn }: PoRows['po'], day: CivilDate): boolean {
  return closedOn !== null && closedOn < day;
}

function closingOf(rows: PoRows, record: FileRecord, day: CivilDate): PoFile['closing'] {
  const { po, mergedInto } = rows;
  if (po.closedOn === null) return null;
  const last = record.changes(poSubject(rows), 'closedOn').at(-1);
  return { on: po.closedOn, over: isOver(po, day), origin: record.origin(last?.causeId ?? null), mergedInto };
}

function subjectsOf(rows: PoRows): Subject[] {
  const all = [
    poSubject(rows),
    ...rows.schools.map(schoolSubject),
    ...rows.sites.map(siteSubject),
    ...rows.members.map(personSubject),
  ];
  return [...new Map(all.map((one) => [one.id, one])).values()];
}

function causesOf({ po, members, roles, sites }: PoRows): (string | null)[] {
  return [
    po.nextNumberBy,
    ...sites.map(({ createdBy }) => createdBy),
    ...members.flatMap(({ mandate: { openedBy, endedBy, annulledBy } }) => [openedBy, endedBy, annulledBy]),
    ...roles.flatMap(({ assignedBy, endedBy, annulledBy }) => [assignedBy, endedBy, annulledBy]),
  ];
}

/** Accounts and mails are known of today alone: of another day nothing is said of them. */
function warningsOn(
  members: readonly MemberRow[],
  roles: readonly RoleRow[],
  record: FileRecord,
  { today, day, closedOn, singleHolderRoles }: FileLook & { day: CivilDate; closedOn: CivilDate | null },
): PoFile['warnings'] {
  const names = new Map(members.map((row) => [row.person.id, nameOn(row, record)]));
  return gapsOn(
    members.map((row) => factsOfMember(row, roles, record)),
    day,
    closedOn,
  )
    .filter((gap) => isWorthTelling(gap, singleHolderRoles))
    .filter(({ kind }) => day === today || (kind !== 'no-account' && kind !== 'bounced'))
    .map((gap) => ({
      kind: gap.kind,
      text: sayGap(gap, (id) => names.get(id) ?? ''),
      people: gap.personIds.map((id) => ({ id, name: names.get(id) ?? '' })),
    }));
}
