import { sql } from 'drizzle-orm';
import type { Transaction } from '@guichet/shared/db/client';
import { EFFECTS, PAYLOAD } from './load-payloads.ts';
import type { LoadSize } from './load-size.ts';

/** The sizes of twenty envois in a row: 31 requests, most of them alone. */
const ENVOI_SIZES = [1, 2, 1, 1, 3, 1, 1, 2, 1, 1, 1, 3, 1, 2, 1, 1, 2, 3, 1, 2];
const PER_ROUND = ENVOI_SIZES.reduce((sum, size) => sum + size, 0);
const ENVOIS_PER_ROUND = ENVOI_SIZES.length;

/** Requests in one go, in whole rounds of envois: what is kept beside them stays small. */
const BATCH = 3_000 * PER_ROUND;

/** Days over which what is over has come, and what is still open. */
const PAST_DAYS = 3_000;
const OPEN_DAYS = 40;

export type LoadRegion = { regionId: string; staffIds: readonly string[] };

/** Writes the envois with their requests and everything that happened to them, the oldest first. */
export async function writeRequests(
  tx: Transaction,
  size: LoadSize,
  home: LoadRegion,
  onProgress: (done: number) => void,
): Promise<void> {
  await tx.execute(choosePlaces());
  await tx.execute(chooseOpen(size));
  for (let from = 0; from < size.requests; from += BATCH) {
    onProgress(from);
    const to = Math.min(from + BATCH, size.requests);
    for (const statement of batchOf(size, home, from, to)) await tx.execute(statement);
  }
}

/** Which request of a round belongs to which envoi of it. */
const choosePlaces = () => sql`
  create temporary table load_place on commit drop as
  select row_number() over (order by envoi, position) - 1 as turn, envoi - 1 as envoi, position
  from unnest(${`{${ENVOI_SIZES.join(',')}}`}::int[]) with ordinality as e (size, envoi), generate_series(1, size) position`;

/** Open ones are among the last; what came with them is over already. */
const chooseOpen = ({ requests, open }: LoadSize) => sql`
  create temporary table load_open on commit drop as
  select n, case when pg_temp.draw(n, 70, 100) < 80 then 'submitted' when pg_temp.draw(n, 70, 100) < 92 then 'correction_requested'
    else 'failed' end as state
  from generate_series(greatest(0, ${requests}::int - 2 * ${open}::int), ${requests}::int - 1) n
  order by pg_temp.draw(n, 71, 1000000), n limit ${open}`;

function batchOf(size: LoadSize, home: LoadRegion, from: number, to: number) {
  return [
    sql`drop table if exists load_envoi, load_request`,
    keepEnvois(size, from, to),
    keepRequests(size, home, from, to),
    sql`analyze load_envoi, load_request`,
    writeEnvois(home),
    writeChangeRequests(home),
    writePayloads,
    writeFirstPayloads,
    writeDecisions,
    writeCauses,
    writeOrigins,
    writeCorrections,
    writeClocks,
    writeEvents,
    writeMails(size),
    sql`select refresh_request_search(array(select id from load_request order by n))`,
  ];
}

const keepEnvois = ({ requests, open, pos, people }: LoadSize, from: number, to: number) => sql`
  create temporary table load_envoi on commit drop as
  with span as (
    select ${requests}::float / ${PER_ROUND} * ${ENVOIS_PER_ROUND} as envois, least(${requests}::float, 2.0 * ${open}) / ${PER_ROUND} * ${ENVOIS_PER_ROUND} as late
  ), numbered as (
    select e, pg_temp.draw(e, 1, ${pos}) as p, case when e < envois - late
        then now() - make_interval(secs => 86400 * (${OPEN_DAYS} + ${PAST_DAYS} * (1 - e / nullif(envois - late, 0))))
        else now() - make_interval(secs => 86400 * ${OPEN_DAYS} * (envois - e) / nullif(late, 0) + 900) end as at
    from span, generate_series(${Math.floor(from / PER_ROUND) * ENVOIS_PER_ROUND}::int, ${Math.ceil(to / PER_ROUND) * ENVOIS_PER_ROUND}::int - 1) e
  )
  select e, pg_temp.key('envoi', e) as id, n.p, pg_temp.reference(e) as reference, least(n.at, now()) as at, o.id as po_id, o.name as po_name,
    pg_temp.draw(e, 2, 100) < 2 as typed, s.known, pg_temp.draw(e, 6, 100) < 75 as confirmed,
    case when s.known then h.id end as person_id,
    case when s.known then h.first_name || ' ' || h.last_name else pg_temp.first_name(e, 5) || ' ' || pg_temp.last_name(e + 5000000) end as name,
    case when s.known then h.email else pg_temp.email(e + 5000000) end as email,
    case s.place when 0 then 'Président' else 'Secrétaire' end as function
  from numbered n join load_po o using (p)
    cross join lateral (select case pg_temp.draw(e, 3, 3) when 0 then 2 else 0 end as place) seat
    left join load_person h on h.i = least(seat.place * ${pos}::int + n.p, ${people}::int - 1)
    cross join lateral (select seat.place, h.email is not null and h.p = n.p and pg_temp.draw(e, 4, 100) < 80 as known) s`;

