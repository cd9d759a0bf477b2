-- Mailings: what the services write to those who hold roles. A mailing is a draft until it is sent; then its recipients
-- are computed, kept with the reason why each got it, and each has one row in `mail`, as every other mail.
create table mailing (
  -- Given by the screen that opens it, so that a draft that is saved twice is one.
  id uuid primary key,
  region_id uuid not null references region (id),
  kind text not null check (kind in ('duty', 'register', 'information', 'training')),
  subject text not null default '',
  body jsonb not null default '{"type":"doc","content":[]}',
  -- The text part as staff edited it; null: made from the body.
  text_part text,
  criteria jsonb not null,
  state text not null default 'draft'
    check (state in ('draft', 'submitted', 'scheduled', 'preparing', 'sending', 'paused', 'sent', 'stopped', 'discarded')),
  version integer not null default 1,
  -- When it leaves; null: as soon as it may.
  scheduled_for timestamptz,
  created_by uuid not null references staff_user (id),
  created_at timestamptz not null default now(),
  updated_by uuid not null references staff_user (id),
  updated_at timestamptz not null default now(),
  -- Who asked for it to be sent, and the second pair of eyes where one is asked for.
  submitted_by uuid references staff_user (id),
  submitted_at timestamptz,
  approved_by uuid references staff_user (id),
  approved_at timestamptz,
  -- The civil date in Europe/Brussels at which roles were looked at.
  computed_on date,
  started_at timestamptz,
  ended_at timestamptz
);
-- The list of a secretariat, newest first.
create index mailing_list on mailing (region_id, created_at desc, id);
-- What still goes on.
create index mailing_under_way on mailing (state) where state in ('scheduled', 'preparing', 'sending', 'paused');
--> statement-breakpoint
-- The snapshot of who was written to, and why. Addresses stand in `mail`, and go with it.
create table mailing_recipient (
  mailing_id uuid not null references mailing (id),
  person_id uuid not null references person (id),
  -- Roles, POs and days that make this person a recipient.
  reasons jsonb not null,
  -- Holds the presidency of one of the POs of the reasons: what the relief of presidents is measured by.
  president boolean not null,
  -- Why no mail was written; null: one was.
  obstacle text check (obstacle in ('no-address', 'suppressed', 'left-list')),
  mail_id uuid references mail (id),
  primary key (mailing_id, person_id),
  constraint mailing_recipient_written check ((obstacle is null) = (mail_id is not null))
);
-- From a mail to its mailing, and from a person to what was written to them.
create unique index mailing_recipient_mail on mailing_recipient (mail_id) where mail_id is not null;
create index mailing_recipient_person on mailing_recipient (person_id);
--> statement-breakpoint
-- Audiences under a name, shared by the secretariat.
create table audience (
  id uuid primary key default uuidv7(),
  region_id uuid not null references region (id),
  name text not null check (name <> ''),
  criteria jsonb not null,
  version integer not null default 1,
  updated_by uuid not null references staff_user (id),
  updated_at timestamptz not null default now(),
  archived_at timestamptz
);
create unique index audience_name on audience (region_id, lower(name)) where archived_at is null;
--> statement-breakpoint
-- Kinds of mailings that a person does not want; only kinds that may be left.
create table mailing_opt_out (
  person_id uuid not null references person (id),
  kind text not null check (kind in ('information', 'training')),
  at timestamptz not null default now(),
  via text not null check (via in ('link', 'extranet', 'staff')),
  primary key (person_id, kind)
);
--> statement-breakpoint
grant select, insert on mailing, audience to guichet_backoffice;
grant update (kind, subject, body, text_part, criteria, state, version, scheduled_for, updated_by, updated_at, submitted_by, submitted_at,
  approved_by, approved_at, ended_at) on mailing to guichet_backoffice;
grant update (name, criteria, version, updated_by, updated_at, archived_at) on audience to guichet_backoffice;
grant select on mailing_recipient, mailing_opt_out to guichet_backoffice;
grant select, update (state, version, computed_on, started_at, ended_at) on mailing to guichet_worker;
grant select, insert on mailing_recipient to guichet_worker;
grant select on mailing_opt_out to guichet_worker;
