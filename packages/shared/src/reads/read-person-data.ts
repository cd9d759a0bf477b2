import { type SQL, sql } from 'drizzle-orm';
import type { PersonData } from '../contracts/privacy.ts';
import type { Database, Transaction } from '../db/client.ts';
import { formatFieldValue, PERSON_FIELD_LABELS } from '../effects/describe-effect.ts';
import type { PersonField } from '../effects/world.ts';
import { formatName } from '../domain/names.ts';
import { formatPeriod, parseDateRange } from '../domain/periods.ts';
import { ROLE_LABELS, type Role } from '../domain/roles.ts';
import { NotFoundError } from '../errors/errors.ts';
import { COLUMN_LABELS } from '../privacy/column-labels.ts';
import { RETENTION } from '../privacy/retention.ts';
import { type RetentionPeriods, sayRetention } from '../privacy/retention-periods.ts';
import { FATES, PURPOSES, type TableRetention } from '../privacy/retention-rule.ts';
import { listConsentsGiven } from './list-consents-given.ts';
import { loadOrigins } from './load-origins.ts';

type Read = Database | Transaction;

/** Who a person is in every table. */
type About = {
  name: string;
  erased: boolean;
  person: string[];
  account: string[];
  staff: string[];
  requests: string[];
  envois: string[];
  emails: string[];
  createdBy: string;
};

/**
 * Everything personal about one person, from every personal column of every table, by the retention map: a column that
 * is added there is exported. Secrets are left out. Mandates and the history of each value are told in words; consents
 * by the platform that they are for.
 * @throws NotFoundError for a person of another secretariat
 */
export async function readPersonData(
  db: Read,
  { personId, regionId }: { personId: string; regionId: string },
  periods: RetentionPeriods,
): Promise<Omit<PersonData, 'madeAt' | 'madeBy'>> {
  const about = await whoIs(db, personId, regionId);
  const signIns = await readSignIns(db, personId);
  const parts: PersonData['parts'] = [];
  for (const [table, retention] of Object.entries(RETENTION)) {
    const columns = exported(retention);
    if (columns.length === 0 || retention.ofPerson === undefined) continue;
    const rows = retention.exportedBy
      ? (signIns[table] ?? [])
      : await readRows(db, table, { columns, about, where: retention.ofPerson });
    const said = rows.map(sayRow).filter((row) => row.length > 0);
    if (said.length > 0) parts.push({ ...describeTable(table, retention, periods), rows: said });
  }
  return {
    person: { id: personId, name: about.name, erased: about.erased },
    mandates: await listMandates(db, personId),
    history: await listHistory(db, personId),
    consents: await listConsentsGiven(db, about.account),
    parts,
  };
}

async function whoIs(db: Read, personId: string, regionId: string): Promise<About> {
  const [row] = await db.execute<Omit<About, 'name'> & { first_name: string; last_name: string }>(sql`
    select p.first_name, p.last_name, p.erased_at is not null as erased, array[p.id::text] as person,
      array(select id::text from member_account where person_id = p.id) as account,
      array(select id::text from staff_user where person_id = p.id) as staff,
      array(select requests_about(p.id)::text) as requests, array(select envois_by(p.id)::text) as envois,
      array(select addresses_of(p.id)) as emails, p.created_by::text as "createdBy"
    from person p where p.id = ${personId} and (not exists (select from mandate where person_id = p.id)
      or exists (select from mandate m join po o on o.id = m.po_id where m.person_id = p.id and o.region_id = ${regionId}))`);
  if (!row)
    throw new NotFoundError(`No person ${personId} in region ${regionId}.`, {
      userMessage: 'Cette personne n’existe pas.',
    });
  return { ...row, name: formatName({ firstName: row.first_name, lastName: row.last_name }) };
}

function exported({ columns }: TableRetention): string[] {
  return Object.entries(columns).flatMap(([name, column]) =>
    column.kind === 'personal' && !column.secret ? [name] : [],
  );
}

