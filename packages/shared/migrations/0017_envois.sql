-- Approvals given in one act are applied in one transaction or not at all; the first of them names their chain.
alter table decision add column chain_id uuid references decision (id);
-- What the one outbox row of a chain stands for.
create index decision_chain on decision (chain_id) where chain_id is not null;
--> statement-breakpoint
-- Some answers of a request were decided apart: the request that they were taken out of, in the same envoi.
alter table change_request add column split_from uuid references change_request (id);
-- The same demand came twice: the request that stays for both. Never one that is merged itself: whoever merges it moves
-- those behind it along.
alter table change_request add column merged_into uuid references change_request (id);
-- Only demonstrations of earlier versions hold requests that are merged, without saying into which: the same demand.
update change_request merged set merged_into = (
    select id from change_request kept
    where kept.po_id = merged.po_id and kept.type = merged.type and kept.subject = merged.subject and kept.state <> 'merged'
    order by created_at, id limit 1)
  where state = 'merged';
alter table change_request
  add check (merged_into <> id),
  add check ((state = 'merged') = (merged_into is not null));
-- Who else follows a request, when it ends.
create index change_request_merged_into on change_request (merged_into) where merged_into is not null;
--> statement-breakpoint
-- Beside a request: what is open about its PO, what was settled about it lately, and what bears the same name elsewhere.
create index change_request_po_open on change_request (po_id, created_at)
  where state in ('submitted', 'correction_requested', 'approved', 'failed');
create index change_request_po_settled on change_request (po_id, settled_at desc) where settled_at is not null;
create index change_request_subject on change_request (region_id, fold(subject), created_at desc);
--> statement-breakpoint
-- What the holder of a tracking link may read, as before; and, of a request that is dealt with together with another one,
-- how that one stands: never who sent it, nor what was asked or said about it.
create or replace function track_submission(secret bytea) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'reference', s.reference, 'sentAt', s.created_at, 'proven', f.proven,
    'emailConfirmed', s.email_confirmed_at is not null,
    'poName', coalesce(p.name, s.po_typed ->> 'name'),
    'region', jsonb_build_object('name', g.name, 'email', g.email, 'phone', g.phone),
    'requests', (
      select jsonb_agg(jsonb_build_object(
        'position', c.position, 'type', c.type, 'state', c.state,
        'settledAt', case when c.merged_into is null then c.settled_at else m.settled_at end,
        -- What waits for another author is, to this one, being dealt with.
        'followed', case when m.id is not null then jsonb_build_object(
          'state', case when m.state in ('correction_requested', 'withdrawn', 'lapsed') then 'submitted' else m.state end,
          'position', case when m.submission_id = s.id then m.position end) end,
        'splitFrom', (select position from change_request where id = c.split_from),
        'splitInto', (select coalesce(jsonb_agg(position order by position), '[]') from change_request
          where submission_id = s.id and split_from = c.id),
        'subject', case when o.open then c.subject end,
        'reason', case when o.open and coalesce(m.state, c.state) in ('rejected', 'applied') then (
          select d.reason from decision d where d.request_id = coalesce(m.id, c.id) and d.kind <> 'approve'
          order by d.sequence desc limit 1) end,
        'corrections', case when o.open then (
          select coalesce(jsonb_agg(jsonb_build_object('questions', k.questions, 'state', k.state, 'askedAt', k.asked_at)
            order by k.asked_at), '[]') from correction k where k.request_id = c.id) else '[]' end
      ) order by c.position)
      from change_request c left join change_request m on m.id = c.merged_into where c.submission_id = s.id),
    'messages', case when o.open then (
      select coalesce(jsonb_agg(jsonb_build_object('from', m.author_kind, 'body', m.body, 'at', m.at,
        'position', (select position from change_request where id = m.request_id)) order by m.at, m.id), '[]')
      from message m where m.submission_id = s.id) else '[]' end)
  from followed_envoi(secret) f join submission s on s.id = f.submission_id join region g on g.id = s.region_id
    left join po p on p.id = s.po_id
    cross join lateral (select f.proven and s.email_confirmed_at is not null as open) o
$$;
--> statement-breakpoint
-- The worker takes a merge back when the request that stays is withdrawn or never answered.
grant update (merged_into) on change_request to guichet_backoffice, guichet_worker;
