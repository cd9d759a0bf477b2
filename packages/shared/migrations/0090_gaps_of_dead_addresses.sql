-- What a PO lacks, as staff see it: an address that a server gave up only later (a report, migration 0075) is as dead as one that
-- it refused at once, and what ends on the last day of a PO that closes or is merged needs nobody after it.
create or replace function po_gaps_of(po_ids uuid[]) returns table (po_id uuid, kind text, role text, days datemultirange)
  language sql stable security definer set search_path = public, pg_temp as $$
  with held as materialized (
    select m.id, m.po_id, m.person_id, m.period, p.deceased, p.email_key, o.closed_on
    from mandate m join person p on p.id = m.person_id join po o on o.id = m.po_id
    where m.po_id = any (po_ids) and m.annulled_at is null
  ), office as materialized (
    select h.id as mandate_id, h.po_id, h.period as mandate_period, h.deceased, h.email_key, h.closed_on, r.id, r.role, r.period
    from held h join role_assignment r on r.mandate_id = h.id where r.annulled_at is null
  )
  select w.id, 'unheld', w.role, '{(,)}'::datemultirange - coalesce(range_agg(o.period), '{}'::datemultirange)
  from (select id, role from unnest(po_ids) id, unnest(array['president', 'vice-president', 'administrator',
    'managing-administrator', 'treasurer', 'secretary', 'po-referent', 'pdp-referent', 'prevention-adviser']) role) w
    left join office o on o.po_id = w.id and o.role = w.role
  group by 1, 3
  union all
  -- Among periods in order of their first day, what one shares with the last of those before it has two holders.
  select s.po_id, 'several', s.role, range_agg(daterange(lower(s.period), least(upper(s.period), nullif(s.until, 'infinity'))))
  from (
    select o.po_id, o.role, o.period, max(coalesce(upper(o.period), 'infinity')) over (
      partition by o.po_id, o.role order by lower(o.period), o.id rows between unbounded preceding and 1 preceding) as until
    from office o
  ) s where s.until > lower(s.period)
  group by 1, 3
  union all
  select o.po_id, 'no-email', o.role, range_agg(o.period)
  from office o where o.role in ('president', 'secretary') and not o.deceased and coalesce(o.email_key, '') = ''
  group by 1, 3
  union all
  -- A role that ends before its mandate does, with nobody to hold it on the day after. What ends with the PO lacks nothing.
  select o.po_id, 'ending', o.role,
    range_agg(daterange(greatest(lower(o.period), upper(o.period) - 61), upper(o.period)))
  from office o
  where not upper_inf(o.period) and upper(o.period) is distinct from upper(o.mandate_period)
    and upper(o.period) - 1 is distinct from o.closed_on
    and not exists (select from office n where n.po_id = o.po_id and n.role = o.role and n.period @> upper(o.period))
  group by 1, 3
  union all
  -- A mandate that nothing of the same person continues.
  select h.po_id, 'ending', '', range_agg(daterange(greatest(lower(h.period), upper(h.period) - 61), upper(h.period)))
  from held h
  where not upper_inf(h.period) and upper(h.period) - 1 is distinct from h.closed_on and not exists (
    select from held n where n.po_id = h.po_id and n.person_id = h.person_id and n.period @> upper(h.period))
  group by 1
  union all
  select h.po_id, 'no-account', '', range_agg(h.period)
  from held h where not h.deceased and not exists (
    select from member_account a where a.person_id = h.person_id and a.state in ('invited', 'active'))
  group by 1
  union all
  -- No mail goes to the present address any more, or the last that is known of one is that it did not arrive.
  select h.po_id, 'bounced', '', range_agg(h.period)
  from held h where not h.deceased and h.email_key <> '' and (
    exists (select from mail_suppression b where b.address_key = h.email_key)
    or exists (
      select from mail m where m.person_id = h.person_id and m.state = 'failed' and lower(m.to_address) = h.email_key
        and not exists (select from mail n where n.person_id = h.person_id and n.state = 'sent'
          and lower(n.to_address) = h.email_key and n.created_at > m.created_at)))
  group by 1
$$;
-- Whoever has the address as a sign-in or on record: both are looked at.
create or replace function touch_people_of_address() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare blocked text := case when tg_op = 'DELETE' then old.address_key else new.address_key end;
begin
  perform touch_people(array(select person_id from member_account where lower(email) = blocked
    union select id from person where email_key = blocked));
  return null;
end $$;
create function touch_pos_that_close() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform touch_pos(array[new.id]);
  return null;
end $$;
revoke execute on function touch_pos_that_close() from public;
create trigger po_gaps_closed after update of closed_on on po for each row
  when (old.closed_on is distinct from new.closed_on) execute function touch_pos_that_close();
--> statement-breakpoint
select refresh_po_gaps(array(select id from po where closed_on is not null union
  select m.po_id from mandate m join person p on p.id = m.person_id join mail_suppression b on b.address_key = p.email_key));
