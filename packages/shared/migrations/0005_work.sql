-- The ledger of what has to be done; the queue only rings (DESIGN.md §4.1).
create table outbox (
  id uuid primary key default uuidv7(),
  kind text not null,
  ref text not null,
  state text not null default 'pending' check (state in ('pending', 'done', 'cancelled', 'dead')),
  generation integer not null default 0,
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  error_code text,
  created_at timestamptz not null default now(),
  done_at timestamptz,
  unique (kind, ref)
);
create index outbox_due on outbox (next_at) where state = 'pending';
--> statement-breakpoint
create table mail (
  id uuid primary key default uuidv7(),
  kind text not null,
  -- One event, one mail: "activation:<event>", "acknowledgement:<submission>"...
  cause_key text not null unique,
  to_address text not null,
  to_name text not null default '',
  person_id uuid references person (id),
  account_id uuid references member_account (id),
  submission_id uuid references submission (id),
  request_id uuid references change_request (id),
  token_id uuid references token (id),
  params jsonb not null default '{}',
  state text not null default 'pending' check (state in ('pending', 'sending', 'sent', 'failed', 'unknown', 'cancelled')),
  lease_owner uuid, lease_until timestamptz,
  attempts integer not null default 0,
  message_id text not null unique,
  response_code integer, error_code text,
  sent_at timestamptz,
  created_at timestamptz not null default now()
);
create index mail_submission on mail (submission_id);
create index mail_account on mail (account_id);
create index mail_person on mail (person_id);
-- What people have to look at: failed and ambiguous mails.
create index mail_trouble on mail (created_at) where state in ('failed', 'unknown');
--> statement-breakpoint
create table mail_suppression (
  address_key text primary key,
  reason text not null,
  at timestamptz not null default now()
);
--> statement-breakpoint
create table staff_task (
  id uuid primary key default uuidv7(),
  region_id uuid references region (id),
  kind text not null,
  ref text not null,
  reason text not null,
  detail jsonb not null default '{}',
  created_at timestamptz not null default now(),
  done_at timestamptz, done_by uuid references staff_user (id),
  unique (kind, ref)
);
create index staff_task_open on staff_task (created_at) where done_at is null;
--> statement-breakpoint
create table heartbeat (
  process text not null,
  instance text not null,
  at timestamptz not null,
  detail jsonb not null default '{}',
  primary key (process, instance)
);
