-- A mail of a mailing goes to the address that its person has when it leaves. Sent again after the address was corrected, it
-- lifts no block from the one that it was written to before: that mailbox stays dead.
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
  delete from mail_suppression s using mail m where m.id = mail_id and s.address_key = lower(m.to_address)
    and not (m.kind = 'mailing' and exists (select from person p where p.id = m.person_id and p.email_key <> s.address_key));
  update outbox set state = 'pending', attempts = 0, error_code = null, done_at = null, next_at = now()
  where kind in ('mail', 'mailing-mail') and ref = mail_id::text;
  return true;
end $$;
--> statement-breakpoint
-- The link of a mail to a record that was merged meanwhile is the link of the person.
create or replace function left_by_mail(mail uuid) returns table (person_id uuid, kind text, "left" boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, g.kind, exists (select from mailing_opt_out o where o.person_id = p.id and o.kind = g.kind)
  from mailing_recipient r join mailing g on g.id = r.mailing_id join person q on q.id = r.person_id
    join person p on p.id = coalesce(q.merged_into, q.id)
  where r.mail_id = left_by_mail.mail and p.erased_at is null
$$;
--> statement-breakpoint
-- What a merged record has left, the person has left; when the merger is undone, so is that.
grant delete on mailing_opt_out to guichet_worker;
