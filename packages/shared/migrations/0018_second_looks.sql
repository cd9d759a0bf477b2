-- What the register said when these answers came, taken by the worker on arrival: the form may not read it. It stands
-- beside the answers, so that what erases them erases it too; parsed again on every read.
alter table request_payload add column recorded jsonb;
grant update (recorded) on request_payload to guichet_worker;
--> statement-breakpoint
-- Who of the secretariat wrote an envoi: nobody approves alone what they wrote themselves.
alter table submission add column entered_by uuid references staff_user (id);
alter table submission add constraint submission_entered_by_staff check (channel = 'staff' or entered_by is null);
--> statement-breakpoint
-- The applied request that this one takes back.
alter table change_request add column reverts_id uuid references change_request (id);
-- One counter-request at a time, and none after one that was applied; it also finds the one about a request.
create unique index change_request_one_revert on change_request (reverts_id)
  where reverts_id is not null and state not in ('rejected', 'withdrawn', 'lapsed', 'merged');
--> statement-breakpoint
-- A counter-request is written by the back office; what was written before stays out of its reach.
grant insert on submission, change_request, request_payload to guichet_backoffice;
--> statement-breakpoint
-- What the secretariat did to an envoi on its own account, for the tracking page: which answers it corrected (by the
-- link of a confirmed mail alone), and what it took back.
create function read_staff_acts(secret bytea) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object('position', c.position,
    'corrected', case when f.proven and s.email_confirmed_at is not null and c.state = 'applied' then (
      select coalesce(jsonb_agg(field order by field), '[]') from jsonb_object_keys(c.settlement -> 'corrections') as field)
      else '[]' end,
    'revertedAt', (
      select r.settled_at from change_request r where r.reverts_id = c.id and r.state = 'applied')
    ) order by c.position), '[]')
  from followed_envoi(secret) f join submission s on s.id = f.submission_id join change_request c on c.submission_id = s.id
$$;
revoke execute on function read_staff_acts(bytea) from public;
grant execute on function read_staff_acts(bytea) to guichet_intake;
