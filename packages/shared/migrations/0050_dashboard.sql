-- The dashboard counts what came and what was settled in the last weeks, by kind: both are read from an index alone,
-- however much is on record. Neither changes while a request is worked on, but for the one moment it is settled.
create index change_request_came on change_request (region_id, created_at) include (type);
drop index change_request_settled;
create index change_request_settled on change_request (region_id, settled_at desc) include (type, created_at)
  where state in ('applied', 'rejected');
--> statement-breakpoint
-- Where the members of a secretariat's POs stand on the way to the extranet: those with a mandate on that day or later.
-- The rule in words is domain/account-standing.ts; a test holds both equal. Only for who is invited and has not answered
-- are mails and links looked at.
create function standings_of_members(region uuid, day date, moment timestamptz) returns table (person_id uuid, state text)
  language sql stable security definer set search_path = public, pg_temp as $$
  with member as materialized (
    select distinct m.person_id from mandate m join po o on o.id = m.po_id
    where o.region_id = region and m.annulled_at is null and upper(m.period) is distinct from lower(m.period)
      and coalesce(upper(m.period) > day, true)
  )
  select b.person_id, case a.state
    when 'waiting' then 'waiting-address' when 'closed' then 'closed' when 'active' then 'activated'
    when 'invited' then (
      select case
        when m.state in ('failed', 'unknown') or exists (select from mail_suppression s where s.address_key = lower(a.email)) then 'bounced'
        when m.state in ('pending', 'sending') then 'to-send'
        when m.state is distinct from 'sent' or t.id is null or t.voided_at is not null or t.used_at is not null or t.expires_at <= moment then 'expired'
        when t.opened_at is not null then 'opened' else 'sent' end
      from (select) one
      left join lateral (select * from mail where account_id = a.id and kind = 'activation' order by created_at desc, id desc limit 1) m on true
      left join lateral (select * from token where account_id = a.id and purpose = 'activation' order by created_at desc, id desc limit 1) t on true)
    else 'none' end
  from member b left join member_account a on a.person_id = b.person_id
$$;
revoke execute on function standings_of_members(uuid, date, timestamptz) from public;
grant execute on function standings_of_members(uuid, date, timestamptz) to guichet_backoffice;
