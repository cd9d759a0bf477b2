-- The federation's other platforms, to which members come in with their account of the extranet (OpenID Connect).
create function are_web_addresses(addresses text[]) returns boolean language sql immutable as $$
  select coalesce(bool_and(a ~ '^(https://|http://localhost[:/])[^[:space:]#]*$'), true) from unnest(addresses) a
$$;
revoke execute on function are_web_addresses(text[]) from public;
-- Who writes an address has it checked in their own name.
grant execute on function are_web_addresses(text[]) to guichet_backoffice;
--> statement-breakpoint
create table platform (
  id uuid primary key default uuidv7(),
  -- What the platform calls itself with; never changed, and never given to another one.
  client_id text not null unique,
  name text not null,
  redirect_uris text[] not null check (cardinality(redirect_uris) between 1 and 10),
  post_logout_uris text[] not null default '{}' check (cardinality(post_logout_uris) <= 10),
  -- Null: every member. Otherwise only who holds one of these roles today comes in, and only these roles are told.
  roles text[] check (cardinality(roles) > 0),
  -- What of a member the platform is told.
  shares text[] not null check (shares <@ array['profile', 'email', 'roles']),
  consent_text text not null,
  -- Goes up whenever members must be asked again: another text, or more of them told.
  consent_version integer not null default 1,
  -- An application that cannot keep a secret: PKCE alone.
  public boolean not null,
  secret_sha256 bytea check (length(secret_sha256) = 32),
  secret_made_at timestamptz,
  -- Nobody comes in any more, from the next request on.
  disabled_at timestamptz,
  version integer not null default 1,
  created_by uuid references staff_user (id),
  created_at timestamptz not null default now(),
  updated_by uuid references staff_user (id),
  updated_at timestamptz not null default now(),
  constraint platform_secret check (public = (secret_sha256 is null)),
  -- Codes travel to these: encrypted, or to the machine of who tries it out.
  constraint platform_addresses check (are_web_addresses(redirect_uris) and are_web_addresses(post_logout_uris))
);
--> statement-breakpoint
create table platform_consent (
  id uuid primary key default uuidv7(),
  account_id uuid not null references member_account (id),
  platform_id uuid not null references platform (id),
  consent_version integer not null,
  given_at timestamptz not null,
  withdrawn_at timestamptz
);
-- One consent at a time; those taken back stay, as proof of what was agreed until when.
create unique index platform_consent_one on platform_consent (account_id, platform_id) where withdrawn_at is null;
-- How many members use a platform, for who keeps the list.
create index platform_consent_platform on platform_consent (platform_id) where withdrawn_at is null;
--> statement-breakpoint
-- What a member lets a platform have in one session. It ends with the session, whoever ends that and however: the
-- codes and tokens that come from it are gone in the same statement.
create table oidc_grant (
  -- SHA-256 of the provider's id. What it says is sealed with a key that the database does not have.
  key bytea primary key check (length(key) = 32),
  account_id uuid not null references member_account (id) on delete cascade,
  platform_id uuid not null references platform (id) on delete cascade,
  session_id uuid not null references member_session (id) on delete cascade,
  sealed text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
-- Ending a session looks for its grants, and so does taking a consent back.
create index oidc_grant_session on oidc_grant (session_id);
create index oidc_grant_account on oidc_grant (account_id, platform_id);
create index oidc_grant_expiry on oidc_grant (expires_at);
--> statement-breakpoint
-- What the provider keeps between two requests: codes, access tokens, sessions of browsers, sign-ins under way. Under a
-- digest of the secret that finds it again, sealed.
create table oidc_record (
  model text not null,
  key bytea not null check (length(key) = 32),
  uid_key bytea check (length(uid_key) = 32),
  grant_key bytea references oidc_grant (key) on delete cascade,
  sealed text not null,
  consumed_at timestamptz,
  expires_at timestamptz not null,
  primary key (model, key)
);
-- The session of a browser is also looked for by its public name.
create index oidc_record_uid on oidc_record (model, uid_key) where uid_key is not null;
create index oidc_record_grant on oidc_record (grant_key) where grant_key is not null;
create index oidc_record_expiry on oidc_record (expires_at);
--> statement-breakpoint
-- The key that signs identity tokens, where the environment gives none: sealed, the same for all servers.
create table oidc_signing_key (
  id uuid primary key default uuidv7(),
  sealed text not null,
  created_at timestamptz not null default now()
);
--> statement-breakpoint
grant insert on platform to guichet_backoffice;
-- Not the digest of the secret: nobody at a screen has to do with it.
grant select (id, client_id, name, redirect_uris, post_logout_uris, roles, shares, consent_text, consent_version, public,
  secret_made_at, disabled_at, version, created_by, created_at, updated_by, updated_at) on platform to guichet_backoffice;
grant update (name, redirect_uris, post_logout_uris, roles, shares, consent_text, consent_version, secret_sha256,
  secret_made_at, disabled_at, version, updated_by, updated_at) on platform to guichet_backoffice;
grant select on platform_consent to guichet_backoffice;
grant select on platform to guichet_extranet;
grant select, insert, update (withdrawn_at) on platform_consent to guichet_extranet;
grant select, insert, update (sealed, expires_at), delete on oidc_grant to guichet_extranet;
grant select, insert, update, delete on oidc_record to guichet_extranet;
grant select, insert on oidc_signing_key to guichet_extranet;
-- The worker sweeps what is over, and reads nothing of it.
grant select (expires_at), delete on oidc_grant, oidc_record to guichet_worker;
