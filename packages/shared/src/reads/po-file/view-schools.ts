import type { FactView, SchoolView } from '../../contracts/pos.ts';
import { type CivilDate, formatDate } from '../../domain/dates.ts';
import { dayOfChange, type ValueChange } from '../../domain/value-history.ts';
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

type Standing = Pick<SchoolView, 'when' | 'period' | 'left' | 'comes'>;

/**
 * Whether a school was of the PO on the day, and whether it was open: both by civil days. Where nobody dated its way to
 * another PO, that counts from the day it was recorded. Null for one that came only later, unless that was announced.
 */
function standingOn(poId: string, row: SchoolRow, record: FileRecord, day: CivilDate): Standing | null {
  const subject = schoolSubject(row);
  const { nextPoId, nextPoOn } = row;
  const gone = nextPoOn !== null && nextPoOn <= day;
  if ((gone ? nextPoId : record.on(subject, 'poId', row.poId)) !== poId) {
    if (nextPoId === poId && nextPoOn !== null)
      return { left: false, comes: true, when: 'future', period: `arrive le ${formatDate(nextPoOn)}` };
    const left = gone && row.poId === poId ? nextPoOn : lastDayGone(poId, record.changes(subject, 'poId'), day);
    return left
      ? { left: true, comes: false, when: 'past', period: `passée à un autre PO le ${formatDate(left)}` }
      : null;
  }
  const { openedOn, closedOn } = row;
  const here = { left: false, comes: false };
  if (openedOn && openedOn > day) return { ...here, when: 'future', period: `ouvre le ${formatDate(openedOn)}` };
  if (closedOn && closedOn < day) return { ...here, when: 'past', period: `fermée depuis le ${formatDate(closedOn)}` };
  const goes = nextPoOn !== null && nextPoOn > day ? `passe à un autre PO le ${formatDate(nextPoOn)}` : null;
  return { ...here, when: 'present', period: closedOn ? `ferme le ${formatDate(closedOn)}` : goes };
}

/** The day from which the school was another PO's; null when it never was this one's, or by mistake, for no day at all. */
function lastDayGone(poId: string, changes: readonly ValueChange[], day: CivilDate): CivilDate | null {
  const place = changes.findLastIndex((change) => change.from === poId && dayOfChange(change) <= day);
  const went = changes[place];
  if (!went) return null;
  const came = changes.slice(0, place).findLast(({ to }) => to === poId);
  return came && dayOfChange(came) === dayOfChange(went) ? null : dayOfChange(went);
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
    leaves: row.nextPoId !== null,
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
