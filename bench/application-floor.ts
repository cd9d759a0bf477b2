import { randomBytes, randomUUID } from 'node:crypto';
import type { DatabaseConnection } from '../packages/shared/src/db/client.ts';
import type { Place } from './place.ts';

/** As many at once as the worker takes. */
const CONNECTIONS = 8;

export type ApprovedCopy = { requestId: string; decisionId: string; poId: string; submissionId: string };

/** Requests as the product leaves them when they are approved, made in bulk after the newest real one. */
export async function copyAsApproved({ cluster }: Place, count: number): Promise<ApprovedCopy[]> {
  const { sql } = cluster.connect('migrator');
  return await sql<ApprovedCopy[]>`
    with model as (
      select d.plan, d.plan_version, d.shown_hash, d.apply_hash, d.staff_id, p.payload, s.region_id
      from decision d join request_payload p on p.request_id = d.request_id join change_request r on r.id = d.request_id
        join submission s on s.id = r.submission_id
      where d.plan is not null order by d.sequence desc limit 1
    ), wanted as materialized (
      select gen_random_uuid() as submission_id, gen_random_uuid() as request_id, gen_random_uuid() as decision_id, po.id as po_id, n
      from generate_series(1, ${count}::int) n join (select id, row_number() over (order by fase) as turn from po) po
        on po.turn = 1 + n % (select count(*) from po)
    ), submissions as (
      insert into submission (id, reference, region_id, po_id, submitter_name, submitter_email, submitter_function, privacy_read_at,
        idempotency_key, body_sha256)
      select submission_id, translate(upper(left(replace(submission_id::text, '-', ''), 8)), '01', 'XY'), region_id, po_id,
        'Marie Présidente', 'marie@po.example', 'Présidente', now(), submission_id::text, '' from wanted, model
    ), requests as (
      insert into change_request (id, submission_id, position, type, state, version, region_id, po_id, subject, findings)
      select request_id, submission_id, 1, 'new-member', 'approved', 2, region_id, po_id, 'Jeanne Lambert', '[]' from wanted, model
    ), payloads as (
      insert into request_payload (request_id, version, schema_version, payload) select request_id, 1, 1, payload from wanted, model
    ), decisions as (
      insert into decision (id, request_id, kind, payload_version, decided_on, plan, plan_version, shown_hash, apply_hash, po_id,
        person_ids, staff_id)
      select decision_id, request_id, 'approve', 1, current_date, plan, plan_version, shown_hash, apply_hash, po_id,
        array[decision_id], staff_id from wanted, model
    ), work as (
      insert into outbox (kind, ref, next_at) select 'apply', decision_id::text, now() + interval '1 day' from wanted
    )
    select request_id as "requestId", decision_id as "decisionId", po_id as "poId", submission_id as "submissionId" from wanted`;
}

/** Writes what an application writes, one statement and one transaction for each. Answers the seconds. */
export async function applyAtTheFloor({ cluster }: Place, requests: readonly ApprovedCopy[]): Promise<number> {
  const { sql } = cluster.connect('migrator');
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let request = requests[next++]; request; request = requests[next++]) await apply(sql, request);
    }),
  );
  return (performance.now() - began) / 1_000;
}

async function apply(
  sql: DatabaseConnection['sql'],
  { requestId, decisionId, poId, submissionId }: ApprovedCopy,
): Promise<void> {
  const [person, mandate, role] = [randomUUID(), randomUUID(), randomUUID()];
  const [account, token, activation, notice] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const email = `${person}@mail.example`;
  const values = JSON.stringify({
    lastName: 'Lambert',
    firstName: 'Jeanne',
    birthDate: '1971-05-04',
    email,
    locality: 'Namur',
  });
  await sql`
    with done as (
      update outbox set state = 'done', done_at = now() where kind = 'apply' and ref = ${decisionId} and state = 'pending'
    ), request as (
      update change_request set state = 'applied', version = version + 1, settled_at = now()
      where id = ${requestId}::uuid and state = 'approved' and version = 2
    ), decided as (
      update decision set settled_at = now(), outcome = 'applied' where id = ${decisionId}::uuid
    ), event as (
      insert into request_event (request_id, event, from_state, to_state, actor_kind, actor_label, detail)
      values (${requestId}::uuid, 'apply', 'approved', 'applied', 'system', 'Guichet PO', jsonb_build_object('decisionId', ${decisionId}::text))
    ), because as (
      insert into cause (id, kind, request_id, decision_id, actor_kind, actor_label)
      values (${decisionId}::uuid, 'request', ${requestId}::uuid, ${decisionId}::uuid, 'staff', 'Dominique Secrétaire')
    ), person as (
      insert into person (id, last_name, first_name, birth_date, email, phone, street, number, postcode, locality, created_by)
      values (${person}::uuid, 'Lambert', 'Jeanne', '1971-05-04', ${email}, '+3281223344', 'Rue de l’Exemple', '1', '5000', 'Namur', ${decisionId}::uuid)
    ), mandate as (
      insert into mandate (id, person_id, po_id, period, opened_by)
      values (${mandate}::uuid, ${person}::uuid, ${poId}::uuid, '[2026-09-01,)', ${decisionId}::uuid)
    ), role as (
      insert into role_assignment (id, mandate_id, role, period, assigned_by)
      values (${role}::uuid, ${mandate}::uuid, 'administrator', '[2026-09-01,)', ${decisionId}::uuid)
    ), account as (
      insert into member_account (id, person_id, name, email, state, created_by)
      values (${account}::uuid, ${person}::uuid, 'Jeanne Lambert', ${email}, 'invited', ${decisionId}::uuid)
    ), token as (
      insert into token (id, purpose, account_id, secret_sha256, expires_at)
      values (${token}::uuid, 'activation', ${account}::uuid, ${randomBytes(32)}, now() + interval '15 days')
    ), letters as (
      insert into mail (id, kind, cause_key, to_address, to_name, person_id, account_id, token_id, submission_id, request_id, message_id)
      values
        (${activation}::uuid, 'activation', ${token}, ${email}, 'Jeanne Lambert', ${person}::uuid, ${account}::uuid, ${token}::uuid, null, ${requestId}::uuid, ${activation}),
        (${notice}::uuid, 'envoi-settled', ${decisionId}, 'marie@po.example', 'Marie Présidente', null, null, null, ${submissionId}::uuid, ${requestId}::uuid, ${notice})
    ), work as (
      insert into outbox (kind, ref, next_at)
      values ('mail', ${activation}, now() + interval '1 day'), ('mail', ${notice}, now() + interval '1 day')
    ), entries as (
      insert into audit_entry (actor_kind, actor_id, action, subject_type, subject_id, cause_id, request_id, digest)
      select 'staff', null, action, 'person', ${person}, ${decisionId}::uuid, ${requestId}::uuid, ${randomBytes(32)}::bytea
      from unnest(array['create-person', 'open-mandate', 'assign-role', 'invite']) action returning id
    )
    insert into audit_value (entry_id, salt, after) select id, ${randomBytes(16)}::bytea, ${values}::jsonb from entries`;
}