/** \`day\`: around which its dates lie. One in four of the open ones names somebody as nobody is named in the register. */
const keepRequests = ({ pos, people }: LoadSize, { staffIds }: LoadRegion, from: number, to: number) => sql`
  create temporary table load_request on commit drop as
  select r.*, pg_temp.key('request', r.n) as id, pg_temp.key('decision', r.n) as decision_id, pg_temp.key('cause', r.n) as cause_id,
    pg_temp.key('correction', r.n) as correction_id,
    case when r.type = 'po-change' then case r.variant when 3 then 'École ' || pg_temp.made_name(r.n, 130) else 'Le PO' end
      else r.first_name || ' ' || r.last_name end as subject,
    -- A day or more after it came, and never in the future.
    least(r.at + make_interval(hours => 3 + pg_temp.draw(r.n, 75, 100)), now() - interval '10 minutes') as decided_at,
    (array[${sql.join(
      staffIds.map((id) => sql`${id}::uuid`),
      sql`, `,
    )}])[1 + pg_temp.draw(r.n, 76, ${staffIds.length})] as staff_id
  from (
    select n, l.position, v.e, v.id as envoi_id, v.p, v.at, v.po_id, v.typed, v.name, h.i, a.type, a.variant, a.role,
      v.at::date as day, a.state, f.n is not null as open,
      a.state in ('applied', 'rejected', 'submitted') and a.type in ('new-member', 'member-change') and pg_temp.draw(n, 73, 8) = 0 as corrected,
      case when a.stranger then pg_temp.first_name(n, 81) else h.first_name end as first_name,
      case when a.stranger then pg_temp.last_name(n + 9000000) when slip then overlay(h.last_name placing '' from 3 for 1) else h.last_name end as last_name,
      case when a.stranger then pg_temp.birth_date(n) when pg_temp.draw(n, 86, 60) = 0 then date '2015-05-05' else h.birth_date end as birth_date,
      case when pg_temp.draw(n, 87, 12) = 0 then null when a.stranger then pg_temp.email(n + 9000000) else h.email end as email
    from generate_series(${from}::int, ${to}::int - 1) n
      join load_place l on l.turn = n % ${PER_ROUND}
      join load_envoi v on v.e = n / ${PER_ROUND} * ${ENVOIS_PER_ROUND} + l.envoi
      left join load_open f using (n)
      join load_person h on h.i = least(v.p + ${pos}::int * pg_temp.draw(n, 80, greatest(1, (${people}::int - v.p + ${pos}::int - 1) / ${pos}::int)), ${people}::int - 1)
      cross join lateral (
        select type, coalesce(f.state, case when pg_temp.draw(n, 72, 100) < 80 then 'applied' when pg_temp.draw(n, 72, 100) < 90 then 'rejected'
            when pg_temp.draw(n, 72, 100) < 95 then 'withdrawn' else 'lapsed' end) as state,
          pg_temp.draw(n, 83, 100) < case when f.n is null or h.place > 9 then 0 when type = 'new-member' then 70 else 8 end as stranger,
          f.n is not null and pg_temp.draw(n, 84, 10) = 0 as slip,
          least(pg_temp.draw(n, 82, 10) / 2, 4) as variant,
          (array['administrator', 'administrator', 'administrator', 'vice-president', 'treasurer', 'secretary', 'president', 'po-referent'])[1 + pg_temp.draw(n, 85, 8)] as role
        from (select case when pg_temp.draw(n, 74, 100) < 45 then 'member-change' when pg_temp.draw(n, 74, 100) < 70 then 'new-member'
          when pg_temp.draw(n, 74, 100) < 90 then 'removal' else 'po-change' end as type) t) a
  ) r`;

const writeEnvois = ({ regionId }: LoadRegion) => sql`
  insert into submission (id, reference, region_id, po_id, po_typed, submitter_name, submitter_email, submitter_function, message,
      privacy_read_at, idempotency_key, body_sha256, email_confirmed_at, submitter_person_id, created_at)
  select id, reference, ${regionId}::uuid, case when not typed then po_id end,
    case when typed then jsonb_build_object('name', po_name, 'address', '') end, name, email, function,
    case when pg_temp.draw(e, 7, 10) = 0 then 'Merci de votre aide, et bonne journée à toute l’équipe.' else '' end,
    at, 'load:' || id, encode(sha256(id::text::bytea), 'hex'), case when confirmed then at + interval '20 minutes' end,
    case when not typed then person_id end, at
  from load_envoi v where exists (select from load_request r where r.e = v.e)`;

