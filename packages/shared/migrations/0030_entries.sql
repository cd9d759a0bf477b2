-- What came by telephone or letter is written by the secretariat for its author: how it came, and on which day.
alter table submission add column came_by text check (came_by in ('telephone', 'letter', 'counter', 'mail'));
alter table submission add column came_on date;
-- Both or none, and never without the name of who wrote it.
alter table submission add constraint submission_came check (
  (came_by is null) = (came_on is null) and (came_by is null or entered_by is not null));
--> statement-breakpoint
-- Who telephones may have no address: nobody is mailed then. The form always asks for one.
alter table submission alter column submitter_email drop not null;
alter table submission add constraint submission_address check (submitter_email is not null or channel = 'staff');
--> statement-breakpoint
-- The author of what was entered gets the acknowledgement that the form sends, with a link to follow it, if there is an
-- address; once for each envoi. The back office makes no other token: it may call this, and not write the table.
create function acknowledge_entry(entry jsonb) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare envoi record;
begin
  select s.id, s.submitter_email, s.submitter_name into envoi from submission s
    where s.id = (entry ->> 'submissionId')::uuid and s.came_by is not null and s.submitter_email is not null
      and not exists (select from token t where t.submission_id = s.id);
  if not found then return; end if;
  insert into token (id, purpose, submission_id, secret_sha256, expires_at)
    values ((entry ->> 'tokenId')::uuid, 'tracking', envoi.id, decode(entry ->> 'tokenSha256', 'hex'), (entry ->> 'tokenExpiresAt')::timestamptz);
  with letter as (
    insert into mail (id, kind, cause_key, to_address, to_name, submission_id, token_id, message_id)
      values ((entry ->> 'mailId')::uuid, 'acknowledgement', 'acknowledgement:' || envoi.id, envoi.submitter_email,
        envoi.submitter_name, envoi.id, (entry ->> 'tokenId')::uuid, entry ->> 'messageId')
      returning id
  )
  insert into outbox (kind, ref) select 'mail', id::text from letter;
end $$;
revoke execute on function acknowledge_entry(jsonb) from public;
grant execute on function acknowledge_entry(jsonb) to guichet_backoffice;
