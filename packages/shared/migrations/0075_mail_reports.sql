-- What other mail servers said of our mails after they had taken them (or while they refused them), once per message.
create table mail_report (
  id uuid primary key default uuidv7(),
  -- The digest of what makes the message one: a message that is read twice adds nothing.
  message_key text not null,
  -- Null: it fits none of our mails; operators see that it came.
  mail_id uuid references mail (id),
  kind text not null check (kind in ('delivered', 'delayed', 'bounced', 'complained')),
  -- Enhanced status code (RFC 3463), when one was given.
  status text,
  -- The other server's words.
  server_words text not null default '',
  source text not null check (source in ('smtp', 'mailbox', 'webhook')),
  received_at timestamptz not null
);
create unique index mail_report_message on mail_report (message_key);
-- The fate of one mail, newest report first.
create index mail_report_mail on mail_report (mail_id, received_at desc) where mail_id is not null;
-- What operators look at, and what is swept away after a while.
create index mail_report_unmatched on mail_report (received_at) where mail_id is null;
-- The dashboard counts what came back, week by week.
create index mail_report_bounced on mail_report (received_at) where kind = 'bounced';
--> statement-breakpoint
-- The newest mails to an address: how many in a row came back.
create index mail_to_address on mail (lower(to_address), created_at desc) where state in ('sent', 'failed');
-- Which mailings were for a role in a PO: the archive of whoever holds it.
create index mailing_recipient_reasons on mailing_recipient using gin (reasons jsonb_path_ops);
--> statement-breakpoint
-- A complaint to the mail provider leaves the kinds that may be left, as the link does.
alter table mailing_opt_out drop constraint mailing_opt_out_via_check;
alter table mailing_opt_out add constraint mailing_opt_out_via_check check (via in ('link', 'extranet', 'staff', 'complaint'));
--> statement-breakpoint
-- "Adresse à corriger" is settled by what it asks for: the address is another one, or it is right after all.
create function settle_corrected_address() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'mail_suppression' then
    update staff_task set done_at = now()
      where kind = 'address-to-correct' and done_at is null and detail ->> 'address' = old.address_key;
  elsif tg_table_name = 'person' then
    update staff_task set done_at = now() where kind = 'address-to-correct' and done_at is null
      and ref = new.id::text and detail ->> 'address' = lower(old.email);
  else
    update staff_task set done_at = now() where kind = 'address-to-correct' and done_at is null
      and ref = new.person_id::text and detail ->> 'address' = lower(old.email);
  end if;
  return null;
end $$;
revoke execute on function settle_corrected_address() from public;
create trigger suppression_lifted after delete on mail_suppression for each row execute function settle_corrected_address();
create trigger person_address_corrected after update of email on person for each row
  when (lower(old.email) is distinct from lower(new.email)) execute function settle_corrected_address();
create trigger account_address_corrected after update of email on member_account for each row
  when (lower(old.email) is distinct from lower(new.email)) execute function settle_corrected_address();
--> statement-breakpoint
-- Whoever is erased leaves no preference behind, and no task that names an address.
create function forget_mail_wishes() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from mailing_opt_out where person_id = new.id;
  update staff_task set reason = 'effacé', detail = '{}', done_at = coalesce(done_at, now())
    where kind in ('address-to-correct', 'complaint') and ref = new.id::text;
  return null;
end $$;
revoke execute on function forget_mail_wishes() from public;
create trigger person_wishes_forgotten after update of erased_at on person for each row
  when (old.erased_at is null and new.erased_at is not null) execute function forget_mail_wishes();
-- A server's words often hold the address: they go with it, what became of the mail stays.
create function forget_mail_words() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update mail_report set server_words = '' where mail_id = new.id and server_words <> '';
  return null;
end $$;
revoke execute on function forget_mail_words() from public;
create trigger mail_words_forgotten after update of to_address on mail for each row
  when (new.to_address = 'effacé') execute function forget_mail_words();
