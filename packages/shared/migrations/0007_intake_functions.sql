-- The public form's process can read no person and no payload: all it does beyond the public lists goes through these
-- functions (DESIGN.md §4.8). They run as their owner and name every object by schema.

-- Stores one envoi: submission, requests, payloads, history, arrival work and the acknowledgement, all or nothing.
-- Returns { outcome: 'created' | 'repeated' | 'different-body', id, reference }.
create function submit_changes(envoi jsonb) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  submission_key uuid := (envoi ->> 'id')::uuid;
  chosen_region uuid;
  chosen_po uuid := (envoi ->> 'poId')::uuid;
  known record;
begin
  select region_id into chosen_region from po where id = chosen_po;
  if chosen_region is null then
    if chosen_po is not null then raise exception 'no PO %', chosen_po using errcode = 'P0002'; end if;
    select id into chosen_region from region order by created_at, id limit 1;
  end if;
  insert into submission (id, reference, region_id, po_id, po_typed, submitter_name, submitter_email, submitter_function,
      message, privacy_read_at, idempotency_key, body_sha256)
    values (submission_key, envoi ->> 'reference', chosen_region, chosen_po, nullif(envoi -> 'poTyped', 'null'),
      envoi ->> 'submitterName', envoi ->> 'submitterEmail', envoi ->> 'submitterFunction',
      envoi ->> 'message', (envoi ->> 'at')::timestamptz, envoi ->> 'idempotencyKey', envoi ->> 'bodySha256')
    on conflict (idempotency_key) do nothing;
  if not found then
    select id, reference, body_sha256 into known from submission where idempotency_key = envoi ->> 'idempotencyKey';
    return jsonb_build_object('id', known.id, 'reference', known.reference, 'outcome',
      case when known.body_sha256 = envoi ->> 'bodySha256' then 'repeated' else 'different-body' end);
  end if;
  with asked as (
    select (r ->> 'id')::uuid as id, r, ordinality::int as position
    from jsonb_array_elements(envoi -> 'requests') with ordinality as t (r, ordinality)
  ), requests as (
    insert into change_request (id, submission_id, position, type, region_id, po_id, subject)
      select id, submission_key, position, r ->> 'type', chosen_region, chosen_po, r ->> 'subject' from asked
  ), payloads as (
    insert into request_payload (request_id, version, schema_version, payload)
      select id, 1, (r ->> 'schemaVersion')::int, r -> 'payload' from asked
  ), events as (
    insert into request_event (request_id, event, to_state, actor_kind, actor_label)
      select id, 'submit', 'submitted', 'submitter', envoi ->> 'submitterName' from asked
  )
  insert into outbox (kind, ref) select 'arrive', id::text from asked;
  insert into token (id, purpose, submission_id, secret_sha256, expires_at)
    values ((envoi ->> 'tokenId')::uuid, 'tracking', submission_key, decode(envoi ->> 'tokenSha256', 'hex'), (envoi ->> 'tokenExpiresAt')::timestamptz);
  with letter as (
    insert into mail (id, kind, cause_key, to_address, to_name, submission_id, token_id, message_id)
      values ((envoi ->> 'mailId')::uuid, 'acknowledgement', 'acknowledgement:' || submission_key, envoi ->> 'submitterEmail',
        envoi ->> 'submitterName', submission_key, (envoi ->> 'tokenId')::uuid, envoi ->> 'messageId')
      returning id
  )
  insert into outbox (kind, ref) select 'mail', id::text from letter;
  return jsonb_build_object('id', submission_key, 'reference', envoi ->> 'reference', 'outcome', 'created');
end $$;
--> statement-breakpoint
-- What the holder of a tracking link may read. Names and reasons only once the address is confirmed.
create function track_submission(secret bytea) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'reference', s.reference, 'sentAt', s.created_at, 'emailConfirmed', s.email_confirmed_at is not null,
    'poName', coalesce(p.name, s.po_typed ->> 'name'),
    'region', jsonb_build_object('name', g.name, 'email', g.email, 'phone', g.phone),
    'requests', (
      select jsonb_agg(jsonb_build_object(
        'position', c.position, 'type', c.type, 'state', c.state, 'settledAt', c.settled_at,
        'subject', case when s.email_confirmed_at is not null then c.subject end,
        'reason', case when s.email_confirmed_at is not null and c.state in ('rejected', 'applied') then (
          select d.reason from decision d where d.request_id = c.id and d.kind <> 'approve' order by d.sequence desc limit 1) end
      ) order by c.position) from change_request c where c.submission_id = s.id))
  from token t join submission s on s.id = t.submission_id join region g on g.id = s.region_id left join po p on p.id = s.po_id
  where t.purpose = 'tracking' and t.secret_sha256 = secret and t.voided_at is null and t.expires_at > now()
$$;
--> statement-breakpoint
-- Confirms the submitter's address; the worker then looks at the requests again. True when the link is valid.
create function confirm_submitter_email(secret bytea) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
declare found_submission uuid; confirmed boolean;
begin
  select t.submission_id into found_submission from token t
    where t.purpose = 'tracking' and t.secret_sha256 = secret and t.voided_at is null and t.expires_at > now();
  if found_submission is null then return false; end if;
  update submission set email_confirmed_at = now() where id = found_submission and email_confirmed_at is null returning true into confirmed;
  if confirmed then
    insert into request_event (request_id, event, from_state, to_state, actor_kind, actor_label)
      select c.id, 'confirm-email', c.state, c.state, 'submitter', s.submitter_name
      from change_request c join submission s on s.id = c.submission_id where s.id = found_submission;
    insert into outbox (kind, ref) select 'arrive', id || '/confirmed' from change_request where submission_id = found_submission;
  end if;
  return true;
end $$;
--> statement-breakpoint
-- The receipt page: safe to reload, tells nothing that its holder did not type.
create function read_receipt(idempotency text) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('reference', s.reference, 'sentAt', s.created_at,
    'region', jsonb_build_object('name', g.name, 'email', g.email, 'phone', g.phone))
  from submission s join region g on g.id = s.region_id where s.idempotency_key = idempotency
$$;
--> statement-breakpoint
-- Whether worker and queue are alive: shown beside readiness, never part of it.
create function read_heartbeats() returns table (process text, instance text, at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select process, instance, at from heartbeat where at > now() - interval '1 hour'
$$;
