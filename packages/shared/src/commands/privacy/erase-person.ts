import { sql } from 'drizzle-orm';
import type { Transaction } from '../../db/client.ts';
import { uuidList } from '../../db/uuid-list.ts';
import { ConflictError } from '../../errors/errors.ts';
import type { TransactionContext } from '../context.ts';
import { eraseImportRows } from '../member-import/erase-import-rows.ts';
import { lockRegister } from '../lock-register.ts';
import { ERASURE } from '../verify-audit.ts';
import { writeAudit } from '../write-audit.ts';
import { mentionsOf } from './mentions-of.ts';

/** How much went, per kind: what the report shows. */
export type ErasureCounts = { requests: number; envois: number; mails: number; mentions: number; auditValues: number };

const SETTLED = sql`('applied', 'rejected', 'withdrawn', 'lapsed', 'merged')`;

/**
 * Takes away everything personal about one person, in the transaction given, under the locks of the register: names and
 * birth date, how to reach them, the content of the requests about them, what they wrote, their sign-in, and the values
 * of the audit, each with an entry that says so (DESIGN.md §4.7). Ids, mandates, roles and dates stay: the past of a PO
 * stays true. Null when they were erased before, or are no longer to be: `stillDue` is asked under the locks.
 * @throws ConflictError while a request about them is open
 */
export async function erasePerson(
  tx: TransactionContext,
  personId: string,
  stillDue: () => Promise<boolean> = async () => true,
): Promise<ErasureCounts | null> {
  const total: ErasureCounts = { requests: 0, envois: 0, mails: 0, mentions: 0, auditValues: 0 };
  let erased = false;
  const records = await recordsOf(tx.db, personId);
  const scopes = await lockAll(tx.db, records);
  if (!(await stillDue())) return null;
  await requireNoneOpen(tx.db, scopes);
  for (const scope of scopes.filter((one) => !one.erased)) {
    const counts = await eraseRecord(tx, scope);
    erased = true;
    for (const kind of Object.keys(total) as (keyof ErasureCounts)[]) total[kind] += counts[kind];
  }
  return erased ? total : null;
}

/** The record and those that were merged into it: all of them are the same human being. */
async function recordsOf(db: Transaction, personId: string): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    with recursive record as (
      select id from person where id = ${personId}
      union select p.id from person p join record r on p.merged_into = r.id)
    select id from record order by id`);
  return rows.map(({ id }) => id);
}

/**
 * In the order that every writer of the register keeps. What the erasure touches is read between the locks on people and
 * those on requests: nobody who decides ties a request to them meanwhile, and the look is dear: it is made once.
 */
async function lockAll(db: Transaction, personIds: readonly string[]): Promise<Scope[]> {
  const pos = await db.execute<{ id: string }>(sql`
    select distinct po_id as id from mandate where person_id = any(${uuidList(personIds)})`);
  await lockRegister(db, { poIds: pos.map(({ id }) => id), personIds });
  const scopes: Scope[] = [];
  for (const id of personIds) scopes.push(await scopeOf(db, id));
  await lockRegister(db, { requestIds: scopes.flatMap(({ about }) => about) });
  return scopes;
}

/** Of any record of theirs, before anything is written. */
async function requireNoneOpen(db: Transaction, scopes: readonly Scope[]): Promise<void> {
  const about = scopes.filter(({ erased }) => !erased).flatMap((scope) => scope.about);
  const [row] = await db.execute<{ open: number }>(sql`
    select count(*)::int as open from change_request where id = any(${uuidList(about)}) and state not in ${SETTLED}`);
  if (!row || row.open === 0) return;
  const people = scopes.map(({ personId }) => personId).join(', ');
  throw new ConflictError(`Person ${people} has ${row.open} open requests.`, {
    userMessage: 'Une demande au sujet de cette personne est encore ouverte : terminez-la d’abord.',
  });
}

async function eraseRecord(tx: TransactionContext, scope: Scope): Promise<ErasureCounts> {
  const { db } = tx;
  const { personId } = scope;
  const { patterns, requestIds: mentioning } = await mentionsOf(db, personId, scope.pos);
  const entries = await entriesOf(db, scope, { patterns, mentioning });
  await tellAudit(tx, personId, entries);
  await number(db, sql`erase_member_labels(${personId})`);
  await eraseImportRows(db, personId);
  const [auditValues, mentions, requests, envois, mails] = [
    await number(db, sql`erase_audit_values(${`{${entries.join(',')}}`}::bigint[])`),
    await number(db, sql`erase_mentions(${uuidList(mentioning)}, ${textList(patterns)})`),
    await number(db, sql`erase_requests(${uuidList(scope.about)})`),
    await number(db, sql`erase_authors(${uuidList(scope.envois)})`),
    await number(db, sql`erase_person_rows(${personId})`),
  ];
  await db.execute(
    sql`update account_order set address = 'effacé', reason = '', outcome = null where person_id = ${personId}`,
  );
  return { requests, envois, mails, mentions, auditValues };
}

type Scope = {
  personId: string;
  erased: boolean;
  pos: string[];
  about: string[];
  envois: string[];
  subjects: string[];
};

async function scopeOf(db: Transaction, personId: string): Promise<Scope> {
  const [row] = await db.execute<Scope>(sql`
    with about as materialized (select requests_about(${personId}) as id), envoi as materialized (select envois_by(${personId}) as id)
    select p.id as "personId", p.erased_at is not null as erased,
      array(select distinct po_id::text from mandate where person_id = p.id) as pos,
      array(select id::text from about) as about,
      array(select id::text from envoi) as envois,
      array[p.id::text]
        || array(select id::text from member_account where person_id = p.id)
        || array(select id::text from mandate where person_id = p.id)
        || array(select r.id::text from role_assignment r join mandate m on m.id = r.mandate_id where m.person_id = p.id)
        || array(select id::text from about)
        || array(select id::text from mail where person_id = p.id) as subjects
    from person p where p.id = ${personId}`);
  if (!row) throw new Error(`No person ${personId}.`);
  return row;
}

async function entriesOf(
  db: Transaction,
  { subjects }: Scope,
  { patterns, mentioning }: { patterns: readonly string[]; mentioning: readonly string[] },
): Promise<string[]> {
  const kinds = sql`'{person,account,mandate,role,change-request,mail}'::text[]`;
  const rows = await db.execute<{ id: string }>(sql`
    select audit_values_about(${kinds}, ${textList(subjects)}, ${textList(mentioning)}, ${textList(patterns)}) as id`);
  return rows.map(({ id }) => id);
}

/** Told before it is done: a value leaves only when an entry says so. */
async function tellAudit(tx: TransactionContext, personId: string, entries: readonly string[]): Promise<void> {
  await writeAudit(tx.db, tx.actor, tx.now(), [
    { action: 'erase-person', subject: { type: 'person', id: personId } },
    ...entries.map((id) => ({ action: ERASURE.action, subject: { type: ERASURE.subjectType, id } })),
  ]);
}

async function number(db: Transaction, call: ReturnType<typeof sql>): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`select ${call}::int as n`);
  return row?.n ?? 0;
}

const textList = (texts: readonly string[]) =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb))`;