--> statement-breakpoint
-- Which person leaves which kind of mailing by the link of a mail. The extranet reads no mail; the link's seal is checked first.
create function left_by_mail(mail uuid) returns table (person_id uuid, kind text, "left" boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select r.person_id, g.kind, exists (select from mailing_opt_out o where o.person_id = r.person_id and o.kind = g.kind)
  from mailing_recipient r join mailing g on g.id = r.mailing_id join person p on p.id = r.person_id
  where r.mail_id = left_by_mail.mail and p.erased_at is null
$$;
--> statement-breakpoint
-- The mailings that a member reads: what was addressed to them, and what was addressed to a role that they hold today, in the
-- PO where they hold it, whoever held it then. Of POs where nobody could be written to, what was for the role there.
create function mailings_of_member(account uuid) returns table (mailing_id uuid, own boolean, reasons jsonb)
  language sql stable security definer set search_path = public, pg_temp as $$
  with me as (
    select a.person_id from member_account a join person p on p.id = a.person_id and not p.deceased
    where a.id = account and a.state = 'active'
  ), held as (
    select m.po_id, r.role, po.region_id from me join mandate m on m.person_id = me.person_id and m.annulled_at is null
      join role_assignment r on r.mandate_id = m.id and r.annulled_at is null join po on po.id = m.po_id
    where m.period @> (now() at time zone 'Europe/Brussels')::date and r.period @> (now() at time zone 'Europe/Brussels')::date
  ), found as (
    select r.mailing_id, true as own, reason from me join mailing_recipient r on r.person_id = me.person_id
      cross join lateral jsonb_array_elements(r.reasons) reason
    union
    select r.mailing_id, false, jsonb_build_object('poId', h.po_id, 'role', h.role) from held h join mailing_recipient r
      on r.reasons @> jsonb_build_array(jsonb_build_object('poId', h.po_id, 'role', h.role))
      or r.reasons @> jsonb_build_array(jsonb_build_object('poId', h.po_id, 'insteadOf', h.role))
    union
    select g.id, false, jsonb_build_object('poId', h.po_id, 'role', h.role) from held h join mailing g
      on g.region_id = h.region_id and g.criteria -> 'roles' ? h.role::text
      and (g.criteria -> 'pos' -> 'ids' ? h.po_id::text or g.criteria -> 'pos' = '{}')
  )
  select f.mailing_id, bool_or(f.own), jsonb_agg(distinct f.reason)
  from found f join mailing g on g.id = f.mailing_id cross join me
  where g.started_at is not null and g.state in ('sending', 'paused', 'sent', 'stopped')
    and not g.criteria -> 'exclude' ? me.person_id::text
  group by f.mailing_id
$$;
--> statement-breakpoint
-- The list of the archive, and one of it with its text.
create function list_member_mailings(account uuid) returns table (id uuid, kind text, subject text, at timestamptz, own boolean, reasons jsonb)
  language sql stable security definer set search_path = public, pg_temp as $$
  select g.id, g.kind, g.subject, g.started_at, f.own, f.reasons
  from mailings_of_member(account) f join mailing g on g.id = f.mailing_id
$$;
create function read_member_mailing(account uuid, mailing uuid) returns table (id uuid, kind text, subject text, at timestamptz, own boolean, reasons jsonb, body jsonb)
  language sql stable security definer set search_path = public, pg_temp as $$
  select g.id, g.kind, g.subject, g.started_at, f.own, f.reasons, g.body
  from mailings_of_member(account) f join mailing g on g.id = f.mailing_id where g.id = read_member_mailing.mailing
$$;
revoke execute on function left_by_mail(uuid), mailings_of_member(uuid), list_member_mailings(uuid), read_member_mailing(uuid, uuid) from public;
grant execute on function left_by_mail(uuid), list_member_mailings(uuid), read_member_mailing(uuid, uuid) to guichet_extranet;
--> statement-breakpoint
grant select on mail_report to guichet_backoffice;
grant select, insert, delete on mail_report to guichet_worker;
grant select, insert, delete on mailing_opt_out to guichet_extranet;
grant insert, delete on mailing_opt_out to guichet_backoffice;
grant insert on mailing_opt_out to guichet_worker;