const writeChangeRequests = ({ regionId }: LoadRegion) => sql`
  insert into change_request (id, submission_id, position, type, state, version, payload_version, region_id, po_id, subject, findings,
      failure, assigned_to, corrected_at, set_aside_until, created_at, settled_at, waits)
  select r.id, r.envoi_id, r.position, r.type, r.state, case when r.open then 1 else 3 end, case when r.corrected then 2 else 1 end,
    ${regionId}::uuid, case when not (r.typed and r.open) then r.po_id end, r.subject, '[]',
    case when r.state = 'failed' then jsonb_build_object('code', case pg_temp.draw(r.n, 77, 2) when 0 then 'stale-plan' else 'error' end,
      'message', 'Le dossier a changé depuis l’approbation : rien n’a été appliqué.', 'at', to_char(r.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end,
    case when r.open and pg_temp.draw(r.n, 78, 5) = 0 then r.staff_id end, case when r.corrected then r.at + (r.decided_at - r.at) * 0.6 end,
    case when r.state = 'submitted' and pg_temp.draw(r.n, 79, 30) = 0 then current_date + 1 + pg_temp.draw(r.n, 88, 20) end, r.at,
    case when not r.open then r.decided_at + interval '15 seconds' end,
    case when r.corrected and r.state in ('applied', 'rejected') then jsonb_build_array(jsonb_build_array(
      ((r.at + (r.decided_at - r.at) * 0.3) at time zone 'Europe/Brussels')::date,
      ((r.at + (r.decided_at - r.at) * 0.6) at time zone 'Europe/Brussels')::date)) end
  from load_request r`;

const writePayloads = sql`
  insert into request_payload (request_id, version, schema_version, payload, created_at)
  select r.id, case when r.corrected then 2 else 1 end, case when r.type in ('new-member', 'member-change') then 2 else 1 end, ${PAYLOAD}, r.at
  from load_request r join load_person h using (i)`;

/** As first sent, before its author corrected the telephone number. */
const writeFirstPayloads = sql`
  insert into request_payload (request_id, version, schema_version, payload, created_at)
  select r.id, 1, y.schema_version, y.payload || jsonb_build_object('phone', pg_temp.phone(r.n + 1)), r.at
  from load_request r join request_payload y on y.request_id = r.id and y.version = 2 where r.corrected`;

const writeDecisions = sql`
  insert into decision (id, request_id, kind, payload_version, decided_on, plan, plan_version, shown_hash, apply_hash, reason, po_id,
      person_ids, staff_id, at, settled_at, outcome)
  select r.decision_id, r.id, k.kind, case when r.corrected then 2 else 1 end, r.decided_at::date,
    case when k.kind = 'approve' then jsonb_build_object('effects', ${EFFECTS}, 'findings', '[]'::jsonb, 'base', '{}'::jsonb, 'version', 1,
      'personIds', k.person_ids, 'subjectIds', k.person_ids, 'poId', r.po_id) end,
    case when k.kind = 'approve' then 1 end, case when k.kind = 'approve' then encode(sha256(('shown' || r.id)::bytea), 'hex') end,
    case when k.kind = 'approve' then encode(sha256(('apply' || r.id)::bytea), 'hex') end,
    case k.kind when 'reject' then 'Cette personne n’est pas connue de ce PO : écrivez-nous si nous nous trompons.'
      when 'close-by-hand' then 'Fait à la main dans le dossier.' else '' end,
    r.po_id, k.person_ids, r.staff_id, r.decided_at,
    case when k.kind = 'approve' then r.decided_at + interval '15 seconds' end,
    case when k.kind = 'approve' then r.state end
  from load_request r join load_person h using (i) join load_po o on o.p = r.p
    cross join lateral (select case when r.state = 'rejected' then 'reject' when r.type = 'po-change' and r.variant = 4 and r.state = 'applied' then 'close-by-hand'
      else 'approve' end as kind, case when r.type = 'po-change' then '{}' else array[h.id] end as person_ids) k
  where r.state in ('applied', 'rejected', 'failed')`;

const writeCauses = sql`
  insert into cause (id, kind, request_id, decision_id, actor_kind, actor_label, at)
  select r.cause_id, 'request', r.id, d.id, 'system', 'Guichet PO', d.settled_at
  from load_request r join decision d on d.id = r.decision_id where d.kind = 'approve' and d.outcome = 'applied'`;

