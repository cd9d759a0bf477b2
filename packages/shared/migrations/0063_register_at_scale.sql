-- Nearly all gaps are of the past: those that last are found by kind, role and the day after the last of them, so that the
-- counts above the list of POs read a few thousand rows and not every gap there ever was.
create index po_gap_lasting on po_gap (kind, role, (coalesce(upper(days), 'infinity'::date)));
--> statement-breakpoint
-- "What took this request back, and what was split from it?": asked for every request about a person whom retention may
-- erase, and read from the whole table before.
create index change_request_reverts on change_request (reverts_id) where reverts_id is not null;
create index change_request_split_from on change_request (split_from) where split_from is not null;
-- As before (migration 0039), each way by its own index.
create or replace function requests_about(about uuid) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  with whom as (select p.*, search_words_of(p.last_name || ' ' || p.first_name) as names from person p where p.id = about),
  tied as (
    select d.request_id as id from decision d where d.person_ids @> array[about] and d.plan -> 'subjectIds' ? about::text
    union select k.request_id from cause k join whom w on w.created_by = k.id where k.request_id is not null
    union select k.request_id from mandate m join cause k on k.id in (m.opened_by, m.ended_by, m.annulled_by)
      where m.person_id = about and k.request_id is not null and exists (
        select from decision d where d.id = k.decision_id and d.plan -> 'subjectIds' ? about::text)
  ),
  alike as (
    select s.request_id as id from whom w join request_search s
        on s.words @@ (select string_agg(quote_literal(name), ' & ')::tsquery from unnest(w.names) name)
      join change_request c on c.id = s.request_id
      join request_payload y on y.request_id = c.id and y.version = c.payload_version
    where search_words_of(c.subject) @> w.names
      and coalesce(y.payload ->> 'birthDate', y.payload ->> 'knownBirthDate', w.birth_date::text) = w.birth_date::text
      and coalesce(c.settlement ->> 'personId', y.recorded ->> 'personId', about::text) in (about::text, 'new')
      and not exists (select from decision d where d.request_id = c.id and d.plan is not null and not d.plan -> 'subjectIds' ? about::text)
  ),
  both_ways as (select id from tied union select id from alike)
  -- What takes a request back, or stood for it, says the same again.
  select id from both_ways
  union select c.id from both_ways b join change_request c on c.reverts_id = b.id
  union select c.id from both_ways b join change_request c on c.merged_into = b.id
  union select c.id from both_ways b join change_request c on c.split_from = b.id
$$;
