-- A task that asks staff to see to somebody's account closes by itself when the account no longer needs it: activated,
-- given an address of its own, closed. In the database because every process that changes an account would otherwise have
-- to know: the extranet, which activates, may not see tasks at all.
create function account_settles_tasks() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update staff_task set done_at = now()
  where ref = new.id::text and done_at is null
    and ((kind = 'account-waiting' and new.state <> 'waiting') or (kind = 'not-activated' and new.state <> 'invited'));
  return null;
end $$;
revoke execute on function account_settles_tasks() from public;
create trigger account_settles_tasks after update of state on member_account for each row
  when (old.state is distinct from new.state) execute function account_settles_tasks();
--> statement-breakpoint
-- A person is told once per last day; the daily look finds whose mandate ends soon without reading all the others.
create index mandate_ending on mandate (upper(period)) where annulled_at is null and upper(period) is not null;
--> statement-breakpoint
-- A mail that waits for the first day of a mandate which was moved: its link lives from the day it leaves.
grant update (expires_at) on token to guichet_worker;
