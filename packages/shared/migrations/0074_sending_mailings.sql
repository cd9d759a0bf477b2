-- How a mailing leaves. Its recipients are kept in one statement; from then on each of its mails is a row of the ledger,
-- of a kind of its own, so that no other mail waits behind them.
-- `prepared_at`: since then its recipients are kept; a pause before and after goes on differently.
-- `remark`: what the draft says to who writes it: the words of a colleague, or that there was nobody to write to.
alter table mailing add column prepared_at timestamptz, add column remark text;
-- A mailing that had nobody to write to is a draft again, and asks for everything anew.
grant update (prepared_at, remark, scheduled_for, submitted_at, approved_by, approved_at) on mailing to guichet_worker;
grant update (remark, prepared_at) on mailing to guichet_backoffice;
--> statement-breakpoint
-- The next free moment for mails of mailings: one row for all of them ('*'), one per recipient domain. Several workers
-- take moments by one conditional update. Unlogged: after a crash of the server nothing was sent in its last seconds.
create unlogged table mail_pace (
  key text primary key,
  next_at timestamptz not null
);
grant select, insert, update, delete on mail_pace to guichet_worker;
--> statement-breakpoint
-- The mails of a mailing that still wait, when it is paused, goes on or is stopped.
create index mail_waiting_of_mailing on mail ((params ->> 'mailingId')) where kind = 'mailing' and state in ('pending', 'sending');
--> statement-breakpoint
-- A mail of a mailing is sent again in the same way as any other.
create or replace function retry_mail(mail_id uuid, region uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update mail m set state = 'pending', attempts = 0, error_code = null, response_code = null
  where m.id = mail_id and m.state in ('failed', 'unknown') and region = coalesce(
    (select s.region_id from submission s where s.id = m.submission_id),
    (select g.region_id from mailing_recipient r join mailing g on g.id = r.mailing_id where r.mail_id = m.id),
    (select p.region_id from mandate d join po p on p.id = d.po_id
      where d.person_id = coalesce(m.person_id, (select a.person_id from member_account a where a.id = m.account_id))
      order by p.region_id = region desc, upper(d.period) desc limit 1),
    region);
  if not found then return false; end if;
  delete from mail_suppression s using mail m where m.id = mail_id and s.address_key = lower(m.to_address);
  update outbox set state = 'pending', attempts = 0, error_code = null, done_at = null, next_at = now()
  where kind in ('mail', 'mailing-mail') and ref = mail_id::text;
  return true;
end $$;
--> statement-breakpoint
-- What a mailing comes to is told to the pages that show it; how far it has come, the worker tells now and then.
create function tell_mailing() returns trigger language plpgsql as $$
begin
  perform pg_notify('guichet_live', json_build_object('kind', 'mailing', 'region', new.region_id, 'id', new.id)::text);
  return null;
end $$;
create trigger mailing_told after update on mailing for each row
  when (old.state is distinct from new.state) execute function tell_mailing();
revoke execute on function tell_mailing() from public;
