import { and, eq, isNull, sql } from 'drizzle-orm';
import { duplicatePair } from '../../db/tables/duplicate-pair.ts';
import { mandate } from '../../db/tables/mandate.ts';
import { memberSession } from '../../db/tables/member-session.ts';
import { person } from '../../db/tables/person.ts';
import { roleAssignment } from '../../db/tables/role-assignment.ts';
import { OPEN_STATES } from '../../domain/transitions.ts';
import type { Writing } from '../apply-effects.ts';
import type { EffectOf } from '../effect.ts';
import { nameOf } from './name-of.ts';
import { oneRow } from './one-row.ts';
import type { Writes } from './writes.ts';

export const mergeWrites: Writes<'merge-person' | 'move-mandate' | 'move-role' | 'keep-account' | 'unmerge-person'> = {
  'merge-person': (writing, { personId, mergedId }) => {
    const { tx, causeId, now } = writing;
    writing.send(tx.execute(keepFound(causeId, { personId, mergedId })));
    const rows = tx
      .update(person)
      .set({ mergedInto: personId, mergedBy: causeId, updatedAt: now })
      .where(and(eq(person.id, mergedId), isNull(person.mergedInto)))
      .returning({ id: person.id });
    writing.send(oneRow(rows, 'person not merged', mergedId));
    settlePair(writing, { personId, mergedId });
    writing.looks.push({ personId, causeId });
    writing.audit({
      action: 'merge-person',
      subject: { type: 'person', id: personId },
      after: { mergedId },
    });
  },

  'move-mandate': (writing, { mandateId, personId, fromPersonId }) => {
    const rows = writing.tx
      .update(mandate)
      .set({ personId })
      .where(eq(mandate.id, mandateId))
      .returning({ id: mandate.id });
    writing.send(oneRow(rows, 'mandate', mandateId));
    writing.audit({
      action: 'move-mandate',
      subject: { type: 'mandate', id: mandateId },
      before: { personId: fromPersonId },
      after: { personId },
    });
  },

  'move-role': (writing, { roleId, mandateId, fromMandateId }) => {
    const rows = writing.tx
      .update(roleAssignment)
      .set({ mandateId })
      .where(eq(roleAssignment.id, roleId))
      .returning({ id: roleAssignment.id });
    writing.send(oneRow(rows, 'role', roleId));
    writing.audit({
      action: 'move-role',
      subject: { type: 'role', id: roleId },
      before: { mandateId: fromMandateId },
      after: { mandateId },
    });
  },

  'keep-account': (writing, { accountId, personId, closedAccountId, mergedId }) => {
    const { tx } = writing;
    const at = sql`${writing.now.toISOString()}::timestamptz`;
    writing.afterwards.push(() => {
      if (closedAccountId !== null) closeFor(writing, closedAccountId);
      // One statement: the two may change places.
      writing.send(
        tx.execute(sql`
          update member_account set updated_at = ${at}, person_id = case id when ${accountId}::uuid then ${personId}::uuid else ${mergedId}::uuid end,
            name = case id when ${accountId}::uuid then ${nameOf(personId)} else name end
          where id in (${accountId}::uuid, ${closedAccountId}::uuid)`),
      );
    });
    writing.audit({
      action: 'keep-account',
      subject: { type: 'account', id: accountId },
      after: { personId, closedAccountId },
    });
  },

  'unmerge-person': (writing, { personId, mergedId, mergeId }) => {
    const { tx, causeId, now } = writing;
    const rows = tx
      .update(person)
      .set({ mergedInto: null, mergedBy: null, updatedAt: now })
      .where(and(eq(person.id, mergedId), eq(person.mergedInto, personId)))
      .returning({ id: person.id });
    writing.send(oneRow(rows, 'merged person', mergedId));
    for (const statement of RESTORE) writing.send(tx.execute(statement(mergeId)));
    writing.afterwards.push(() => {
      for (const statement of RESTORE_ACCOUNTS) writing.send(tx.execute(statement(mergeId)));
    });
    const [oneId = '', otherId = ''] = [personId, mergedId].sort();
    writing.send(
      tx
        .update(duplicatePair)
        .set({ state: 'open', settledAt: null, settledBy: null, reason: '', seenAt: now })
        .where(and(eq(duplicatePair.oneId, oneId), eq(duplicatePair.otherId, otherId))),
    );
    writing.send(tx.execute(sql`update person_merge set undone_by = ${causeId} where id = ${mergeId}`));
    writing.audit({
      action: 'unmerge-person',
      subject: { type: 'person', id: personId },
      after: { mergedId, mergeId },
    });
  },
};

