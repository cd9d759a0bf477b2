-- The link on the receipt. Whoever holds it has sent the envoi, and has proven no address: it shows the states and lets
-- the envoi be taken back; names, reasons and answers wait for the link in the mail. The secret is HMAC(key, id of the
-- envoi); only its digest is kept.
alter table submission add column follow_sha256 bytea unique;
--> statement-breakpoint
-- What the secretariat asks the author of a request: an object, not a state of mind. Its words stay, whatever becomes of it.
create table correction (
  id uuid primary key default uuidv7(),
  request_id uuid not null references change_request (id),
  -- [{ field, message }]: the name of an answer, or null for the request as a whole.
  questions jsonb not null check (jsonb_array_length(questions) > 0),
  state text not null default 'open' check (state in ('open', 'answered', 'cancelled', 'withdrawn', 'lapsed')),
  -- The version of the answers it was asked about, and the one after it was answered.
  payload_version integer not null,
  answered_version integer,
  -- What the author has typed and not sent yet; each save raises the version, so that an older tab sends nothing.
  draft jsonb,
  draft_version integer not null default 0,
  asked_by uuid not null references staff_user (id),
  asked_at timestamptz not null default now(),
  closed_at timestamptz, closed_by uuid references staff_user (id),
  check ((state = 'open') = (closed_at is null)),
  check ((state = 'answered') = (answered_version is not null)),
  check (state = 'open' or draft is null)
);
-- One question at a time: it may ask about several answers.
create unique index correction_one_open on correction (request_id) where state = 'open';
create index correction_request on correction (request_id, asked_at);
--> statement-breakpoint
-- The one thread between the secretariat and the author of an envoi.
create table message (
  id uuid primary key default uuidv7(),
  submission_id uuid not null references submission (id),
  -- What it is about, when it is about one request.
  request_id uuid references change_request (id),
  author_kind text not null check (author_kind in ('staff', 'submitter')),
  staff_id uuid references staff_user (id),
  author_label text not null,
  body text not null check (body <> '' and length(body) <= 4000),
  at timestamptz not null default now(),
  check ((author_kind = 'staff') = (staff_id is not null))
);
create index message_submission on message (submission_id, at, id);
--> statement-breakpoint
-- "Was the link sent to this address lately?"
create index mail_tracking_link on mail (lower(to_address), created_at) where kind = 'tracking-link';
-- How long requests took lately: the newest of a secretariat are read, whatever the number on record.
create index change_request_settled on change_request (region_id, settled_at desc) where state in ('applied', 'rejected');
--> statement-breakpoint
-- An envoi by either of its links; `proven`: the link came by mail, so its holder reads that mailbox.
create function followed_envoi(secret bytea) returns table (submission_id uuid, proven boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select t.submission_id, true from token t
    where t.purpose = 'tracking' and t.secret_sha256 = secret and t.voided_at is null and t.expires_at > now()
  union all
  select s.id, false from submission s where s.follow_sha256 = secret and s.created_at > now() - interval '400 days'
$$;
--> statement-breakpoint
-- Stores one envoi as before, with the digest of the receipt's link.
create or replace function submit_changes(envoi jsonb) returns jsonb
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
      message, privacy_read_at, idempotency_key, body_sha256, follow_sha256)
    values (submission_key, envoi ->> 'reference', chosen_region, chosen_po, nullif(envoi -> 'poTyped', 'null'),
      envoi ->> 'submitterName', envoi ->> 'submitterEmail', envoi ->> 'submitterFunction',
      envoi ->> 'message', (envoi ->> 'at')::timestamptz, envoi ->> 'idempotencyKey', envoi ->> 'bodySha256',
      decode(envoi ->> 'followSha256', 'hex'))
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
-- The receipt page: safe to reload, tells nothing that its holder did not type.
create or replace function read_receipt(idempotency text) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('id', s.id, 'reference', s.reference, 'sentAt', s.created_at,
    'followSha256', encode(s.follow_sha256, 'hex'),
    'region', jsonb_build_object('id', g.id, 'name', g.name, 'email', g.email, 'phone', g.phone))
  from submission s join region g on g.id = s.region_id where s.idempotency_key = idempotency
