-- Once a year president and secretary of each PO are asked whether its file is still right. One asking: by the calendar,
-- or ordered by staff for all POs or for one.
create table verification_round (
  -- Given by who orders, or derived from secretariat and year: the same twice is one.
  id uuid primary key,
  region_id uuid not null references region (id),
  -- Null: every PO of the secretariat.
  po_id uuid references po (id),
  -- Null: the calendar.
  ordered_by uuid references staff_user (id),
  ordered_at timestamptz not null default now()
);
-- "When was everybody asked last?"
create index verification_round_of_all on verification_round (region_id, ordered_at desc) where po_id is null;
--> statement-breakpoint
-- One PO that is asked, or whose member said of their own accord that its file is right; and the answer.
create table verification (
  id uuid primary key default uuidv7(),
  po_id uuid not null references po (id),
  -- Null: nobody asked.
  round_id uuid references verification_round (id),
  asked_at timestamptz not null default now(),
  -- How many people could be written to; null until the worker looked, 0 is for staff.
  people integer,
  reminders integer not null default 0,
  reminded_at timestamptz,
  -- Staff asked for a reminder, which the worker sends.
  reminder_ordered_at timestamptz,
  confirmed_at timestamptz,
  confirmed_by uuid references person (id),
  confirmed_role text,
  via text check (via in ('link', 'extranet')),
  -- A round that is carried out twice asks once.
  unique (round_id, po_id),
  check ((confirmed_at is null) = (confirmed_by is null)),
  check ((confirmed_at is null) = (confirmed_role is null)),
  check ((confirmed_at is null) = (via is null)),
  check (round_id is not null or confirmed_at is not null)
);
-- The last time a PO was asked, and the last time it answered.
create index verification_asked on verification (po_id, asked_at desc);
create index verification_confirmed on verification (po_id, confirmed_at desc) where confirmed_at is not null;
--> statement-breakpoint
-- Who is asked, with what the database keeps of the secret in their link.
create table verification_ask (
  id uuid primary key,
  verification_id uuid not null references verification (id),
  person_id uuid not null references person (id),
  role text not null,
  secret_sha256 bytea not null unique,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  -- One mail for one person, whatever roles they hold.
  unique (verification_id, person_id)
);
--> statement-breakpoint
grant select on verification_round, verification, verification_ask to guichet_backoffice;
grant insert on verification_round to guichet_backoffice;
grant update (reminder_ordered_at) on verification to guichet_backoffice;
-- The worker asks and reminds; the answer comes by the extranet, which shows the file to whoever holds the link.
grant select, insert on verification_round, verification to guichet_worker;
grant update (people, reminders, reminded_at) on verification to guichet_worker;
grant select, insert, update (expires_at) on verification_ask to guichet_worker;
grant select, insert, update (confirmed_at, confirmed_by, confirmed_role, via) on verification to guichet_extranet;
grant select on verification_ask to guichet_extranet;
-- A date that was set is not meant for the days before it was.
grant select (updated_at) on setting to guichet_worker;
