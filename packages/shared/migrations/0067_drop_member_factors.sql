-- A member who lost the telephone with the codes and the codes on paper asks the secretariat, which orders their removal.
alter table account_order drop constraint account_order_kind_check;
alter table account_order add constraint account_order_kind_check
  check (kind in ('resend-activation', 'send-reset', 'unblock', 'drop-factors'));
--> statement-breakpoint
-- Whether there is any is all that the back office may know of factors.
create function member_has_factors(account uuid) returns boolean
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select exists (select from member_totp t where t.account_id = account and t.confirmed_at is not null)
    or exists (select from member_passkey k where k.account_id = account);
end;
revoke execute on function member_has_factors(uuid) from public;
grant execute on function member_has_factors(uuid) to guichet_backoffice, guichet_worker;
