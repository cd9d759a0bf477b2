create table submission (
  id uuid primary key,
  reference text not null unique check (reference ~ '^[2-9A-HJ-NPR-Y]{8}$'),
  region_id uuid not null references region (id),
  po_id uuid references po (id),
  -- What the submitter typed when the PO was not in the list: { name, address }.
  po_typed jsonb,
  submitter_name text not null, submitter_email text not null, submitter_function text not null,
  message text not null default '',
  channel text not null default 'form' check (channel in ('form', 'staff')),
  privacy_read_at timestamptz not null,
  idempotency_key text not null unique,
  body_sha256 text not null,
  email_confirmed_at timestamptz,
  -- Found by the worker on arrival: the member of that PO behind the submitter's address, if any.
  submitter_person_id uuid references person (id),
  created_at timestamptz not null default now(),
  check (po_id is not null or po_typed is not null)
);
create index submission_email on submission (lower(submitter_email), created_at);
alter table token add foreign key (submission_id) references submission (id);
--> statement-breakpoint
create table change_request (
  id uuid primary key,
  submission_id uuid not null references submission (id),
  position integer not null,
  type text not null,
  state text not null default 'submitted' check (state in ('submitted', 'correction_requested', 'approved', 'failed', 'applied', 'rejected', 'withdrawn', 'lapsed', 'merged')),
  -- Raised by every change: decisions name the version they saw.
  version integer not null default 1,
  payload_version integer not null default 1,
  region_id uuid not null references region (id),
  po_id uuid references po (id),
  -- Whom or what it is about, as typed: what the queue lists.
  subject text not null,
  -- Choices by which staff settled findings: person, PO, holders of single-holder roles.
  settlement jsonb not null default '{}',
  -- Findings as computed on arrival and at each look: [{code, severity}], for the badges of the queue.
  findings jsonb,
  failure jsonb,
  assigned_to uuid references staff_user (id),
  created_at timestamptz not null default now(),
  settled_at timestamptz,
  unique (submission_id, position)
);
-- The queue: open requests, oldest first.
create index change_request_open on change_request (region_id, created_at, id) where state in ('submitted', 'correction_requested', 'approved', 'failed');
create index change_request_state on change_request (region_id, state, created_at, id);
create index change_request_po on change_request (po_id, created_at);
alter table cause add foreign key (request_id) references change_request (id);
--> statement-breakpoint
create table request_payload (
  request_id uuid not null references change_request (id),
  version integer not null,
  schema_version integer not null,
  payload jsonb not null,
  created_at timestamptz not null default now(),
  primary key (request_id, version)
);
--> statement-breakpoint
create table decision (
  id uuid primary key default uuidv7(),
  -- The order in which approved requests are applied.
  sequence bigint generated always as identity unique,
  request_id uuid not null references change_request (id),
  kind text not null check (kind in ('approve', 'reject', 'close-by-hand')),
  payload_version integer not null,
  decided_on date not null,
  plan jsonb,
  plan_version integer,
  shown_hash text, apply_hash text,
  acknowledged text[] not null default '{}',
  reason text not null default '',
  po_id uuid references po (id),
  person_ids uuid[] not null default '{}',
  staff_id uuid not null references staff_user (id),
  at timestamptz not null default now(),
  -- Applied, failed or taken back: no longer something that later plans build on.
  settled_at timestamptz,
  outcome text check (outcome in ('applied', 'failed', 'undone')),
  check ((kind = 'approve') = (plan is not null and apply_hash is not null and shown_hash is not null)),
  check (kind = 'approve' or reason <> '')
);
create index decision_request on decision (request_id, sequence desc);
-- Approved and not yet applied, per PO and per person: what a new plan counts as done.
create index decision_pending_po on decision (po_id) where kind = 'approve' and settled_at is null;
create index decision_pending_person on decision using gin (person_ids) where kind = 'approve' and settled_at is null;
-- At most one approval of a request is under way.
create unique index decision_one_pending on decision (request_id) where kind = 'approve' and settled_at is null;
alter table cause add foreign key (decision_id) references decision (id);
-- One cause per applied decision: a second application cannot even begin to write.
create unique index cause_decision on cause (decision_id) where decision_id is not null;
--> statement-breakpoint
create table request_event (
  id bigint generated always as identity primary key,
  request_id uuid not null references change_request (id),
  event text not null,
  from_state text, to_state text not null,
  actor_kind text not null check (actor_kind in ('staff', 'member', 'submitter', 'operator', 'system')),
  actor_id uuid, actor_label text not null,
  reason text not null default '',
  detail jsonb not null default '{}',
  at timestamptz not null default now()
);
create index request_event_request on request_event (request_id, id);
