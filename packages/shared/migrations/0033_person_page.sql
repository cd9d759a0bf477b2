-- When the page behind a link was first looked at. No proof that its owner did: filters of mail servers open links too.
-- It answers "did the mail arrive?"; looking changes nothing else.
alter table token add column opened_at timestamptz;
grant update (opened_at) on token to guichet_extranet;
--> statement-breakpoint
-- What became of the links of an account, without anything that a link is made of: the back office cannot read tokens.
create function read_account_links(account uuid)
  returns table (token_id uuid, purpose text, created_at timestamptz, expires_at timestamptz, used_at timestamptz, voided_at timestamptz, opened_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select t.id, t.purpose, t.created_at, t.expires_at, t.used_at, t.voided_at, t.opened_at from token t
  where t.account_id = account order by t.created_at desc limit 20;
end;
-- Links of one account, used and voided ones too (`token_account` holds those that still work).
create index token_of_account on token (account_id, created_at desc) where account_id is not null;
revoke execute on function read_account_links(uuid) from public;
grant execute on function read_account_links(uuid) to guichet_backoffice, guichet_worker;
--> statement-breakpoint
-- What staff order for somebody's account; the worker does it, since only it writes links and addresses.
create table account_order (
  id uuid primary key default uuidv7(),
  person_id uuid not null references person (id),
  kind text not null check (kind in ('resend-activation', 'send-reset', 'unblock')),
  -- The address that was shown when it was ordered: nothing goes to another one.
  address text not null,
  reason text not null default '',
  state text not null default 'ordered' check (state in ('ordered', 'done', 'refused')),
  -- Why it was refused, in words for staff.
  outcome text,
  ordered_by uuid not null references staff_user (id),
  ordered_at timestamptz not null default now(),
  done_at timestamptz,
  check ((state = 'ordered') = (done_at is null))
);
create index account_order_person on account_order (person_id, ordered_at desc);
-- Ordered twice before the worker came by, it is done once.
create unique index account_order_one_open on account_order (person_id, kind) where state = 'ordered';
grant select, insert on account_order to guichet_backoffice;
-- Address and reason go when the person is erased.
grant select, update (address, reason, state, outcome, done_at) on account_order to guichet_worker;
--> statement-breakpoint
-- Addresses whose server says for good that nobody is there are written to no more: the worker notes them, and takes them
-- away when staff say that the address is right. The back office shows why nothing leaves.
grant select on mail_suppression to guichet_backoffice;
grant insert, delete on mail_suppression to guichet_worker;
-- "Renvoyer" says that the address is right, so it is no longer blocked either.
create or replace function retry_mail(mail_id uuid, region uuid) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update mail m set state = 'pending', attempts = 0, error_code = null, response_code = null
  where m.id = mail_id and m.state in ('failed', 'unknown') and region = coalesce(
    (select s.region_id from submission s where s.id = m.submission_id),
    (select p.region_id from mandate d join po p on p.id = d.po_id
      where d.person_id = coalesce(m.person_id, (select a.person_id from member_account a where a.id = m.account_id))
      order by p.region_id = region desc, upper(d.period) desc limit 1),
    region);
  if not found then return false; end if;
  delete from mail_suppression s using mail m where m.id = mail_id and s.address_key = lower(m.to_address);
  update outbox set state = 'pending', attempts = 0, error_code = null, done_at = null, next_at = now()
  where kind = 'mail' and ref = mail_id::text;
  return true;
end $$;
--> statement-breakpoint
-- Who of the secretariat looked at whose file: a person's own page, or that of a PO, which shows its members. One row per
-- hour, so that reading again is not written again. It is added to, never changed.
create table person_reading (
  id bigint generated always as identity primary key,
  staff_id uuid not null references staff_user (id),
  person_id uuid references person (id),
  po_id uuid references po (id),
  screen text not null check (screen in ('person', 'po')),
  hour timestamptz not null,
  at timestamptz not null default now(),
  check ((screen = 'person') = (person_id is not null) and (screen = 'po') = (po_id is not null))
);
create unique index person_reading_person on person_reading (person_id, staff_id, hour) where person_id is not null;
create unique index person_reading_po on person_reading (po_id, staff_id, hour) where po_id is not null;
-- The latest who read a file are shown on it.
create index person_reading_person_at on person_reading (person_id, at desc) where person_id is not null;
create index person_reading_po_at on person_reading (po_id, at desc) where po_id is not null;
grant select, insert on person_reading to guichet_backoffice;
-- What is older than the retention period goes, by the worker: it need not know who read what.
grant select (id, at), delete on person_reading to guichet_worker;
--> statement-breakpoint
-- What a person is found by: the words of the names, and in capitals, which no folded word has, the regions of the POs
-- where a mandate is or was held, so that a search of one secretariat never gathers people of the others.
create table person_words (
  person_id uuid primary key references person (id),
  -- Last name first, folded: the order of a list. By bytes, so that one index gives the order and the beginnings.
  name text collate "C" not null,
  words tsvector not null
);
-- A few letters fit very many people: the first of them, in order, without gathering them all.
create index person_words_name on person_words (name, person_id);
-- Without the list of pending entries: a search would have to read all of it.
create index person_words_words on person_words using gin (words) with (fastupdate = off);
-- Every word of names of people, to find what a mistyped one may have meant. Apart from `known_word`, which the public
-- form reads. Single words, of which none leads to anybody; a word that nobody bears any more goes.
create table name_word (word text primary key);
create index name_word_trgm on name_word using gin (word gin_trgm_ops);
--> statement-breakpoint
-- People, then words, each in order: two of these at once wait for each other and never in a circle.
create function refresh_person_words(person_ids uuid[]) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with kept as (
    insert into person_words as known (person_id, name, words)
      select p.id, p.search, array_to_tsvector(search_words_of(p.search) || array(
        select distinct 'R' || o.region_id from mandate m join po o on o.id = m.po_id where m.person_id = p.id))
      from person p where p.id = any (person_ids) order by p.id
      on conflict (person_id) do update set name = excluded.name, words = excluded.words
        where (known.name, known.words) is distinct from (excluded.name, excluded.words)
      returning words
  ), borne as (
    select distinct word from kept, unnest(tsvector_to_array(kept.words)) word where length(word) > 2 and word !~ '[0-9A-Z]'
  )
  insert into name_word
    select word from borne where not exists (select from name_word known where known.word = borne.word) order by word
    on conflict do nothing;
end $$;
--> statement-breakpoint
-- Nobody is found before a mandate says where; a merge moves mandates from one person to another.
create function search_people_of_new_mandates() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform refresh_person_words(array(select distinct person_id from added));
  return null;
end $$;
create trigger mandate_people_searched after insert on mandate
  referencing new table as added for each statement execute function search_people_of_new_mandates();
create function search_people_of_moved_mandate() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform refresh_person_words(array[old.person_id, new.person_id]);
  return null;
end $$;
create trigger mandate_people_searched_anew after update of person_id, po_id on mandate
  for each row when (old.person_id is distinct from new.person_id or old.po_id is distinct from new.po_id)
  execute function search_people_of_moved_mandate();
create function search_changed_person() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform refresh_person_words(array[new.id]);
  -- An erased name leaves no trace, unless somebody else bears it.
  delete from name_word gone using unnest(search_words_of(old.search)) as former (word)
    where gone.word = former.word
      and not exists (select from person_words p where p.words @@ quote_literal(former.word)::tsquery);
  return null;
end $$;
create trigger person_searched_anew after update on person
  for each row when (old.search is distinct from new.search) execute function search_changed_person();
-- The words that resemble one; the caller compares them letter by letter.
create function near_person_words(asked text) returns setof text
  language sql stable security definer set search_path = public, pg_temp set pg_trgm.similarity_threshold = 0.2
begin atomic
  select word from name_word where word % asked and abs(length(word) - length(asked)) <= 2 order by word <-> asked limit 40;
end;
select refresh_person_words(array(select id from person));
--> statement-breakpoint
-- Addresses and numbers as they are typed, from their beginning; numbers also from their end, without the country.
create index person_email_prefix on person (email_key text_pattern_ops) where email_key is not null;
create index person_phone_prefix on person (phone text_pattern_ops) where phone is not null;
create index person_phone_suffix on person (reverse(phone) text_pattern_ops) where phone is not null;
create index member_account_pending_email on member_account (lower(pending_email)) where pending_email is not null;
create index po_contact_email on po (lower(contact_email) text_pattern_ops) where contact_email is not null;
create index po_contact_phone on po (contact_phone text_pattern_ops) where contact_phone is not null;
-- What somebody sent, for the page of that person.
create index submission_submitter_person on submission (submitter_person_id) where submitter_person_id is not null;
--> statement-breakpoint
revoke execute on function refresh_person_words(uuid[]), search_people_of_new_mandates(), search_people_of_moved_mandate(),
  search_changed_person(), near_person_words(text) from public;
grant select on person_words to guichet_backoffice;
grant execute on function near_person_words(text) to guichet_backoffice;
