-- Two records of one human being become one: the record that was merged stays, names the survivor, and is in no search.
alter table person add column merged_into uuid references person (id);
alter table person add column merged_by uuid references cause (id);
alter table person add constraint person_merged check (
  (merged_into is null) = (merged_by is null) and merged_into is distinct from id);
-- Who was merged into whom: the survivor's page, chains of mergers.
create index person_merged_into on person (merged_into) where merged_into is not null;
--> statement-breakpoint
-- The words of a name in one order and without their joins, so that names that were swapped or cut otherwise meet.
create function name_words(folded text) returns text
  language sql immutable parallel safe strict
  return array_to_string(array(select word from regexp_split_to_table(folded, '[^a-z0-9]+') word where word <> '' order by word collate "C"), ' ');
revoke execute on function name_words(text) from public;
grant execute on function name_words(text) to guichet_worker;
-- People with the same words in their names, in one walk: duplicates whose birth dates differ.
create index person_name_words on person (name_words(search) collate "C", id) where merged_into is null;
--> statement-breakpoint
-- A record that was merged holds no mandate any more: what would write one did not see the merger. Checked at commit, so
-- that a merger may move mandates and mark the record in any order.
create function check_merged_person() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'mandate' then
    if exists (
      select from mandate m join person p on p.id = m.person_id
      where m.id = new.id and m.annulled_at is null and p.merged_into is not null) then
      raise exception 'mandate % belongs to a person who was merged into another', new.id
        using errcode = '23514', constraint = 'mandate_of_merged_person';
    end if;
  elsif exists (
    select from person p join mandate m on m.person_id = p.id
    where p.id = new.id and p.merged_into is not null and m.annulled_at is null) then
    raise exception 'person % was merged and still has a mandate', new.id
      using errcode = '23514', constraint = 'mandate_of_merged_person';
  end if;
  return null;
end $$;
revoke execute on function check_merged_person() from public;
create constraint trigger mandate_of_merged_person after insert or update of person_id, annulled_at on mandate
  deferrable initially deferred for each row execute function check_merged_person();
create constraint trigger merged_person_without_mandate after update of merged_into on person
  deferrable initially deferred for each row execute function check_merged_person();
--> statement-breakpoint
-- Two accounts may change places in one statement.
alter table member_account drop constraint member_account_person_id_key;
alter table member_account add constraint member_account_person unique (person_id) deferrable initially immediate;
--> statement-breakpoint
-- What a merger found and what it moved, so that it can be undone exactly.
create table person_merge (
  -- The cause of the merger.
  id uuid primary key references cause (id),
  survivor_id uuid not null references person (id),
  merged_id uuid not null references person (id),
  -- Rows of mandates, roles and accounts as they stood; ids of what else followed the person.
  found jsonb not null,
  undone_by uuid references cause (id),
  check (survivor_id <> merged_id)
);
-- One merger of a record at a time.
create unique index person_merge_standing on person_merge (merged_id) where undone_by is null;
create index person_merge_survivor on person_merge (survivor_id);
--> statement-breakpoint
-- Two records that may be one human being, found by the worker; people decide. What was said stays: "not the same person"
-- is remembered.
create table duplicate_pair (
  one_id uuid not null references person (id),
  other_id uuid not null references person (id),
  score smallint not null check (score between 1 and 100),
  reasons text[] not null check (cardinality(reasons) > 0),
  -- 'gone': they resemble each other no more.
  state text not null default 'open' check (state in ('open', 'different', 'merged', 'gone')),
  found_at timestamptz not null default now(),
  -- The last look that found them alike.
  seen_at timestamptz not null default now(),
  settled_at timestamptz,
  settled_by uuid references staff_user (id),
  reason text not null default '' check (length(reason) <= 4000),
  primary key (one_id, other_id),
  -- A pair has no first and second: one row for both orders.
  check (one_id < other_id),
  check ((state in ('different', 'merged')) = (settled_at is not null and settled_by is not null))
);
-- The worklist: the likeliest first.
create index duplicate_pair_open on duplicate_pair (score desc, one_id, other_id) where state = 'open';
-- What was decided, the latest first.
create index duplicate_pair_settled on duplicate_pair (state, settled_at desc, one_id, other_id) where settled_at is not null;
-- All pairs of one person: the other half of the primary key.
create index duplicate_pair_other on duplicate_pair (other_id);
--> statement-breakpoint
-- Who is erased is named nowhere here either: not in the reasons of a pair, nor in what a merger found.
create function erase_duplicates() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if to_jsonb(new) ->> 'erased_at' is null then return null; end if;
  update duplicate_pair set reasons = '{effacé}', reason = '', state = case state when 'open' then 'gone' else state end
  where one_id = new.id or other_id = new.id;
  update person_merge set found = '{}' where survivor_id = new.id or merged_id = new.id;
  return null;
end $$;
revoke execute on function erase_duplicates() from public;
create trigger person_erased after update on person for each row when (old.last_name is distinct from new.last_name)
  execute function erase_duplicates();
--> statement-breakpoint
grant select, insert, update (settled_at, settled_by, reason, state) on duplicate_pair to guichet_backoffice;
grant select, insert, update on duplicate_pair to guichet_worker;
grant select, insert, update (undone_by) on person_merge to guichet_worker;
grant select (id, survivor_id, merged_id, undone_by) on person_merge to guichet_backoffice;
-- What follows the person: choices of staff in open requests, decisions, and the member of staff who is that person.
grant update (settlement) on change_request to guichet_worker;
grant update (person_ids) on decision to guichet_worker;
grant update (person_id) on staff_user to guichet_worker;