$$;
--> statement-breakpoint
-- When requests decided in the last 90 days came, were settled, and waited for their author: moments, and nothing else.
create function settled_lately(region uuid) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object('from', c.created_at, 'to', c.settled_at, 'waits', (
      select coalesce(jsonb_agg(jsonb_build_array(k.asked_at, k.closed_at)), '[]') from correction k
      where k.request_id = c.id and k.closed_at is not null))), '[]')
  from (
    select id, created_at, settled_at from change_request
    where region_id = region and state in ('applied', 'rejected') and settled_at > now() - interval '90 days'
    order by settled_at desc limit 500) c
$$;
--> statement-breakpoint
-- What the holder of a tracking link may read. Names, reasons, questions and messages only by the link in the mail, and
-- only once the address is confirmed.
create or replace function track_submission(secret bytea) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'reference', s.reference, 'sentAt', s.created_at, 'proven', f.proven,
    'emailConfirmed', s.email_confirmed_at is not null,
    'poName', coalesce(p.name, s.po_typed ->> 'name'),
    'region', jsonb_build_object('name', g.name, 'email', g.email, 'phone', g.phone),
    'requests', (
      select jsonb_agg(jsonb_build_object(
        'position', c.position, 'type', c.type, 'state', c.state, 'settledAt', c.settled_at,
        'subject', case when o.open then c.subject end,
        'reason', case when o.open and c.state in ('rejected', 'applied') then (
          select d.reason from decision d where d.request_id = c.id and d.kind <> 'approve' order by d.sequence desc limit 1) end,
        'corrections', case when o.open then (
          select coalesce(jsonb_agg(jsonb_build_object('questions', k.questions, 'state', k.state, 'askedAt', k.asked_at)
            order by k.asked_at), '[]') from correction k where k.request_id = c.id) else '[]' end
      ) order by c.position) from change_request c where c.submission_id = s.id),
    'messages', case when o.open then (
      select coalesce(jsonb_agg(jsonb_build_object('from', m.author_kind, 'body', m.body, 'at', m.at,
        'position', (select position from change_request where id = m.request_id)) order by m.at, m.id), '[]')
      from message m where m.submission_id = s.id) else '[]' end)
  from followed_envoi(secret) f join submission s on s.id = f.submission_id join region g on g.id = s.region_id
    left join po p on p.id = s.po_id
    cross join lateral (select f.proven and s.email_confirmed_at is not null as open) o
$$;
--> statement-breakpoint
-- The copy of what was sent, for whoever has confirmed the address by its link.
create function read_answers(secret bytea) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('reference', s.reference, 'sentAt', s.created_at, 'poName', coalesce(p.name, s.po_typed ->> 'name'),
    'submitter', jsonb_build_object('name', s.submitter_name, 'email', s.submitter_email, 'function', s.submitter_function),
    'message', s.message,
    'requests', (
      select jsonb_agg(jsonb_build_object('position', c.position, 'type', c.type, 'schemaVersion', y.schema_version,
        'payload', y.payload) order by c.position)
      from change_request c join request_payload y on y.request_id = c.id and y.version = c.payload_version
      where c.submission_id = s.id))
  from followed_envoi(secret) f join submission s on s.id = f.submission_id left join po p on p.id = s.po_id
  where f.proven and s.email_confirmed_at is not null
$$;
--> statement-breakpoint
-- The copy by mail, to the confirmed address alone; once an hour. False when the link may not ask for it.
create function ask_answers_copy(secret bytea, mail_id uuid, mail_message_id text) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
declare envoi record;
begin
  select s.id, s.submitter_email, s.submitter_name into envoi
    from followed_envoi(secret) f join submission s on s.id = f.submission_id
    where f.proven and s.email_confirmed_at is not null;
  if not found then return false; end if;
  with letter as (
    insert into mail (id, kind, cause_key, to_address, to_name, submission_id, message_id)
      values (mail_id, 'answers-copy', 'answers-copy:' || envoi.id || ':' || to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24'),
        envoi.submitter_email, envoi.submitter_name, envoi.id, mail_message_id)
      on conflict (cause_key) do nothing returning id
  )
  insert into outbox (kind, ref) select 'mail', id::text from letter;
  return true;
