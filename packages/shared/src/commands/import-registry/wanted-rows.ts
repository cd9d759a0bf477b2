import { derivedId } from '../../domain/hash.ts';
import { foldForSearch } from '../../domain/text.ts';
import type { WantedRow } from './compare-rows.ts';
import type { KnownRegister, KnownSchool } from './known-register.ts';
import type { RegisterContent, RegisterSchool } from './register-content.ts';

/** The ids of what a file names: those on record, else ids derived from the FASE number. */
export type RegisterIds = {
  po: (fase: number) => string;
  /** The PO of a school that the register counts to that one: where it was merged, the one that took it over. */
  poOfSchool: (fase: number) => string;
  school: (fase: number) => string;
  site: (fase: number) => string;
};

export function registerIds(known: KnownRegister): RegisterIds {
  const id = (kind: string, rows: ReadonlyMap<number, { id: string }>) => (fase: number) =>
    rows.get(fase)?.id ?? derivedId('register', kind, String(fase));
  const po = id('po', known.pos);
  const poOfSchool = (fase: number) => known.pos.get(fase)?.mergedInto?.id ?? po(fase);
  return { po, poOfSchool, school: id('school', known.schools), site: id('site', known.sites) };
}

export function* wantedPos(content: RegisterContent, ids: RegisterIds): Generator<WantedRow> {
  for (const { line, fase, name, ...values } of content.pos.values()) {
    yield { kind: 'po', line, fase: String(fase), name, id: ids.po(fase), values: { name, ...values } };
  }
}

/** Which PO a school has is not the register's to say while it is to go to another one, or where the PO closes. */
export function* wantedSchools(content: RegisterContent, ids: RegisterIds, known: KnownRegister): Generator<WantedRow> {
  for (const { line, poFase, ...values } of content.schools.values()) {
    const { fase, name } = values;
    const id = ids.school(fase);
    const [school, po] = [known.schools.get(fase), known.pos.get(poFase)];
    const ours = school && (school.leaves || (po?.closedOn && po.mergedInto === null));
    const poId = ours ? undefined : ids.poOfSchool(poFase);
    yield { kind: 'school', line, fase: String(fase), name, id, values: { ...values, poId } };
  }
}

export function* wantedSites(content: RegisterContent, ids: RegisterIds): Generator<WantedRow> {
  for (const { line, fase, ...values } of content.sites.values()) {
    const name = `${values.address.postcode} ${values.address.locality}`.trim();
    yield { kind: 'site', line, fase: String(fase), name, id: ids.site(fase), values };
  }
}

export function* wantedTeaching(content: RegisterContent, ids: RegisterIds): Generator<WantedRow> {
  for (const { line, schoolFase, siteFase, kinds } of content.teaching.values()) {
    const name = content.schools.get(schoolFase)?.name ?? '';
    const id = ids.school(schoolFase);
    yield { kind: 'teaching', line, fase: `${schoolFase}/${siteFase}`, name, id, values: { teachingKinds: kinds } };
  }
}

/**
 * A school that a request announced gets its FASE number from the register when PO and name leave no doubt. Moves such
 * schools from `known.announced` to `known.schools`; returns what staff should look at where there is a doubt.
 */
export function adoptAnnouncedSchools(
  content: RegisterContent,
  known: KnownRegister,
): { line: number; message: string }[] {
  if (known.announced.length === 0) return [];
  const notices: { line: number; message: string }[] = [];
  const adopted = new Set<KnownSchool>();
  for (const school of content.schools.values()) {
    if (known.schools.has(school.fase)) continue;
    const poId = known.pos.get(school.poFase)?.id;
    const siblings = known.announced.filter((candidate) => candidate.poId === poId && !adopted.has(candidate));
    const [match, ...others] = siblings.filter((candidate) => sameName(candidate, school));
    if (match && others.length === 0) {
      adopted.add(match);
      known.schools.set(school.fase, match);
    } else if (siblings.length > 0) {
      const names = siblings.map((sibling) => `"${sibling.name}"`).join(', ');
      notices.push({
        line: school.line,
        message: `school ${school.fase} "${school.name}" is new, while PO ${school.poFase} has a school announced by a request without a FASE number (${names}): see whether they are the same`,
      });
    }
  }
  known.announced = known.announced.filter((candidate) => !adopted.has(candidate));
  return notices;
}

function sameName(candidate: KnownSchool, school: RegisterSchool): boolean {
  return foldForSearch(candidate.name) === foldForSearch(school.name);
}