type Pair = Pick<EffectOf<'merge-person'>, 'personId' | 'mergedId'>;

/** Written out, so that the planner knows them whatever the parameters. */
const STATES = sql.raw(OPEN_STATES.map((state) => `'${state}'`).join(', '));

/** Keeps how both records stand, and has all that names the merged one follow, but for what the plan itself moves. */
function keepFound(causeId: string, { personId, mergedId }: Pair) {
  const [to, from] = [sql`${personId}::uuid`, sql`${mergedId}::uuid`];
  const ids = (name: string) => sql`(select coalesce(jsonb_agg(id), '[]') from ${sql.raw(name)})`;
  return sql`
    with mails as (
      update mail set person_id = ${to} where person_id = ${from} returning id
    ), envois as (
      update submission set submitter_person_id = ${to} where submitter_person_id = ${from} returning id
    ), chosen as (
      update change_request set settlement = jsonb_set(settlement, '{personId}', to_jsonb(${to}::text))
      where state in (${STATES}) and settlement ->> 'personId' = ${from}::text returning id
    ), decided as (
      update decision set person_ids = person_ids || ${to}
      where person_ids @> array[${from}] and not person_ids @> array[${to}] and settled_at is not null returning id
    ), staff as (
      update staff_user set person_id = ${to} where person_id = ${from} returning id
    ), wishes as (
      insert into mailing_opt_out (person_id, kind, at, via, staff_id)
      select ${to}, kind, at, via, staff_id from mailing_opt_out where person_id = ${from} on conflict do nothing returning kind
    ), mandates as (
      select m.* from mandate m where m.person_id in (${to}, ${from}) and m.annulled_at is null
    ), accounts as (
      select a.* from member_account a where a.person_id in (${to}, ${from})
    )
    insert into person_merge (id, survivor_id, merged_id, found)
    select ${causeId}::uuid, ${to}, ${from}, jsonb_build_object(
      'mandates', (select coalesce(jsonb_agg(to_jsonb(m)), '[]') from mandates m),
      'roles', (select coalesce(jsonb_agg(to_jsonb(r)), '[]') from role_assignment r
        where r.mandate_id in (select id from mandates) and r.annulled_at is null),
      'accounts', (select coalesce(jsonb_agg(to_jsonb(a)), '[]') from accounts a),
      'tokens', (select coalesce(jsonb_agg(t.id), '[]') from token t
        where t.account_id in (select id from accounts) and t.used_at is null and t.voided_at is null),
      'tasks', (select coalesce(jsonb_agg(s.id), '[]') from staff_task s
        where s.kind = 'account-waiting' and s.done_at is null and s.ref in (select id::text from accounts)),
      'mails', ${ids('mails')}, 'envois', ${ids('envois')}, 'requests', ${ids('chosen')}, 'decisions', ${ids('decided')},
      'staff', ${ids('staff')}, 'wishes', (select coalesce(jsonb_agg(kind), '[]') from wishes))`;
}

/** The worklist says who merged them, and when; whoever decided it is the actor of the plan. */
function settlePair(writing: Writing, { personId, mergedId }: Pair): void {
  const { actor, now: settledAt } = writing;
  if (actor.kind !== 'staff') return;
  const [oneId = '', otherId = ''] = [personId, mergedId].sort();
  const settled = { state: 'merged' as const, settledAt, settledBy: actor.id };
  writing.send(
    writing.tx
      .insert(duplicatePair)
      .values({ oneId, otherId, score: 1, reasons: ['choisies par le secrétariat'], ...settled })
      .onConflictDoUpdate({ target: [duplicatePair.oneId, duplicatePair.otherId], set: settled }),
  );
}

