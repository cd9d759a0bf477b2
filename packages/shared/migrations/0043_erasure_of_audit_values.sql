-- The values of the audit that an erasure takes away: those of the entries about these subjects, and those that name the
-- person among the entries of requests that merely mention them. The worker is told which, and reads none.
create function audit_values_about(kinds text[], subjects text[], mentioning text[], patterns text[]) returns setof text
  language sql stable security definer set search_path = public, pg_temp as $$
  select v.entry_id::text from audit_entry e join audit_value v on v.entry_id = e.id
  where e.subject_type = any (kinds) and e.subject_id = any (subjects) and (v.before is not null or v.after is not null)
  union
  select v.entry_id::text from audit_entry e join audit_value v on v.entry_id = e.id
  where e.subject_type = 'change-request' and e.subject_id = any (mentioning) and cardinality(patterns) > 0
    and concat_ws(' ', v.before::text, v.after::text) ~* ('(' || array_to_string(patterns, '|') || ')')
$$;
revoke execute on function audit_values_about(text[], text[], text[], text[]) from public;
grant execute on function audit_values_about(text[], text[], text[], text[]) to guichet_worker;
--> statement-breakpoint
-- What is over is the worker's to say, by the clock that all its rules share.
create or replace function erase_links(token_ids uuid[]) returns bigint
  language sql security definer set search_path = public, pg_temp as $$
  with erased as (
    update token set email = null, voided_at = case when used_at is null then coalesce(voided_at, now()) else voided_at end
      where id = any (token_ids) returning 1)
  select count(*) from erased
$$;
create or replace function purge_sign_ins(cutoff timestamptz) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare total bigint := 0; n bigint;
begin
  delete from member_session where expires_at < cutoff; get diagnostics n = row_count; total := total + n;
  delete from staff_session where expires_at < cutoff; get diagnostics n = row_count; total := total + n;
  delete from member_verification where expires_at < cutoff; get diagnostics n = row_count; total := total + n;
  delete from staff_verification where expires_at < cutoff; get diagnostics n = row_count; total := total + n;
  delete from rate_limit where expire < extract(epoch from cutoff) * 1000; get diagnostics n = row_count; total := total + n;
  return total;
end $$;
--> statement-breakpoint
-- What the preview of the rules counts.
create function due_links(cutoff timestamptz) returns table (id text, at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select t.id::text, t.expires_at from token t where t.email is not null and t.expires_at < cutoff
$$;
revoke execute on function due_links(timestamptz) from public;
grant execute on function due_links(timestamptz) to guichet_worker, guichet_backoffice;
create index token_unerased on token (expires_at) where email is not null;
--> statement-breakpoint
-- A second person may also say no.
grant update (done_at) on erasure to guichet_backoffice;
--> statement-breakpoint
-- Nobody confirms what nobody ordered: the calendar has neither.
alter table erasure drop constraint erasure_check1, add constraint erasure_second_person check (
  (confirmed_by is null) = (confirmed_at is null) and (confirmed_by is null or confirmed_by <> ordered_by));
-- What members did themselves is told under their names.
create function erase_member_labels(about uuid) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  accounts uuid[] := array(select id from member_account where person_id = about);
  erased bigint;
begin
  update request_event set actor_label = 'effacé' where actor_kind = 'member' and actor_id = any (accounts);
  update cause set actor_label = 'effacé' where actor_kind = 'member' and actor_id = any (accounts);
  get diagnostics erased = row_count;
  return erased;
end $$;
create index cause_member on cause (actor_id) where actor_kind = 'member';
create index request_event_member on request_event (actor_id) where actor_kind = 'member';
revoke execute on function erase_member_labels(uuid) from public;
grant execute on function erase_member_labels(uuid) to guichet_worker;
--> statement-breakpoint
-- The access export tells what a merger found of a person.
grant select (found) on person_merge to guichet_backoffice;