end $$;
--> statement-breakpoint
-- A lost link. Nothing is looked up here, so that time tells nothing: the worker finds out whether there is such an envoi.
create function ask_tracking_link(asked_reference text, email_sha256 text, slot text) returns void
  language sql security definer set search_path = public, pg_temp as $$
  insert into outbox (kind, ref) values ('tracking-link', asked_reference || '/' || email_sha256 || '/' || slot)
    on conflict do nothing
$$;
--> statement-breakpoint
-- The open question about a request, with the answers it is about, for who may answer it.
create function read_correction(secret bytea, asked_position integer) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object('id', k.id, 'questions', k.questions, 'askedAt', k.asked_at, 'draft', k.draft,
    'draftVersion', k.draft_version, 'poId', c.po_id, 'type', c.type, 'schemaVersion', y.schema_version, 'payload', y.payload)
  from followed_envoi(secret) f join submission s on s.id = f.submission_id
    join change_request c on c.submission_id = s.id and c.position = asked_position and c.state = 'correction_requested'
    join correction k on k.request_id = c.id and k.state = 'open'
    join request_payload y on y.request_id = c.id and y.version = c.payload_version
  where f.proven and s.email_confirmed_at is not null
$$;
--> statement-breakpoint
-- Keeps what was typed. The new version of the draft, or null when the question is no longer open.
create function save_correction_draft(secret bytea, correction_id uuid, typed jsonb) returns integer
  language sql security definer set search_path = public, pg_temp as $$
  update correction k set draft = typed, draft_version = k.draft_version + 1
  from followed_envoi(secret) f join submission s on s.id = f.submission_id join change_request c on c.submission_id = s.id
  where k.id = correction_id and k.request_id = c.id and k.state = 'open' and c.state = 'correction_requested'
    and f.proven and s.email_confirmed_at is not null
  returning k.draft_version
$$;
--> statement-breakpoint
-- The clock of a correction stops: its reminders and its end are taken back.
create function stop_correction_clock(correction_id uuid) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update outbox set state = 'cancelled', done_at = now()
  where kind = 'correction-clock' and state = 'pending' and ref like correction_id || '%'
$$;
--> statement-breakpoint
-- The author's answer: the request goes back to the queue with a new version of its answers. 'answered'; 'gone' when the
-- question is no longer open; 'changed' when another tab has saved other answers meanwhile.
create function answer_correction(secret bytea, answer jsonb) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare asked record; new_version integer; corrected jsonb := nullif(answer -> 'payload', 'null');
begin
  select k.id, k.draft_version, c.id as request_id, c.payload_version, s.id as submission_id, s.submitter_name into asked
    from followed_envoi(secret) f join submission s on s.id = f.submission_id
      join change_request c on c.submission_id = s.id join correction k on k.request_id = c.id
    where f.proven and s.email_confirmed_at is not null and k.id = (answer ->> 'correctionId')::uuid
      and k.state = 'open' and c.state = 'correction_requested'
    for update of c, k;
  if not found then return 'gone'; end if;
  if asked.draft_version <> (answer ->> 'draftVersion')::int then return 'changed'; end if;
  new_version := asked.payload_version;
  if corrected is not null then
    new_version := new_version + 1;
    insert into request_payload (request_id, version, schema_version, payload)
      values (asked.request_id, new_version, (answer ->> 'schemaVersion')::int, corrected);
  end if;
  update correction set state = 'answered', answered_version = new_version, closed_at = now(), draft = null where id = asked.id;
  -- What staff had corrected or chosen on the former answers gives way to what the author says now.
  update change_request c set state = 'submitted', version = c.version + 1, payload_version = new_version, settled_at = null,
      subject = coalesce(answer ->> 'subject', c.subject),
      settlement = case when (answer ->> 'otherPerson')::boolean then kept.settlement - 'personId' else kept.settlement end
    from (
      select id, case when settlement ? 'corrections' then jsonb_set(settlement, '{corrections}',
        (settlement -> 'corrections') - array(select jsonb_array_elements_text(answer -> 'fields'))) else settlement end as settlement
      from change_request where id = asked.request_id) kept
    where c.id = kept.id;
  insert into request_event (request_id, event, from_state, to_state, actor_kind, actor_label, reason, detail)
    values (asked.request_id, 'answer-correction', 'correction_requested', 'submitted', 'submitter', asked.submitter_name,
      answer ->> 'note', jsonb_build_object('correctionId', asked.id, 'payloadVersion', new_version, 'fields', answer -> 'fields'));
  if answer ->> 'note' <> '' then
    insert into message (submission_id, request_id, author_kind, author_label, body)
      values (asked.submission_id, asked.request_id, 'submitter', asked.submitter_name, answer ->> 'note');
  end if;
  insert into outbox (kind, ref) values ('arrive', asked.request_id || '/' || asked.id) on conflict do nothing;
  perform stop_correction_clock(asked.id);
  return 'answered';
