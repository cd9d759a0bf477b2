-- What has been erased says so: the jobs pass it over, and screens tell it from what was never given.
alter table person add column erased_at timestamptz;
alter table submission add column erased_at timestamptz;
alter table change_request add column erased_at timestamptz;
-- An author whose address was erased has none.
alter table submission drop constraint submission_address;
alter table submission add constraint submission_address
  check (submitter_email is not null or channel = 'staff' or erased_at is not null);
-- What the retention jobs look for: content that is settled and not yet erased, the oldest first.
create index change_request_unerased on change_request (settled_at) where erased_at is null and settled_at is not null;
create index mail_unerased on mail (created_at) where to_address <> 'effacé';
-- "Up to which entry is the audit older than that?": entries come in order of time, so a few pages tell.
create index audit_entry_at on audit_entry using brin (at);
-- Values that still say something.
create index audit_value_unerased on audit_value (entry_id) where before is not null or after is not null;
-- Mentions of a person among what was approved, also long after it was applied.
create index decision_person on decision using gin (person_ids);
--> statement-breakpoint
-- One erasure of one person: asked for by the person, or due by the calendar. Ids and numbers only: it outlives what it erased.
create table erasure (
  -- Given by who orders, so that an order that is sent twice is one erasure.
  id uuid primary key,
  person_id uuid not null references person (id),
  region_id uuid references region (id),
  ground text not null check (ground in ('request', 'retention')),
  -- Null: the calendar.
  ordered_by uuid references staff_user (id),
  ordered_at timestamptz not null default now(),
  -- The second person, where two are asked for.
  confirmed_by uuid references staff_user (id), confirmed_at timestamptz,
  state text not null check (state in ('awaiting-second', 'ordered', 'done', 'refused')),
  counts jsonb not null default '{}',
  done_at timestamptz,
  check ((ground = 'retention') = (ordered_by is null)),
  check ((confirmed_by is null) = (confirmed_at is null) and confirmed_by is distinct from ordered_by),
  check ((state in ('done', 'refused')) = (done_at is not null))
);
-- At most one is under way for a person.
create unique index erasure_one_pending on erasure (person_id) where state in ('awaiting-second', 'ordered');
create index erasure_recent on erasure (ordered_at desc);
-- One passage of the retention jobs, with its report: how many rows went by each rule.
create table retention_run (
  id uuid primary key,
  -- Null: the calendar.
  ordered_by uuid references staff_user (id),
  ordered_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  -- As they were in force.
  periods jsonb not null default '{}',
  counts jsonb not null default '{}'
);
create index retention_run_recent on retention_run (ordered_at desc);
--> statement-breakpoint
-- A value of the audit may leave only when an entry of the chain says so (DESIGN.md §4.7), whoever deletes it. Entries
-- and seals are never deleted, values never changed.
drop trigger audit_value_append_only on audit_value;
create trigger audit_value_append_only before update or truncate on audit_value
  for each statement execute function refuse_rewriting_audit();
create function refuse_untold_erasure() returns trigger language plpgsql as $$
begin
  if exists (select from audit_entry where action = 'erase-audit-value' and subject_type = 'audit-entry' and subject_id = old.entry_id::text) then
    return old;
  end if;
  raise exception 'the values of audit entry % leave without an entry that says so', old.entry_id using errcode = '42501';
end $$;
create trigger audit_value_erasure before delete on audit_value for each row execute function refuse_untold_erasure();
-- Deletes the values whose erasure has been written into the audit; no other can be asked for.
create function erase_audit_values(entry_ids bigint[]) returns bigint
  language sql security definer set search_path = public, pg_temp as $$
  with gone as (delete from audit_value where entry_id = any (entry_ids) returning 1) select count(*) from gone
