import { eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { PersonFile } from '../contracts/persons.ts';
import type { Database } from '../db/client.ts';
import { person } from '../db/tables/person.ts';
import { todayInBrussels } from '../domain/dates.ts';
import { formatName } from '../domain/names.ts';
import { requirePersonInRegion } from './find-person.ts';
import { listTwins } from './duplicates/list-twins.ts';
import { causesOf, listHeldRows, viewMandates } from './list-held-mandates.ts';
import { listPersonMails } from './list-person-mails.ts';
import { listRequestsAbout, listRequestsSentBy } from './list-person-requests.ts';
import { listReadings } from './list-readings.ts';
import { mailOfTask, taskTitle } from './list-staff-tasks.ts';
import { loadAccountFacts } from './load-account-facts.ts';
import { viewMailingWishes } from './mailings/view-mailing-wishes.ts';
import { loadRecord } from './po-file/load-record.ts';
import { subjectOf, viewPersonFacts } from './po-file/view-person-facts.ts';
import { listAccountOrders, viewAccount } from './view-account.ts';

const READINGS_SHOWN = 20;
/** The record that a merged one went into. */
const stays = alias(person, 'stays');

/**
 * The file of a person as the secretariat reads it: who it is and what set each value, mandates and roles over time in
 * all POs, the account and what can be done for it, mails and their fate, requests, tasks, who read it before, and which
 * other records are or may be of the same human being.
 * @throws NotFoundError when the person never held a mandate in a PO of the region
 */
export async function getPersonFile(db: Database, regionId: string, personId: string, now: Date): Promise<PersonFile> {
  await requirePersonInRegion(db, personId, regionId);
  const asked = { personId, regionId };
  const [[found], held, account, orders, wishes, mails, about, sent, tasks, readings, twins] = await Promise.all([
    db
      .select({ person, stays })
      .from(person)
      .leftJoin(stays, eq(stays.id, person.mergedInto))
      .where(eq(person.id, personId)),
    listHeldRows(db, personId),
    loadAccountFacts(db, personId, now),
    listAccountOrders(db, personId),
    viewMailingWishes(db, personId),
    listPersonMails(db, personId, now),
    listRequestsAbout(db, asked),
    listRequestsSentBy(db, asked),
    listTasksAbout(db, personId),
    listReadings(db, personId, { before: now, limit: READINGS_SHOWN }),
    listTwins(db, personId),
  ]);
  if (!found || !account) throw new Error(`No person ${personId}.`);
  const today = todayInBrussels(now);
  const { person: self, stays: survivor } = found;
  const record = await loadRecord(db, [subjectOf(self)], causesOf(held), today);
  return {
    id: self.id,
    name: formatName(self),
    mergedInto: survivor && { id: survivor.id, name: formatName(survivor) },
    twins,
    deceased: self.deceased,
    erasedAt: self.erasedAt?.toISOString() ?? null,
    facts: viewPersonFacts(self, record),
    mandates: viewMandates(held, { regionId, today, record }),
    account: viewAccount(account.facts, orders, now),
    wishes,
    mails,
    about,
    sent,
    tasks,
    readings,
  };
}

type TaskRow = Parameters<typeof taskTitle>[0] & { id: string; reason: string; created_at: string };

/** What the secretariat has to look at about that person. */
async function listTasksAbout(db: Database, personId: string): Promise<PersonFile['tasks']> {
  const rows = await db.execute<TaskRow>(sql`
    select t.id, t.kind, t.reason, t.created_at, m.kind as mail_kind, m.to_name, m.to_address, s.submitter_name
    from staff_task t
      left join mail m on m.id = ${mailOfTask}
      left join member_account a on a.id = m.account_id
      left join submission s on s.id = coalesce(m.submission_id, (t.detail ->> 'submissionId')::uuid)
    where t.done_at is null
      and ${personId} in (m.person_id::text, a.person_id::text, t.detail ->> 'personId', s.submitter_person_id::text)
    order by t.created_at, t.id`);
  return rows.map((row) => ({
    id: row.id,
    title: taskTitle(row),
    reason: row.reason,
    createdAt: new Date(row.created_at).toISOString(),
  }));
}
