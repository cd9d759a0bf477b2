import type { FactView, SchoolView } from '../../contracts/pos.ts';
import { type CivilDate, formatDate, todayInBrussels } from '../../domain/dates.ts';
import { kindsAt, type FileRecord, type Subject } from './load-record.ts';
import type { SchoolRow, SiteRow } from './load-po-rows.ts';
import { sayAddress, sayEnterpriseNumber, sayList, sayText } from './say-values.ts';

/** Schools that were of this PO on the day or before, by name; each as it stood then. */
export function viewSchools(
  poId: string,
  schools: readonly SchoolRow[],
  sites: readonly SiteRow[],
  record: FileRecord,
  day: CivilDate,
): SchoolView[] {
  return schools
    .flatMap((row) => {
      const standing = standingOn(poId, row, record, day);
      return standing ? [viewSchool(row, standing, sites, record)] : [];
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'fr') || (a.id < b.id ? -1 : 1));
}

export function schoolSubject({ id, createdBy }: SchoolRow): Subject {
  return { type: 'school', id, createdBy };
}

export function siteSubject({ site: { id, createdBy } }: SiteRow): Subject {
  return { type: 'site', id, createdBy };
}

type Standing = Pick<SchoolView, 'when' | 'period' | 'left'>;

/**
 * Whether a school was of the PO on the day, and whether it was open. It opens and closes on civil days; to which PO it
 * belongs is what was recorded by the end of the day. Null for one that came to this PO only later.
 */
function standingOn(poId: string, row: SchoolRow, record: FileRecord, day: CivilDate): Standing | null {
  const subject = schoolSubject(row);
  if (record.on(subject, 'poId', row.poId) !== poId) {
    const left = record
      .changes(subject, 'poId')
      .findLast(({ at, from }) => from === poId && todayInBrussels(at) <= day);
    return left
      ? { left: true, when: 'past', period: `passée à un autre PO le ${formatDate(todayInBrussels(left.at))}` }
      : null;
  }
  const { openedOn, closedOn } = row;
  if (openedOn && openedOn > day) return { left: false, when: 'future', period: `ouvre le ${formatDate(openedOn)}` };
  if (closedOn && closedOn < day)
    return { left: false, when: 'past', period: `fermée depuis le ${formatDate(closedOn)}` };
  return { left: false, when: 'present', period: closedOn ? `ferme le ${formatDate(closedOn)}` : null };
}

function viewSchool(row: SchoolRow, standing: Standing, sites: readonly SiteRow[], record: FileRecord): SchoolView {
  const subject = schoolSubject(row);
  const fact = (label: string, field: string, current: unknown, say = sayText): FactView =>
    record.fact({ subject, field, label, current, say });
  const named = (facts: readonly FactView[], field: string) => facts.find((one) => one.field === field)?.value ?? '';
  const facts = [
    fact('Nom', 'name', row.name),
    fact('Numéro FASE', 'fase', row.fase),
    fact('Adresse', 'address', row, sayAddress),
    fact('Niveau', 'level', row.level),
    fact('Commune', 'municipality', row.municipality),
    fact('Arrondissement', 'district', row.district),
    fact('Numéro d’entreprise (BCE)', 'enterpriseNumber', row.enterpriseNumber, sayEnterpriseNumber),
  ].filter(({ value, history }) => value !== '—' || history.length > 0);
  return {
    id: row.id,
    name: named(facts, 'name'),
    fase: row.fase,
    address: named(facts, 'address'),
    level: named(facts, 'level'),
    ...standing,
    closes: row.closedOn !== null,
    facts,
    sites: sites.filter(({ schoolId }) => schoolId === row.id).map((place) => viewSite(place, subject, record)),
  };
}

function viewSite(place: SiteRow, school: Subject, record: FileRecord): SchoolView['sites'][number] {
  const { site, kinds, createdBy } = place;
  return {
    fase: site.fase,
    facts: [
      record.fact({ subject: siteSubject(place), field: 'address', label: 'Adresse', current: site, say: sayAddress }),
      record.fact({
        subject: { ...school, createdBy },
        field: kindsAt(site.fase),
        label: 'Enseignement',
        current: kinds,
        say: sayList,
      }),
    ],
  };
}
