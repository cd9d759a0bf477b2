-- A mail that was on its way at the moment of an erasure kept its address for as long as mails are kept. It is blanked too: who
-- sends it has what is needed in hand, and a mail that comes back to the ledger is not sent again. Mails of mailings have work of
-- their own name since 0074, which ends with them.
create or replace function erase_mails(mail_ids uuid[]) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare erased bigint;
begin
  update mail set to_address = 'effacé', to_name = '', params = '{}',
      state = case when state in ('pending', 'held') then 'cancelled' else state end,
      error_code = case when state in ('pending', 'held') then 'erased' else error_code end
    where id = any (mail_ids);
  get diagnostics erased = row_count;
  update outbox set state = 'cancelled', done_at = now()
    where kind in ('mail', 'mailing-mail') and state = 'pending'
      and ref in (select id::text from mail where id = any (mail_ids) and state = 'cancelled');
  update staff_task set reason = 'effacé', detail = '{}' where kind like 'mail%' and ref = any (mail_ids::text[]);
  return erased;
end $$;
