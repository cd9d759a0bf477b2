-- The secretariat in charge of an account's person: that of the mandate that counts last.
create function region_of_account(account uuid) returns uuid
  language sql stable set search_path = public, pg_temp as $$
  select p.region_id from member_account a join mandate m on m.person_id = a.person_id join po p on p.id = m.po_id
  where a.id = account order by m.annulled_at is null desc, m.period desc limit 1
$$;
revoke execute on function region_of_account(uuid) from public;
grant execute on function region_of_account(uuid) to guichet_backoffice, guichet_extranet, guichet_worker;
--> statement-breakpoint
-- Links that serve for minutes have a life that a secretariat chooses, as the others do.
create or replace function link_end(account uuid, wanted text, given integer, unit text, leaves timestamptz) returns timestamptz
  language sql stable set search_path = public, pg_temp as $$
  select case unit
    when 'minutes' then leaves + make_interval(mins => n)
    when 'hours' then leaves + make_interval(hours => n)
    else (leaves at time zone 'Europe/Brussels' + make_interval(days => n)) at time zone 'Europe/Brussels' end
  from (select setting_number(region_of_account(account), wanted, given) as n) chosen
$$;
--> statement-breakpoint
-- The days of reminders are chosen now: each row of an invitation's clock names its own, so that who was promised a day
-- keeps it.
update outbox set ref = replace(ref, '/remind-1', '/remind-1/5') where kind = 'activation-clock' and ref like '%/remind-1';
update outbox set ref = replace(ref, '/remind-2', '/last/12') where kind = 'activation-clock' and ref like '%/remind-2';
