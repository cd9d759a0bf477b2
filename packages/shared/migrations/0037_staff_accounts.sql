-- Staff are invited, and outside the demonstration show two factors: a session says which of them it has seen.
alter table staff_user add column activated_at timestamptz, add column last_sign_in_at timestamptz;
-- Who has a password signed in before there were invitations.
update staff_user u set activated_at = u.created_at
  where exists (select from staff_credential c where c.user_id = u.id and c.password is not null);
alter table staff_session
  -- Null: nothing but the password was shown. Until it is set, a session whose owner needs two factors opens nothing.
  add column second_factor_at timestamptz,
  -- When the person last proved to be themselves: sensitive acts ask that it is not long ago.
  add column authenticated_at timestamptz;
--> statement-breakpoint
-- The links of mails to staff. Apart from the members' table, so that the back office can neither read nor spend theirs.
create table staff_link (
  id uuid primary key default uuidv7(),
  staff_id uuid not null references staff_user (id),
  purpose text not null check (purpose in ('invitation', 'password')),
  secret_sha256 bytea not null unique,
  expires_at timestamptz not null,
  used_at timestamptz, voided_at timestamptz,
  created_at timestamptz not null default now()
);
-- A new link puts the older one of its purpose out of use; this finds it, and forbids two that work.
create unique index staff_link_usable on staff_link (staff_id, purpose) where used_at is null and voided_at is null;
-- How many were sent lately.
create index staff_link_staff on staff_link (staff_id, created_at);
--> statement-breakpoint
-- One authenticator app for each member of staff. Secrets are sealed with TOKEN_KEYS: a copy of the database makes no code.
create table staff_totp (
  staff_id uuid primary key references staff_user (id) on delete cascade,
  secret text, confirmed_at timestamptz,
  -- The time step of the last code: it and those before it are refused, so that no code is good twice.
  last_step bigint,
  -- Set up and not yet confirmed by a first code.
  pending_secret text,
  check ((secret is null) = (confirmed_at is null))
);
create table staff_passkey (
  id uuid primary key default uuidv7(),
  staff_id uuid not null references staff_user (id) on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  -- How often the key signed, as it says itself: one that goes back is a copy.
  counter bigint not null,
  transports text[] not null default '{}',
  name text not null check (name <> '' and length(name) <= 60),
  -- Kept by the maker of the device as well, and on other devices.
  backed_up boolean not null,
  created_at timestamptz not null default now(), last_used_at timestamptz
);
create index staff_passkey_staff on staff_passkey (staff_id, created_at);
create table staff_recovery_code (
  staff_id uuid not null references staff_user (id) on delete cascade,
  -- Eighty random bits: a digest without salt tells nothing.
  code_sha256 bytea not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (staff_id, code_sha256)
);
-- A challenge of a passkey is found by its value, and used once.
create unique index staff_verification_identifier on staff_verification (identifier);
--> statement-breakpoint
grant select, insert, update (used_at, voided_at) on staff_link to guichet_backoffice;
grant select, insert, update, delete on staff_totp, staff_passkey, staff_recovery_code to guichet_backoffice;
grant insert on staff_user, staff_credential to guichet_backoffice;
-- The worker makes the link again when its mail leaves.
grant select on staff_link to guichet_worker;
