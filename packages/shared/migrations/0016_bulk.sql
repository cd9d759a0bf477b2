-- What a member of the secretariat orders for many requests at once. The run and its items are written in one
-- transaction; the worker does the items one by one in their order, each in a transaction of its own that also says what
-- became of it: a crash at any point loses none and does none twice.
create table bulk_run (
  -- Given by who orders, so that an order that is sent twice is one run.
  id uuid primary key,
  region_id uuid not null references region (id),
  kind text not null check (kind in ('approve', 'reject', 'assign')),
  -- Why they are refused: each author reads it.
  reason text not null default '',
  -- Whom they are given to; nobody: they are nobody's any more.
  assignee_id uuid references staff_user (id),
  staff_id uuid not null references staff_user (id),
  -- UNDO_DELAY at the moment of the order: how long each approval may be taken back.
  undo_delay_seconds integer not null default 0 check (undo_delay_seconds >= 0),
  ordered_at timestamptz not null default now(),
  stopped_at timestamptz, stopped_by uuid references staff_user (id),
  finished_at timestamptz,
  check ((kind = 'reject') = (reason <> '')),
  check (kind = 'assign' or assignee_id is null),
  check ((stopped_at is null) = (stopped_by is null))
);
-- The recent runs of a secretariat.
create index bulk_run_region on bulk_run (region_id, ordered_at desc);
--> statement-breakpoint
create table bulk_item (
  run_id uuid not null references bulk_run (id),
  place integer not null,
  request_id uuid not null references change_request (id),
  -- What was seen when it was ordered: on another version nothing is done.
  version integer not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'left', 'stopped', 'undone')),
  -- What became of it, in words.
  outcome text not null default '',
  decision_id uuid references decision (id),
  at timestamptz,
  primary key (run_id, place),
  -- A request is decided once per run.
  unique (run_id, request_id),
  check ((state = 'waiting') = (at is null)),
  check (state = 'waiting' or outcome <> '')
);
--> statement-breakpoint
-- The back office orders, stops and takes back; the worker does the items in the name of who ordered them, with the
-- commands of single decisions, and writes what these write. It must see whether that person is still in office.
grant select, insert, update (stopped_at, stopped_by, finished_at) on bulk_run to guichet_backoffice;
grant select, insert, update (state, outcome, at) on bulk_item to guichet_backoffice;
grant select, update (finished_at) on bulk_run to guichet_worker;
grant select, update (state, outcome, decision_id, at) on bulk_item to guichet_worker;
grant insert on decision to guichet_worker;
grant update (po_id, assigned_to) on change_request to guichet_worker;
grant select (disabled_at) on staff_user to guichet_worker;
