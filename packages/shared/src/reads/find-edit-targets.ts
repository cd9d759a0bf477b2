import { type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/client.ts';
import { derivedId } from '../domain/hash.ts';
import { formatName } from '../domain/names.ts';
import type { Role } from '../domain/roles.ts';
import { ConflictError, NotFoundError } from '../errors/errors.ts';
import type { TargetKind } from '../request-types/register-edit/edit-kind.ts';
import type { EditTarget } from '../request-types/register-edit/edit-target.ts';

/** The row an edit is made on, and the PO it is seen from, where the row does not say it by itself. */
export type NamedTarget = { id: string; poId: string | null };

type Row = {
  poId: string;
  personId: string | null;
  mandateId: string | null;
  roleId: string | null;
  schoolId: string | null;
  role: Role | null;
  schoolName: string | null;
  /** The PO that takes over. */
  otherPoId: string | null;
  otherPoName: string | null;
  firstName: string | null;
  lastName: string | null;
  birthDate: string | null;
  erased: boolean;
};

/**
 * Looks up what hangs on the row that an edit names: its PO, its person, and what they are called. An edit of a person
 * belongs to the PO it is seen from, or else to that of the latest mandate.
 * @throws NotFoundError when there is no such row in the region, ConflictError when its person was erased
 */
export async function findEditTarget(
  db: Database | Transaction,
  regionId: string,
  on: TargetKind,
  named: NamedTarget,
): Promise<EditTarget> {
  if (on === 'new-po') return newPo(regionId, named.id);
  const [row] = await db.execute<Row>(sql`
    select found.*, other.name as "otherPoName", p.first_name as "firstName", p.last_name as "lastName", p.birth_date::text as "birthDate",
      p.erased_at is not null as erased
    from (${STATEMENTS[on](named)}) as found
      join po on po.id = found."poId" and po.region_id = ${regionId}
      left join po other on other.id = found."otherPoId"
      left join person p on p.id = found."personId"
    where other.id is null or other.region_id = po.region_id`);
  if (!row)
    throw new NotFoundError(`No ${on} ${named.id} in region ${regionId}.`, {
      userMessage: 'Ce que vous voulez modifier n’existe pas, ou plus.',
    });
  const { schoolName, otherPoId, otherPoName, firstName, lastName, birthDate, erased, ...ids } = row;
  if (erased)
    throw new ConflictError(`The person of ${on} ${named.id} was erased.`, {
      userMessage: 'Cette personne est effacée : ce qui reste d’elle ne change plus.',
    });
  const person =
    firstName !== null && lastName !== null && birthDate !== null ? { firstName, lastName, birthDate } : null;
  const name = schoolName ?? (person ? formatName(person) : 'Le PO');
  const otherPo = otherPoId !== null && otherPoName !== null ? { otherPo: { id: otherPoId, name: otherPoName } } : {};
  return { ...ids, person, ...otherPo, name };
}

/** The row of a PO is not there yet: its id derives from what whoever orders it named. */
function newPo(regionId: string, id: string): EditTarget {
  const none = { personId: null, mandateId: null, roleId: null, schoolId: null, person: null, role: null };
  return { ...none, poId: derivedId('founded-po', regionId, id), newInRegion: regionId, name: 'Un nouveau PO' };
}

const NOTHING: Record<
  keyof Omit<Row, 'poId' | 'otherPoName' | 'firstName' | 'lastName' | 'birthDate' | 'erased'>,
  string
> = {
  personId: 'null::uuid',
  mandateId: 'null::uuid',
  roleId: 'null::uuid',
  schoolId: 'null::uuid',
  role: 'null::text',
  schoolName: 'null::text',
  otherPoId: 'null::uuid',
};

/** The columns of a row; those that are left out are null. */
function columns(given: Partial<Record<keyof Row, string>>): SQL {
  const all: Record<string, string> = { ...NOTHING, ...given };
  return sql.raw(
    Object.entries(all)
      .map(([name, text]) => `${text} as "${name}"`)
      .join(', '),
  );
}

const STATEMENTS: Record<Exclude<TargetKind, 'new-po'>, (named: NamedTarget) => SQL> = {
  po: ({ id }) => sql`select ${columns({ poId: 'id' })} from po where id = ${id}::uuid`,
  school: ({ id }) =>
    sql`select ${columns({ poId: 'po_id', schoolId: 'id', schoolName: 'name' })} from school where id = ${id}::uuid`,
  'school-to-po': ({ id, poId }) => sql`
    select ${columns({ poId: 's.po_id', schoolId: 's.id', schoolName: 's.name', otherPoId: 'other.id' })}
    from school s cross join po other where s.id = ${id}::uuid and other.id = ${poId}::uuid`,
  'po-into-po': ({ id, poId }) => sql`
    select ${columns({ poId: 'p.id', otherPoId: 'other.id' })}
    from po p cross join po other where p.id = ${id}::uuid and other.id = ${poId}::uuid`,
  mandate: ({ id }) =>
    sql`select ${columns({ poId: 'po_id', personId: 'person_id', mandateId: 'id' })} from mandate where id = ${id}::uuid`,
  role: ({ id }) => sql`
    select ${columns({ poId: 'm.po_id', personId: 'm.person_id', mandateId: 'm.id', roleId: 'r.id', role: 'r.role' })}
    from role_assignment r join mandate m on m.id = r.mandate_id where r.id = ${id}::uuid`,
  person: ({ id, poId }) => sql`
    select ${columns({ poId: 'm.po_id', personId: 'm.person_id' })} from mandate m where m.person_id = ${id}::uuid
    order by m.po_id is not distinct from ${poId}::uuid desc, m.annulled_at is null desc, upper(m.period) desc nulls first, m.id
    limit 1`,
  'person-in-po': ({ id, poId }) => sql`
    select ${columns({ poId: 'po.id', personId: 'p.id' })} from person p cross join po
    where p.id = ${id}::uuid and po.id = ${poId}::uuid`,
};