async function readRows(
  db: Read,
  table: string,
  { columns, about, where }: { columns: readonly string[]; about: About; where: string },
): Promise<Record<string, unknown>[]> {
  const selected = sql.join(
    columns.map((column) => sql.identifier(column)),
    sql`, `,
  );
  // The condition is a constant of the map: only the lists in it are values.
  return await db.execute(sql`select ${selected} from ${sql.identifier(table)} where ${condition(where, about)}`);
}

function condition(where: string, about: About): SQL {
  const pieces = where.split(/(?<!:):(person|account|staff|requests|envois|emails)\b/);
  return sql.join(
    pieces.map((piece, index) => (index % 2 === 0 ? sql.raw(piece) : listOf(about, piece as Lists))),
    sql``,
  );
}

type Lists = 'person' | 'account' | 'staff' | 'requests' | 'envois' | 'emails';

function listOf(about: About, name: Lists): SQL {
  const type = name === 'emails' ? sql`text[]` : sql`uuid[]`;
  return sql`(array(select jsonb_array_elements_text(${JSON.stringify(about[name])}::jsonb))::${type})`;
}

async function readSignIns(db: Read, personId: string): Promise<Record<string, Record<string, unknown>[]>> {
  const [row] = await db.execute<{ found: Record<string, Record<string, unknown>[]> }>(
    sql`select sign_ins_of(${personId}) as found`,
  );
  return row?.found ?? {};
}

function describeTable(table: string, { holds, purpose, columns }: TableRetention, periods: RetentionPeriods) {
  const fates = new Set(Object.values(columns).flatMap((column) => (column.kind === 'personal' ? [column.fate] : [])));
  const kept = [...fates].map((fate) => {
    const { text, period } = FATES[fate];
    return period.length > 0
      ? `${text}, après ${period.map((name) => sayRetention(name, periods[name])).join(' ou ')}`
      : text;
  });
  const { text, basis } = PURPOSES[purpose];
  return { table, holds, purpose: text, basis, kept: kept.join(' ; ') };
}

function sayRow(row: Record<string, unknown>): { label: string; value: unknown }[] {
  return Object.entries(row).flatMap(([column, value]) =>
    value === null || value === '' ? [] : [{ label: COLUMN_LABELS[column] ?? column, value }],
  );
}

async function listMandates(db: Read, personId: string): Promise<string[]> {
  const rows = await db.execute<{
    po: string;
    period: string;
    annulled: boolean;
    roles: { role: Role; period: string }[];
  }>(sql`
    select o.name as po, m.period::text as period, m.annulled_at is not null as annulled,
      (select coalesce(json_agg(json_build_object('role', r.role, 'period', r.period::text) order by r.period), '[]')
        from role_assignment r where r.mandate_id = m.id and r.annulled_at is null) as roles
    from mandate m join po o on o.id = m.po_id where m.person_id = ${personId} order by m.period`);
  return rows.map(({ po, period, annulled, roles }) => {
    const held = roles.map((one) => `${ROLE_LABELS[one.role]} (${sayPeriod(one.period)})`);
    return `${po}, ${sayPeriod(period)}${annulled ? ', annulé' : ''}${held.length > 0 ? ` : ${held.join(', ')}` : ''}`;
  });
}

function sayPeriod(range: string): string {
  return formatPeriod(parseDateRange(range));
}

async function listHistory(db: Read, personId: string): Promise<PersonData['history']> {
  const changes = await db.execute<{
    field: PersonField;
    old_value: unknown;
    new_value: unknown;
    cause_id: string;
    at: string;
  }>(sql`
    select field, old_value, new_value, cause_id, at from field_change
    where subject_type = 'person' and subject_id = ${personId} order by id`);
  const origins = await loadOrigins(
    db as Database,
    [personId],
    changes.map((change) => change.cause_id),
  );
  return changes.map((change) => ({
    field: PERSON_FIELD_LABELS[change.field] ?? change.field,
    from: formatFieldValue(change.field, change.old_value),
    to: formatFieldValue(change.field, change.new_value),
    at: new Date(change.at).toISOString(),
    origin: origins.ofCause(change.cause_id)?.text ?? '',
  }));
}