end $$;
--> statement-breakpoint
-- "Retirer ma demande", by either link, until it is approved. 'withdrawn', 'too-late', or 'gone' for no such request.
create function withdraw_request(secret bytea, asked_position integer) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare found_request record; question uuid;
begin
  select c.id, c.state, c.submission_id, s.submitter_name into found_request
    from followed_envoi(secret) f join submission s on s.id = f.submission_id
      join change_request c on c.submission_id = s.id and c.position = asked_position
    for update of c;
  if not found then return 'gone'; end if;
  if found_request.state = 'withdrawn' then return 'withdrawn'; end if;
  if found_request.state not in ('submitted', 'correction_requested', 'failed') then return 'too-late'; end if;
  update change_request set state = 'withdrawn', version = version + 1, settled_at = now() where id = found_request.id;
  insert into request_event (request_id, event, from_state, to_state, actor_kind, actor_label)
    values (found_request.id, 'withdraw', found_request.state, 'withdrawn', 'submitter', found_request.submitter_name);
  update correction set state = 'withdrawn', closed_at = now(), draft = null
    where request_id = found_request.id and state = 'open' returning id into question;
  if question is not null then perform stop_correction_clock(question); end if;
  insert into outbox (kind, ref) values ('envoi-settled', found_request.submission_id || '/' || found_request.id)
    on conflict do nothing;
  return 'withdrawn';
end $$;
--> statement-breakpoint
-- A message of the author to the secretariat, which finds it among its tasks.
create function write_message(secret bytea, message_id uuid, words text) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
declare envoi record;
begin
  select s.id, s.region_id, s.submitter_name, (
      select c.id from change_request c where c.submission_id = s.id
      order by c.state not in ('submitted', 'correction_requested', 'approved', 'failed'), c.position limit 1) as request_id
    into envoi from followed_envoi(secret) f join submission s on s.id = f.submission_id
    where f.proven and s.email_confirmed_at is not null;
  if not found then return false; end if;
  insert into message (id, submission_id, author_kind, author_label, body)
    values (message_id, envoi.id, 'submitter', envoi.submitter_name, words) on conflict (id) do nothing;
  if found then
    insert into staff_task (region_id, kind, ref, reason, detail)
      values (envoi.region_id, 'submitter-message', message_id::text, words,
        jsonb_build_object('submissionId', envoi.id, 'requestId', envoi.request_id));
  end if;
  return true;
end $$;
--> statement-breakpoint
revoke execute on function followed_envoi(bytea), settled_lately(uuid), read_answers(bytea),
  ask_answers_copy(bytea, uuid, text), ask_tracking_link(text, text, text), read_correction(bytea, integer),
  save_correction_draft(bytea, uuid, jsonb), stop_correction_clock(uuid), answer_correction(bytea, jsonb),
  withdraw_request(bytea, integer), write_message(bytea, uuid, text) from public;
grant execute on function settled_lately(uuid), read_answers(bytea),
  ask_answers_copy(bytea, uuid, text), ask_tracking_link(text, text, text), read_correction(bytea, integer),
  save_correction_draft(bytea, uuid, jsonb), answer_correction(bytea, jsonb), withdraw_request(bytea, integer),
  write_message(bytea, uuid, text) to guichet_intake;
grant execute on function stop_correction_clock(uuid) to guichet_backoffice;
--> statement-breakpoint
-- What the author has typed and not sent yet is nobody's to read.
grant select (id, request_id, questions, state, payload_version, answered_version, asked_by, asked_at, closed_at, closed_by)
  on correction to guichet_backoffice, guichet_worker;
grant insert on correction to guichet_backoffice;
grant update (state, draft, closed_at, closed_by) on correction to guichet_backoffice;
grant update (state, draft, closed_at) on correction to guichet_worker;
grant select, insert on message to guichet_backoffice;
grant select on message to guichet_worker;