/** The account that does not stay: nobody signs in with it, its links are dead, its address is free. */
function closeFor(writing: Writing, accountId: string): void {
  const { tx } = writing;
  const at = sql`${writing.now.toISOString()}::timestamptz`;
  writing.send(
    tx.execute(sql`
      update member_account set state = 'closed', closed_at = coalesce(closed_at, ${at}), email = null, email_verified = false,
        pending_email = null where id = ${accountId}`),
  );
  writing.send(tx.delete(memberSession).where(eq(memberSession.userId, accountId)));
  writing.send(
    tx.execute(sql`
      update token set voided_at = ${at} where account_id = ${accountId} and used_at is null and voided_at is null`),
  );
  writing.send(
    tx.execute(sql`
      update mail set state = 'cancelled' where account_id = ${accountId} and state = 'pending'
        and token_id in (select id from token where account_id = ${accountId} and voided_at is not null)`),
  );
  writing.send(
    tx.execute(sql`
      update staff_task set done_at = ${at} where kind = 'account-waiting' and ref = ${accountId} and done_at is null`),
  );
}

const found = (mergeId: string, what: string) =>
  sql`(select found -> ${what} from person_merge where id = ${mergeId}::uuid)`;
const idsOf = (mergeId: string, what: string) =>
  sql`(select value::uuid from jsonb_array_elements_text(${found(mergeId, what)}))`;

/**
 * Back to what was found. Rows that are live shrink and go home first, then those that were annulled come back: the
 * database forbids overlaps at each step.
 */
const RESTORE = [
  (id: string) => sql`
    update mandate m set person_id = b.person_id, period = b.period, end_reason = b.end_reason, ended_by = b.ended_by
    from jsonb_populate_recordset(null::mandate, ${found(id, 'mandates')}) b where m.id = b.id`,
  (id: string) => sql`
    update mandate m set annulled_at = null, annulled_by = null
    from jsonb_populate_recordset(null::mandate, ${found(id, 'mandates')}) b where m.id = b.id and m.annulled_at is not null`,
  (id: string) => sql`
    update role_assignment r set mandate_id = b.mandate_id, period = b.period, ended_by = b.ended_by
    from jsonb_populate_recordset(null::role_assignment, ${found(id, 'roles')}) b where r.id = b.id`,
  (id: string) => sql`
    update role_assignment r set annulled_at = null, annulled_by = null
    from jsonb_populate_recordset(null::role_assignment, ${found(id, 'roles')}) b where r.id = b.id and r.annulled_at is not null`,
  (id: string) => sql`
    update mail set person_id = (select merged_id from person_merge where id = ${id}::uuid) where id in ${idsOf(id, 'mails')}`,
  (id: string) => sql`
    update submission set submitter_person_id = (select merged_id from person_merge where id = ${id}::uuid)
    where id in ${idsOf(id, 'envois')}`,
  (id: string) => sql`
    update change_request set settlement = jsonb_set(settlement, '{personId}', to_jsonb((select merged_id::text from person_merge where id = ${id}::uuid)))
    where id in ${idsOf(id, 'requests')} and state in (${STATES})
      and settlement ->> 'personId' = (select survivor_id::text from person_merge where id = ${id}::uuid)`,
  (id: string) => sql`
    update decision set person_ids = array_remove(person_ids, (select survivor_id from person_merge where id = ${id}::uuid))
    where id in ${idsOf(id, 'decisions')}`,
  (id: string) => sql`
    update staff_user set person_id = (select merged_id from person_merge where id = ${id}::uuid) where id in ${idsOf(id, 'staff')}`,
  (id: string) => sql`
    delete from mailing_opt_out o using person_merge m
    where m.id = ${id}::uuid and o.person_id = m.survivor_id and m.found -> 'wishes' ? o.kind`,
];

/** Accounts change places in one statement; an address comes back only after the rest of the plan let go of it. */
const RESTORE_ACCOUNTS = [
  (id: string) => sql`
    update member_account a set person_id = b.person_id, name = b.name, email = b.email, email_verified = b.email_verified,
      state = b.state, pending_email = b.pending_email, closed_at = b.closed_at, updated_at = now()
    from jsonb_populate_recordset(null::member_account, ${found(id, 'accounts')}) b where a.id = b.id`,
  (id: string) => sql`update token set voided_at = null where id in ${idsOf(id, 'tokens')} and used_at is null`,
  (id: string) => sql`
    update staff_task set done_at = null, done_by = null where id in ${idsOf(id, 'tasks')} and done_by is null`,
];
