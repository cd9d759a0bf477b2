-- "About whom of these is a request open?", in one look for all of them: asked person by person (requests_about, migration
-- 0063, the same rule), the preview of the retention took half an hour where 20,000 people are over. What is open is little,
-- whoever is asked about: the look goes from the open requests to the people. A test holds both rules equal;
-- this one also sees what came in and was not looked at yet.
create function people_with_open_request(people uuid[]) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  with whom as materialized (
    select p.id, p.birth_date, p.created_by, names, least_word, greatest_word
    from person p cross join lateral search_words_of(p.last_name || ' ' || p.first_name) as names
      cross join lateral (select min(word collate "C") as least_word, max(word collate "C") as greatest_word from unnest(names) word) w
    where p.id = any (people)),
  open as materialized (
    select id, reverts_id, split_from from change_request where state in ('submitted', 'correction_requested', 'approved', 'failed')),
  -- What takes a request back, or was split from it, says the same again.
  concerned as materialized (
    select id from open union select reverts_id from open where reverts_id is not null union select split_from from open where split_from is not null),
  said as materialized (
    select c.id, search_words_of(c.subject) as words, coalesce(y.payload ->> 'birthDate', y.payload ->> 'knownBirthDate') as birth_date,
      coalesce(c.settlement ->> 'personId', y.recorded ->> 'personId') as person_id
    from concerned b join change_request c on c.id = b.id
      join request_payload y on y.request_id = c.id and y.version = c.payload_version),
  -- Two words of a subject: a name is looked for by its first and its last, so that few others share both.
  pair as materialized (
    select s.id, one.word collate "C" as least_word, other.word collate "C" as greatest_word
    from said s cross join lateral unnest(s.words) one (word) cross join lateral unnest(s.words) other (word)
    where one.word collate "C" <= other.word collate "C")
  select w.id from concerned b join decision d on d.request_id = b.id cross join lateral unnest(d.person_ids) person (id)
    join whom w on w.id = person.id where d.plan -> 'subjectIds' ? w.id::text
  union select w.id from whom w join cause k on k.id = w.created_by join concerned b on b.id = k.request_id
  union select w.id from whom w join mandate m on m.person_id = w.id
      cross join lateral unnest(array[m.opened_by, m.ended_by, m.annulled_by]) why (id)
      join cause k on k.id = why.id join concerned b on b.id = k.request_id join decision d on d.id = k.decision_id
    where d.plan -> 'subjectIds' ? w.id::text
  union select w.id from whom w join pair using (least_word, greatest_word) join said s on s.id = pair.id
    where s.words @> w.names and coalesce(s.birth_date, w.birth_date::text) = w.birth_date::text
      and coalesce(s.person_id, w.id::text) in (w.id::text, 'new')
      and not exists (select from decision d where d.request_id = s.id and d.plan is not null and not d.plan -> 'subjectIds' ? w.id::text)
$$;
revoke execute on function people_with_open_request(uuid[]) from public;
-- Who shows what would go, and who lets it go.
grant execute on function people_with_open_request(uuid[]) to guichet_backoffice, guichet_worker;
