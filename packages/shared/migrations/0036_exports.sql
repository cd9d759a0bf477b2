-- Lists that staff take out as a file. The back office orders, the worker writes the file, and who ordered it fetches it
-- from whichever app server answers: so it stands here, in pieces, and not on a disk that servers do not share.
create table export_run (
  -- Given by who orders, so that an order that is sent twice is one run.
  id uuid primary key,
  staff_id uuid not null references staff_user (id),
  region_id uuid not null references region (id),
  list text not null,
  filters jsonb not null,
  format text not null check (format in ('csv', 'xlsx')),
  state text not null default 'ordered' check (state in ('ordered', 'running', 'done', 'failed', 'deleted')),
  -- Each time a worker begins it anew; whoever finds another number than his own has been replaced, and stops.
  attempt integer not null default 0,
  total integer,
  rows integer not null default 0,
  bytes bigint not null default 0,
  -- Why there is no file: a code.
  error text,
  ordered_at timestamptz not null,
  finished_at timestamptz,
  expires_at timestamptz,
  check ((state = 'failed') = (error is not null)),
  check (state <> 'done' or expires_at is not null)
);
-- One's own exports, the newest first.
create index export_run_own on export_run (staff_id, ordered_at desc);
-- Files whose time is over.
create index export_run_expiry on export_run (expires_at) where state = 'done';
--> statement-breakpoint
create table export_chunk (
  run_id uuid not null references export_run (id) on delete cascade,
  attempt integer not null,
  place integer not null,
  content bytea not null,
  primary key (run_id, attempt, place)
);
--> statement-breakpoint
-- Deleting a file at once is for who ordered it; letting go of those whose time is over, for the worker.
grant select, insert, update (state) on export_run to guichet_backoffice;
grant select, delete on export_chunk to guichet_backoffice;
grant select, update (state, attempt, total, rows, bytes, error, finished_at, expires_at), delete on export_run to guichet_worker;
grant select, insert, delete on export_chunk to guichet_worker;
--> statement-breakpoint
-- The worker reads the lists as the back office shows them: what is missing in a PO, and what words find.
grant select on po_gap, po_words, request_search to guichet_worker;
grant execute on function near_words(text), near_request_words(text) to guichet_worker;
