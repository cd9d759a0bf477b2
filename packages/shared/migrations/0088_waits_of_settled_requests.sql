-- How long a request was with the secretariat is a matter of days once it is over, and so is how long its author had it:
-- the days stand on the request itself, [[first, last], ...] of Brussels. The dashboard gathered them from every question
-- ever asked, whatever the weeks one looked at.
alter table change_request
  add column waits jsonb,
  -- Null rather than empty: very few requests have waited.
  add constraint change_request_waits check (jsonb_array_length(waits) > 0);
update change_request r set waits = k.waits
  from (select c.id, jsonb_agg(jsonb_build_array((k.asked_at at time zone 'Europe/Brussels')::date,
      (coalesce(k.closed_at, c.settled_at) at time zone 'Europe/Brussels')::date) order by k.asked_at, k.id) as waits
    from change_request c join correction k on k.request_id = c.id where c.state in ('applied', 'rejected') group by c.id) k
  where k.id = r.id;
--> statement-breakpoint
-- Written by the step that ends it, whichever process takes it: from then on nobody asks its author anything.
create function keep_waits() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  select jsonb_agg(jsonb_build_array((k.asked_at at time zone 'Europe/Brussels')::date,
      (coalesce(k.closed_at, new.settled_at) at time zone 'Europe/Brussels')::date) order by k.asked_at, k.id)
    into new.waits from correction k where k.request_id = new.id;
  return new;
end $$;
revoke execute on function keep_waits() from public;
create trigger keep_waits before update of state on change_request
  for each row when (new.state in ('applied', 'rejected') and old.state <> new.state) execute function keep_waits();
--> statement-breakpoint
-- The few among the settled ones that waited, read from this index alone.
create index change_request_waited on change_request (region_id, settled_at) include (type, created_at, waits)
  where state in ('applied', 'rejected') and waits is not null;
