import { type SQL, sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { erasure } from '../../db/tables/erasure.ts';
import { uuidList } from '../../db/uuid-list.ts';
import { todayInBrussels } from '../../domain/dates.ts';
import type { RetentionPeriodName } from '../../privacy/retention-periods.ts';
import type { TransactionContext } from '../context.ts';
import { ERASURE } from '../verify-audit.ts';
import { writeAudit } from '../write-audit.ts';
import { noteOutside } from './carry-out-erasure.ts';
import { erasePerson } from './erase-person.ts';

export type RetentionJob = {
  /** French: what it does, for the screen. */
  does: string;
  /** A query with `id` (text) and `at`: what is over at the cutoff and has not gone. */
  due(cutoff: Date): SQL;
  /** How many at a time, each time in one transaction. */
  batch: number;
  /** How many are looked for at a time, where looking is dear and goes for all at once; as many as `batch` otherwise. */
  found?: number;
  /** Takes these away; resolves with how many went. */
  carryOut(
    tx: TransactionContext,
    ids: readonly string[],
    given: { cutoff: Date; erasureList: string | null },
  ): Promise<number>;
};

const moment = (at: Date) => sql`${at.toISOString()}::timestamptz`;

const requestsDue = (applied: boolean, cutoff: Date) => sql`
  select c.id::text as id, c.settled_at as at from change_request c
  where c.erased_at is null and c.settled_at < ${moment(cutoff)}
    and c.state ${applied ? sql`= 'applied'` : sql`in ('rejected', 'withdrawn', 'lapsed', 'merged')`}`;

/** Who has had no mandate since the cutoff, and is nobody of the staff: among all, or only one of them. */
const peopleOver = (cutoff: Date, personId?: string) => sql`
  select p.id, coalesce(last.day::timestamptz, p.updated_at) as at from person p
    left join lateral (select max(coalesce(upper(m.period), 'infinity'::date)) as day from mandate m where m.person_id = p.id and m.annulled_at is null) last on true
  where p.erased_at is null and ${personId === undefined ? sql`true` : sql`p.id = ${personId}`}
    and case when last.day is null then p.updated_at < ${moment(cutoff)} else last.day < ${todayInBrussels(cutoff)}::date end
    and not exists (select from staff_user s where s.person_id = p.id and s.disabled_at is null)`;

const eraseRequests = async (tx: TransactionContext, ids: readonly string[]): Promise<number> =>
  numberOf(tx, sql`erase_requests(${uuidList(ids)})`);

/** One job for each period: what is over and how it goes, in the order in which they run. */
export const RETENTION_JOBS: Record<RetentionPeriodName, RetentionJob> = {
  'requests-applied': {
    does: 'Efface le contenu de la demande, son auteur, ses messages et ses notes ; la demande reste, avec ses dates.',
    due: (cutoff) => requestsDue(true, cutoff),
    batch: 200,
    carryOut: eraseRequests,
  },
  'requests-closed': {
    does: 'Efface le contenu de la demande, son auteur, ses messages et ses notes ; la demande reste, avec ses dates.',
    due: (cutoff) => requestsDue(false, cutoff),
    batch: 200,
    carryOut: eraseRequests,
  },
  'people-without-mandate': {
    does: 'Efface l’identité et les coordonnées ; les mandats restent, sous « Personne effacée ».',
    due: (cutoff) => {
      // Whose mandates are over, then about whom of them a request is open: asked for all of them at once.
      return sql`
        with over as materialized (${peopleOver(cutoff)})
        select o.id::text as id, o.at from over o
        where not o.id in (select people_with_open_request(array(select id from over)))`;
    },
    found: 500,
    // Each person under locks of their own.
    batch: 1,
    async carryOut(tx, ids, given) {
      let went = 0;
      for (const personId of ids) if (await eraseByCalendar(tx, personId, given)) went += 1;
      return went;
    },
  },
  mails: {
    does: 'Efface l’adresse, le nom et le contenu ; le fait de l’envoi et son sort restent.',
    due: (cutoff) => sql`
      select id::text as id, created_at as at from mail where to_address <> 'effacé' and created_at < ${moment(cutoff)}
        and state not in ('pending', 'sending')`,
    batch: 500,
    carryOut: (tx, ids) => numberOf(tx, sql`erase_mails(${uuidList(ids)})`),
  },
  'audit-values': {
    does: 'Supprime les valeurs ; l’entrée reste, et une entrée scellée dit que ses valeurs ont été effacées.',
    due: (cutoff) => sql`select id, at from due_audit_values(${moment(cutoff)})`,
    batch: 500,
    async carryOut(tx, ids) {
      const entries = ids.map((id) => ({ action: ERASURE.action, subject: { type: ERASURE.subjectType, id } }));
      await writeAudit(tx.db, tx.actor, tx.now(), entries);
      return numberOf(tx, sql`erase_audit_values(${`{${ids.join(',')}}`}::bigint[])`);
    },
  },
  readings: {
    does: 'Supprime la trace de la lecture.',
    due: (cutoff) => sql`select id::text as id, at from person_reading where at < ${moment(cutoff)}`,
    batch: 1_000,
    async carryOut(tx, ids) {
      const gone = sql`delete from person_reading where id = any(${`{${ids.join(',')}}`}::bigint[])`;
      return (await tx.db.execute(gone)).count;
    },
  },
  tasks: {
    does: 'Efface le texte de la tâche ; le fait qu’elle a été réglée reste.',
    due: (cutoff) =>
      sql`select id::text as id, done_at as at from staff_task where done_at < ${moment(cutoff)} and reason <> 'effacé'`,
    batch: 500,
    carryOut: (tx, ids) => numberOf(tx, sql`erase_tasks(${uuidList(ids)})`),
  },
  notices: {
    does: 'Supprime l’avis.',
    due: (cutoff) => sql`select id::text as id, created_at as at from notice where created_at < ${moment(cutoff)}`,
    batch: 1_000,
    async carryOut(tx, ids) {
      const { count } = await tx.db.execute(sql`delete from notice where id = any(${`{${ids.join(',')}}`}::bigint[])`);
      return count;
    },
  },
  links: {
    does: 'Efface l’adresse que le lien devait confirmer.',
    due: (cutoff) => sql`select id, at from due_links(${moment(cutoff)})`,
    batch: 500,
    carryOut: (tx, ids) => numberOf(tx, sql`erase_links(${uuidList(ids)})`),
  },
  imports: {
    does: 'Supprime la liste et ses lignes ; ce qu’elle a écrit reste, avec le nom du fichier.',
    due: (cutoff) => sql`
      select id::text as id, uploaded_at as at from member_import where uploaded_at < ${moment(cutoff)} and state not in ('planning', 'applying')`,
    batch: 1,
    async carryOut(tx, ids) {
      await tx.db.execute(sql`delete from import_row where import_id = any(${uuidList(ids)})`);
      const { count } = await tx.db.execute(sql`delete from member_import where id = any(${uuidList(ids)})`);
      return count;
    },
  },
  sessions: {
    does: 'Supprime les sessions, les codes et les compteurs d’essais.',
    due: (cutoff) => sql`select id, at from due_sign_ins(${moment(cutoff)})`,
    batch: 1,
    carryOut: (tx, _ids, { cutoff }) => numberOf(tx, sql`purge_sign_ins(${moment(cutoff)})`),
  },
  'staff-departed': {
    does: 'Supprime l’adresse, le mot de passe et les clés ; le nom reste dans l’historique.',
    due: (cutoff) =>
      sql`select id::text as id, disabled_at as at from staff_user where disabled_at < ${moment(cutoff)} and email not like 'efface-%@invalid'`,
    batch: 50,
    carryOut: (tx, ids) => numberOf(tx, sql`erase_departed_staff(${uuidList(ids)})`),
  },
};

/** Whether it was done: who came back while the others went is left in peace. */
async function eraseByCalendar(
  tx: TransactionContext,
  personId: string,
  { cutoff, erasureList }: { cutoff: Date; erasureList: string | null },
): Promise<boolean> {
  const stillOver = async () => (await tx.db.execute(peopleOver(cutoff, personId))).length > 0;
  const counts = await erasePerson(tx, personId, stillOver);
  if (!counts) return false;
  const id = randomUUID();
  const now = tx.now();
  await tx.db
    .insert(erasure)
    .values({ id, personId, ground: 'retention', state: 'done', counts, orderedAt: now, doneAt: now });
  await noteOutside(tx, { erasureId: id, personId }, erasureList);
  return true;
}

async function numberOf(tx: TransactionContext, call: SQL): Promise<number> {
  const [row] = await tx.db.execute<{ n: number }>(sql`select ${call}::int as n`);
  return row?.n ?? 0;
}
