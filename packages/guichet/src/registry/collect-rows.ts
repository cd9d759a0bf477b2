import {
  type RegisterContent,
  type RegisterPo,
  type RegisterSchool,
  type RegisterSite,
  teachingKey,
} from '@guichet/shared/commands/import-registry/register-content';
import { foldForSearch } from '@guichet/shared/domain/text';
import type { RegisterRow } from './read-row.ts';
import type { Refusals } from './refusal.ts';

export type Notices = { add(line: number, message: string): void };

type Collected = Pick<RegisterContent, 'pos' | 'schools' | 'sites' | 'teaching'>;

/**
 * Brings rows together into POs, schools, sites and what is taught where. Rows must agree on what a PO or a school is
 * called and on which PO a school belongs to; where they differ on a detail, the first one holds and it is told.
 */
export class RowCollector {
  readonly #content: Collected = { pos: new Map(), schools: new Map(), sites: new Map(), teaching: new Map() };
  /** Of the few schools that have several. */
  readonly #levels = new Map<number, Set<string>>();
  readonly #refusals: Refusals;
  readonly #notices: Notices;

  constructor(refusals: Refusals, notices: Notices) {
    this.#refusals = refusals;
    this.#notices = notices;
  }

  add({ po, school, site, teachingKind }: RegisterRow, line: number): void {
    const { schools } = this.#content;
    this.#addPo({ ...po, line });
    const known = schools.get(school.fase);
    if (known && known.poFase !== po.fase) {
      this.#refusals.add(
        line,
        `School ${school.fase} belongs to PO ${po.fase} here and to PO ${known.poFase} on line ${known.line}.`,
      );
    }
    this.#addSchool({ ...school, poFase: po.fase, line });
    if (!site) return;
    this.#addSite({ ...site, line });
    this.#addTeaching(school.fase, site.fase, teachingKind, line);
  }

  /** Everything collected; levels and kinds of teaching sorted, so that the order of the rows means nothing. */
  finish(): Collected {
    for (const [fase, levels] of this.#levels) {
      const school = this.#content.schools.get(fase);
      if (school) school.level = [...levels].sort().join(' / ');
    }
    for (const teaching of this.#content.teaching.values()) teaching.kinds.sort();
    return this.#content;
  }

  #addPo(po: RegisterPo): void {
    const known = this.#content.pos.get(po.fase);
    if (!known) this.#content.pos.set(po.fase, po);
    else if (this.#sameName('PO', known, po)) this.#tellDetails('PO', known, po);
  }

  #addSchool(school: RegisterSchool): void {
    const known = this.#content.schools.get(school.fase);
    if (!known) this.#content.schools.set(school.fase, school);
    else if (this.#sameName('School', known, school)) {
      this.#tellDetails('School', known, { ...school, level: known.level });
      this.#addLevel(known, school.level);
    }
  }

  /** One school can have several levels: they are brought together. */
  #addLevel(known: RegisterSchool, level: string): void {
    if (level === known.level || level === '') return;
    const levels = this.#levels.get(known.fase) ?? new Set([known.level].filter((first) => first !== ''));
    this.#levels.set(known.fase, levels.add(level));
  }

  #addTeaching(schoolFase: number, siteFase: number, kind: string, line: number): void {
    const key = teachingKey(schoolFase, siteFase);
    const known = this.#content.teaching.get(key);
    if (!known) this.#content.teaching.set(key, { line, schoolFase, siteFase, kinds: kind === '' ? [] : [kind] });
    else if (kind !== '' && !known.kinds.includes(kind)) known.kinds.push(kind);
  }

  #addSite(site: RegisterSite): void {
    const known = this.#content.sites.get(site.fase);
    if (!known) this.#content.sites.set(site.fase, site);
    else this.#tellDetails('Site', known, site);
  }

  #sameName(kind: string, known: RegisterPo | RegisterSchool, other: RegisterPo | RegisterSchool): boolean {
    if (known.name === other.name || foldForSearch(known.name) === foldForSearch(other.name)) return true;
    this.#refusals.add(
      other.line,
      `${kind} ${other.fase} is called "${other.name}" here and "${known.name}" on line ${known.line}.`,
    );
    return false;
  }

  #tellDetails<T extends { line: number; fase: number }>(kind: string, known: T, other: T): void {
    const differing = (Object.keys(other) as (keyof T & string)[]).filter(
      (field) => field !== 'line' && field !== 'poFase' && !isSame(known[field], other[field]),
    );
    if (differing.length === 0) return;
    this.#notices.add(
      other.line,
      `${kind} ${other.fase} has another ${differing.join(', ')} than on line ${known.line}: that of line ${known.line} is used`,
    );
  }
}

/** Texts and numbers, or flat objects of them. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  return Object.entries(a).every(([part, value]) => value === (b as Record<string, unknown>)[part]);
}