const writeOrigins = sql`
  insert into field_change (subject_type, subject_id, field, old_value, new_value, cause_id, at)
  select case r.type when 'po-change' then 'po' else 'person' end, case r.type when 'po-change' then r.po_id else h.id end,
    case r.type when 'po-change' then 'contactPhone' else 'phone' end, null, to_jsonb(pg_temp.phone(r.n)), c.id, c.at
  from load_request r join load_person h using (i) join cause c on c.id = r.cause_id
  where r.type in ('po-change', 'member-change')`;

const writeCorrections = sql`
  insert into correction (id, request_id, questions, state, payload_version, answered_version, asked_by, asked_at, closed_at)
  select r.correction_id, r.id, jsonb_build_array(jsonb_build_object('field', null, 'message', 'Pouvez-vous vérifier votre réponse et nous la confirmer ?')),
    case r.state when 'correction_requested' then 'open' when 'lapsed' then 'lapsed' else 'answered' end, 1,
    case when r.state not in ('correction_requested', 'lapsed') then 2 end, r.staff_id, r.at + (r.decided_at - r.at) * 0.3,
    case when r.state <> 'correction_requested' then r.at + (r.decided_at - r.at) * 0.6 end
  from load_request r where r.state = 'correction_requested' or r.state = 'lapsed' or r.corrected`;

/** The reminders of what waits for its author are due in a month: whoever loads this to measure sends nothing meanwhile. */
const writeClocks = sql`
  insert into outbox (kind, ref, next_at) select 'correction-clock', r.correction_id, now() + interval '30 days'
  from load_request r where r.state = 'correction_requested'`;

const writeEvents = sql`
  insert into request_event (request_id, event, from_state, to_state, actor_kind, actor_id, actor_label, reason, at)
  select r.id, h.event, h.from_state, h.to_state, h.actor, case h.actor when 'staff' then r.staff_id end,
    case h.actor when 'staff' then 'Secrétariat' when 'system' then 'Guichet PO' else r.name end, h.reason, h.at
  from load_request r cross join lateral (values
    (1, true, 'submit', null, 'submitted', 'submitter', '', r.at),
    (2, r.corrected or r.state in ('correction_requested', 'lapsed'), 'ask-correction', 'submitted', 'correction_requested', 'staff',
      'Pouvez-vous vérifier votre réponse et nous la confirmer ?', r.at + (r.decided_at - r.at) * 0.3),
    (3, r.corrected, 'answer-correction', 'correction_requested', 'submitted', 'submitter', '', r.at + (r.decided_at - r.at) * 0.6),
    (4, r.state in ('applied', 'failed') and not (r.type = 'po-change' and r.variant = 4 and r.state = 'applied'), 'approve', 'submitted', 'approved', 'staff', '', r.decided_at),
    (5, r.state = 'applied' and r.type = 'po-change' and r.variant = 4, 'close-by-hand', 'submitted', 'applied', 'staff', 'Fait à la main dans le dossier.', r.decided_at),
    (6, r.state = 'applied' and not (r.type = 'po-change' and r.variant = 4), 'apply', 'approved', 'applied', 'system', '', r.decided_at + interval '15 seconds'),
    (7, r.state = 'failed', 'fail', 'approved', 'failed', 'system', 'Le dossier a changé depuis l’approbation : rien n’a été appliqué.', r.decided_at + interval '15 seconds'),
    (8, r.state = 'rejected', 'reject', 'submitted', 'rejected', 'staff', 'Cette personne n’est pas connue de ce PO : écrivez-nous si nous nous trompons.', r.decided_at),
    (9, r.state = 'withdrawn', 'withdraw', 'submitted', 'withdrawn', 'submitter', '', r.decided_at),
    (10, r.state = 'lapsed', 'lapse', 'correction_requested', 'lapsed', 'system', '', r.decided_at)
  ) as h (step, happened, event, from_state, to_state, actor, reason, at)
  where h.happened order by r.n, h.step`;

/** Acknowledgements of the newer half: mails are not kept for ever. */
const writeMails = ({ requests }: LoadSize) => sql`
  insert into mail (id, kind, cause_key, to_address, to_name, submission_id, state, attempts, message_id, response_code, sent_at, created_at)
  select pg_temp.key('mail', e), 'acknowledgement', 'acknowledgement:' || id, email, name, id,
    case when pg_temp.draw(e, 8, 500) = 0 then 'failed' else 'sent' end, 1, '<' || pg_temp.key('mail', e) || '@guichet.example>',
    case when pg_temp.draw(e, 8, 500) = 0 then 550 else 250 end, case when pg_temp.draw(e, 8, 500) <> 0 then at + interval '4 seconds' end, at
  from load_envoi v where v.e >= ${requests}::float / ${PER_ROUND} * ${ENVOIS_PER_ROUND} / 2 and exists (select from load_request r where r.e = v.e)`;