$$;
-- Values older than a moment that still say something.
create function due_audit_values(cutoff timestamptz) returns table (id text, at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select v.entry_id::text, e.at from audit_value v join audit_entry e on e.id = v.entry_id
  where (v.before is not null or v.after is not null) and e.at < cutoff
    and v.entry_id <= (select max(old.id) from audit_entry old where old.at < cutoff)
$$;
--> statement-breakpoint
-- What is left of the content of requests that are over: type, PO, states, dates, who of the secretariat did what. Not of
-- open ones: whoever erases settles them first. An envoi goes with the last of its requests.
create function erase_requests(request_ids uuid[]) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  ids uuid[] := array(select id from change_request where id = any (request_ids)
    and state in ('applied', 'rejected', 'withdrawn', 'lapsed', 'merged') order by id);
  lost text[] := array(select distinct word from request_search s, unnest(tsvector_to_array(s.words)) word
    where s.request_id = any (ids));
begin
  update request_payload set payload = '{"erased": true}', recorded = null where request_id = any (ids);
  update correction set draft = null, questions = (
      select coalesce(jsonb_agg(jsonb_build_object('field', q -> 'field', 'message', 'effacé')), '[]') from jsonb_array_elements(questions) q)
    where request_id = any (ids);
  update decision set reason = case when reason = '' then '' else 'effacé' end,
      plan = case when plan is null then null else plan || '{"effects": [], "findings": [], "base": {}}' end
    where request_id = any (ids);
  update request_event set reason = case when reason = '' then '' else 'effacé' end,
      actor_label = case when actor_kind in ('submitter', 'member') then 'effacé' else actor_label end,
      detail = (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(detail)
        where key in ('cameBy', 'cameOn', 'until', 'revertId', 'revertsId', 'corrected') or (event = 'assign' and key = 'name'))
    where request_id = any (ids);
  update note set body = 'effacé' where request_id = any (ids);
  update message set body = 'effacé' where request_id = any (ids);
  update bulk_item set outcome = 'effacé' where request_id = any (ids) and state <> 'waiting';
  update bulk_run r set reason = 'effacé' where reason <> '' and finished_at is not null
    and id in (select run_id from bulk_item where request_id = any (ids))
    and not exists (select from bulk_item i join change_request c on c.id = i.request_id
      where i.run_id = r.id and c.erased_at is null and c.id <> all (ids));
  update staff_task set reason = 'effacé', detail = detail - 'words' where done_at is not null and detail ->> 'requestId' = any (ids::text[]);
  update change_request set subject = 'Contenu effacé', erased_at = now(), settlement = settlement - 'corrections' - 'correctedBy',
      failure = case when failure is null then null else failure || '{"message": "effacé"}' end
    where id = any (ids);
  perform erase_authors(array(
    select s.id from submission s where s.id in (select submission_id from change_request where id = any (ids))
      and s.erased_at is null
      and not exists (select from change_request c where c.submission_id = s.id and c.erased_at is null)));
  perform refresh_request_search(ids);
  delete from request_word where word = any (lost)
    and not exists (select from request_search s where s.words @@ quote_literal(word)::tsquery);
  return cardinality(ids);
end $$;
--> statement-breakpoint
-- Who sent these envois, and what they wrote to the secretariat; the requests stay.
create function erase_authors(submission_ids uuid[]) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  lost text[] := array(select distinct word from request_search s, unnest(tsvector_to_array(s.words)) word
    where s.submission_id = any (submission_ids));
  erased bigint;
begin
  update submission set submitter_name = 'effacé', submitter_email = null, submitter_function = 'effacé', message = '', body_sha256 = '',
      po_typed = case when po_typed is null then null else '{"name": "effacé", "address": "effacé"}'::jsonb end, erased_at = now()
    where id = any (submission_ids);
  get diagnostics erased = row_count;
  update message set author_label = case when author_kind = 'submitter' then 'effacé' else author_label end, body = 'effacé'
    where submission_id = any (submission_ids);
  update request_event set actor_label = 'effacé' where actor_kind in ('submitter', 'member')
    and request_id in (select id from change_request where submission_id = any (submission_ids));
  update cause set actor_label = 'effacé' where actor_kind in ('submitter', 'member')
    and request_id in (select id from change_request where submission_id = any (submission_ids));
  update token set voided_at = coalesce(voided_at, now()), email = null where submission_id = any (submission_ids) and used_at is null;
  perform erase_mails(array(select id from mail where submission_id = any (submission_ids)));
  perform refresh_request_search(array(select id from change_request where submission_id = any (submission_ids)));
  delete from request_word where word = any (lost)
    and not exists (select from request_search s where s.words @@ quote_literal(word)::tsquery);
  return erased;
end $$;
--> statement-breakpoint
-- To whom mails went and what they said; that they went stays. What has not left yet leaves no more.
create function erase_mails(mail_ids uuid[]) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare erased bigint;
begin
  update mail set to_address = 'effacé', to_name = '', params = '{}',
      state = case when state in ('pending', 'held') then 'cancelled' else state end,
      error_code = case when state in ('pending', 'held') then 'erased' else error_code end
    where id = any (mail_ids) and state <> 'sending';
  get diagnostics erased = row_count;
  update outbox set state = 'cancelled', done_at = now()
    where kind = 'mail' and state = 'pending' and ref in (select id::text from mail where id = any (mail_ids) and state = 'cancelled');
  update staff_task set reason = 'effacé', detail = '{}' where kind like 'mail%' and ref = any (mail_ids::text[]);
  return erased;
end $$;
-- The text of tasks that are settled.
create function erase_tasks(task_ids uuid[]) returns bigint
  language sql security definer set search_path = public, pg_temp as $$
  with erased as (
    update staff_task set reason = 'effacé', detail = '{}' where id = any (task_ids) and done_at is not null returning 1)
  select count(*) from erased
$$;
-- The address that a link was to confirm, once the link is over.
create function erase_links(token_ids uuid[]) returns bigint
  language sql security definer set search_path = public, pg_temp as $$
  with erased as (update token set email = null where id = any (token_ids) and expires_at < now() returning 1)
  select count(*) from erased
$$;
-- Of who left the secretariat the name stays, because the history names them.
create function erase_departed_staff(staff_ids uuid[]) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare gone uuid[] := array(select id from staff_user where id = any (staff_ids) and disabled_at is not null);
begin
  delete from staff_credential where user_id = any (gone);
  delete from staff_session where user_id = any (gone);
  delete from staff_passkey where staff_id = any (gone);
  delete from staff_totp where staff_id = any (gone);
  delete from staff_recovery_code where staff_id = any (gone);
  delete from staff_link where staff_id = any (gone);
  update staff_user set email = 'efface-' || id || '@invalid', image = null, person_id = null where id = any (gone);
  return cardinality(gone);
end $$;
--> statement-breakpoint
-- Sessions, codes and counters that were over before a moment.
create function due_sign_ins(cutoff timestamptz) returns table (id text, at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select 'member_session:' || id, expires_at from member_session where expires_at < cutoff
  union all select 'staff_session:' || id, expires_at from staff_session where expires_at < cutoff
  union all select 'member_verification:' || id, expires_at from member_verification where expires_at < cutoff
  union all select 'staff_verification:' || id, expires_at from staff_verification where expires_at < cutoff
  union all select 'rate_limit:' || key, to_timestamp(expire / 1000.0) from rate_limit where expire < extract(epoch from cutoff) * 1000
$$;
create function purge_sign_ins(cutoff timestamptz) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare total bigint := 0; n bigint;
begin
  delete from member_session where expires_at < least(cutoff, now()); get diagnostics n = row_count; total := total + n;
  delete from staff_session where expires_at < least(cutoff, now()); get diagnostics n = row_count; total := total + n;
  delete from member_verification where expires_at < least(cutoff, now()); get diagnostics n = row_count; total := total + n;
  delete from staff_verification where expires_at < least(cutoff, now()); get diagnostics n = row_count; total := total + n;
  delete from rate_limit where expire < extract(epoch from least(cutoff, now())) * 1000; get diagnostics n = row_count; total := total + n;
  return total;
end $$;
--> statement-breakpoint
-- The requests about a person: planned, settled, or recorded on arrival as being about them; and those that nobody tied
-- to anybody, whose answers bear these names, and this birth date where they bear one.
create function requests_about(about uuid) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  with whom as (select p.*, search_words_of(p.last_name || ' ' || p.first_name) as names from person p where p.id = about),
  tied as (
    select d.request_id as id from decision d where d.person_ids @> array[about] and d.plan -> 'subjectIds' ? about::text
    union select k.request_id from cause k join whom w on w.created_by = k.id where k.request_id is not null
    union select k.request_id from mandate m join cause k on k.id in (m.opened_by, m.ended_by, m.annulled_by)
      where m.person_id = about and k.request_id is not null and exists (
        select from decision d where d.id = k.decision_id and d.plan -> 'subjectIds' ? about::text)
  ),
  alike as (
    select s.request_id as id from whom w join request_search s
        on s.words @@ (select string_agg(quote_literal(name), ' & ')::tsquery from unnest(w.names) name)
      join change_request c on c.id = s.request_id
      join request_payload y on y.request_id = c.id and y.version = c.payload_version
    where search_words_of(c.subject) @> w.names
      and coalesce(y.payload ->> 'birthDate', y.payload ->> 'knownBirthDate', w.birth_date::text) = w.birth_date::text
      and coalesce(c.settlement ->> 'personId', y.recorded ->> 'personId', about::text) in (about::text, 'new')
      and not exists (select from decision d where d.request_id = c.id and d.plan is not null and not d.plan -> 'subjectIds' ? about::text)
  ),
  both_ways as (select id from tied union select id from alike)
  -- What takes a request back, or stood for it, says the same again.
  select id from both_ways
  union select c.id from change_request c join both_ways b on c.reverts_id = b.id or c.merged_into = b.id or c.split_from = b.id
$$;
-- Every address that a person has had.
create function addresses_of(about uuid) returns setof text
  language sql stable security definer set search_path = public, pg_temp as $$
  select email_key from person where id = about and email_key is not null
  union select lower(email) from member_account where person_id = about and email is not null
  union select lower(pending_email) from member_account where person_id = about and pending_email is not null
  union select lower(v #>> '{}') from field_change, unnest(array[old_value, new_value]) v
    where subject_type = 'person' and subject_id = about and field = 'email' and jsonb_typeof(v) = 'string'
$$;
-- The envois that a person sent: tied to them on arrival, or from one of their addresses under their names.
create function envois_by(about uuid) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  select id from submission where submitter_person_id = about
  union select s.id from submission s, person p
    where p.id = about and lower(s.submitter_email) in (select addresses_of(about))
      and search_words_of(s.submitter_name) @> search_words_of(p.last_name || ' ' || p.first_name)
$$;
create index submission_person on submission (submitter_person_id) where submitter_person_id is not null;
-- What the access export tells of a member's sign-ins: the back office reads the tables themselves no more than before.
create function sign_ins_of(about uuid) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'member_session', (select coalesce(jsonb_agg(jsonb_build_object('ip_address', s.ip_address, 'user_agent', s.user_agent) order by s.id), '[]')
      from member_session s join member_account a on a.id = s.user_id where a.person_id = about),
    'token', (select coalesce(jsonb_agg(jsonb_build_object('email', t.email) order by t.id), '[]')
      from token t join member_account a on a.id = t.account_id where a.person_id = about and t.email is not null))
$$;
--> statement-breakpoint
-- Where else a person is named: in what was approved, asked or said about others of the same POs. The names, addresses
-- and number are taken out of the words; what the words are about stays.
create function erase_mentions(request_ids uuid[], patterns text[]) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  pattern text := '(' || array_to_string(patterns, '|') || ')';
  touched uuid[];
begin
  if cardinality(patterns) = 0 then return 0; end if;
  with found as (
    update decision set reason = regexp_replace(reason, pattern, 'effacé', 'gi'), plan = regexp_replace(plan::text, pattern, 'effacé', 'gi')::jsonb
      where request_id = any (request_ids) and (reason ~* pattern or plan::text ~* pattern) returning request_id
  ), found2 as (
    update request_event set reason = regexp_replace(reason, pattern, 'effacé', 'gi'), detail = regexp_replace(detail::text, pattern, 'effacé', 'gi')::jsonb,
        actor_label = case when actor_kind in ('submitter', 'member') then regexp_replace(actor_label, pattern, 'effacé', 'gi') else actor_label end
      where request_id = any (request_ids) and (reason ~* pattern or detail::text ~* pattern or actor_label ~* pattern) returning request_id
  ), found3 as (
    update request_payload set payload = regexp_replace(payload::text, pattern, 'effacé', 'gi')::jsonb,
        recorded = regexp_replace(recorded::text, pattern, 'effacé', 'gi')::jsonb
      where request_id = any (request_ids) and (payload::text ~* pattern or recorded::text ~* pattern) returning request_id
  ), found4 as (
    update correction set questions = regexp_replace(questions::text, pattern, 'effacé', 'gi')::jsonb,
        draft = regexp_replace(draft::text, pattern, 'effacé', 'gi')::jsonb
      where request_id = any (request_ids) and (questions::text ~* pattern or draft::text ~* pattern) returning request_id
  ), found5 as (
    update note set body = regexp_replace(body, pattern, 'effacé', 'gi') where request_id = any (request_ids) and body ~* pattern returning request_id
  ), found6 as (
    update bulk_item set outcome = regexp_replace(outcome, pattern, 'effacé', 'gi') where request_id = any (request_ids) and outcome ~* pattern returning request_id
  ), found7 as (
    update change_request set subject = regexp_replace(subject, pattern, 'effacé', 'gi'), settlement = regexp_replace(settlement::text, pattern, 'effacé', 'gi')::jsonb,
        failure = regexp_replace(failure::text, pattern, 'effacé', 'gi')::jsonb
      where id = any (request_ids) and (subject ~* pattern or settlement::text ~* pattern or failure::text ~* pattern) returning id
  )
  select array(select request_id from found union select request_id from found2 union select request_id from found3 union
    select request_id from found4 union select request_id from found5 union select request_id from found6 union select id from found7)
    into touched;
  update message set body = regexp_replace(body, pattern, 'effacé', 'gi')
    where submission_id in (select submission_id from change_request where id = any (request_ids)) and body ~* pattern;
  update submission set message = regexp_replace(message, pattern, 'effacé', 'gi')
    where id in (select submission_id from change_request where id = any (request_ids)) and message ~* pattern;
  update staff_task set reason = regexp_replace(reason, pattern, 'effacé', 'gi'), detail = regexp_replace(detail::text, pattern, 'effacé', 'gi')::jsonb
    where reason ~* pattern or detail::text ~* pattern;
  update bulk_run set reason = regexp_replace(reason, pattern, 'effacé', 'gi') where reason ~* pattern;
  update saved_view set name = regexp_replace(name, pattern, 'effacé', 'gi'),
      filters = case when filters::text ~* pattern then filters - 'q' else filters end
    where name ~* pattern or filters::text ~* pattern;
  return cardinality(touched);
end $$;
--> statement-breakpoint
-- The person and the account themselves: what identifies them and how to reach them. Ids, mandates, roles and their
-- dates stay, so that the past of a PO stays true. The caller holds the locks and has told the audit.
create function erase_person_rows(about uuid) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  addresses text[] := array(select addresses_of(about));
  accounts uuid[] := array(select id from member_account where person_id = about);
  names text[] := (select search_words_of(last_name || ' ' || first_name) from person where id = about);
  mails bigint;
begin
  mails := erase_mails(array(select id from mail where person_id = about or account_id = any (accounts)
    or (lower(to_address) = any (addresses) and search_words_of(to_name) @> names)));
  delete from member_session where user_id = any (accounts);
  delete from member_credential where user_id = any (accounts);
  delete from member_verification where identifier = any (addresses);
  update token set email = null, voided_at = case when used_at is null then coalesce(voided_at, now()) else voided_at end
    where account_id = any (accounts);
  update member_account set state = 'closed', closed_at = coalesce(closed_at, now()), name = 'Personne effacée', email = null,
      email_verified = false, image = null, pending_email = null, updated_at = now()
    where id = any (accounts);
  update field_change set old_value = case when old_value is null then null else '"effacé"'::jsonb end,
      new_value = case when new_value is null then null else '"effacé"'::jsonb end
    where subject_type = 'person' and subject_id = about;
  -- Whoever else has the address keeps its fate.
  delete from mail_suppression where address_key = any (addresses)
    and not exists (select from person where email_key = address_key and id <> about);
  update person set last_name = 'effacée', first_name = 'Personne', birth_date = '0001-01-01', email = null, phone = null,
      street = '', number = '', box = '', postcode = '', locality = '', country = 'BE', deceased = false,
      erased_at = now(), updated_at = now()
    where id = about;
  delete from request_word where word = any (names)
    and not exists (select from request_search s where s.words @@ quote_literal(word)::tsquery);
  return mails;
end $$;
--> statement-breakpoint
revoke execute on function refuse_untold_erasure(), erase_audit_values(bigint[]), due_audit_values(timestamptz), erase_requests(uuid[]),
  erase_authors(uuid[]), erase_mails(uuid[]), erase_tasks(uuid[]), erase_links(uuid[]), erase_departed_staff(uuid[]), due_sign_ins(timestamptz),
  purge_sign_ins(timestamptz), requests_about(uuid), addresses_of(uuid), envois_by(uuid), sign_ins_of(uuid), erase_mentions(uuid[], text[]), erase_person_rows(uuid) from public;
-- The worker may erase, and no more than that: what was asked, decided and noted it still cannot rewrite.
grant execute on function erase_audit_values(bigint[]), erase_requests(uuid[]), erase_authors(uuid[]), erase_mails(uuid[]), erase_tasks(uuid[]),
  erase_links(uuid[]), erase_departed_staff(uuid[]), purge_sign_ins(timestamptz), erase_mentions(uuid[], text[]), erase_person_rows(uuid) to guichet_worker;
grant execute on function due_audit_values(timestamptz), due_sign_ins(timestamptz), requests_about(uuid), addresses_of(uuid), envois_by(uuid)
  to guichet_worker, guichet_backoffice;
-- The back office orders and looks on.
grant select, insert, update (confirmed_by, confirmed_at, state) on erasure to guichet_backoffice;
grant select, insert on retention_run to guichet_backoffice;
grant select, insert, update (state, counts, done_at) on erasure to guichet_worker;
grant select, insert, update (started_at, finished_at, periods, counts) on retention_run to guichet_worker;
-- The access export of a person, and the count of what is due.
grant select on audit_entry, audit_value, mail_suppression to guichet_backoffice;
grant execute on function sign_ins_of(uuid) to guichet_backoffice;
