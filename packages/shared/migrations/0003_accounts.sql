-- Two separate populations of sign-ins, each with the four tables that better-auth asks for.
create table staff_user (
  id uuid primary key default uuidv7(),
  name text not null, email text not null, email_verified boolean not null default false, image text,
  region_id uuid not null references region (id),
  role text not null default 'secretariat' check (role in ('reader', 'secretariat', 'administrator')),
  person_id uuid references person (id),
  demo boolean not null default false,
  disabled_at timestamptz,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now()
);
create unique index staff_user_email on staff_user (lower(email));
create table staff_session (
  id uuid primary key default uuidv7(),
  user_id uuid not null references staff_user (id) on delete cascade,
  token text not null unique, expires_at timestamptz not null, ip_address text, user_agent text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now()
);
create index staff_session_user on staff_session (user_id);
create table staff_credential (
  id uuid primary key default uuidv7(),
  user_id uuid not null references staff_user (id) on delete cascade,
  account_id text not null, provider_id text not null, password text,
  access_token text, refresh_token text, id_token text,
  access_token_expires_at timestamptz, refresh_token_expires_at timestamptz, scope text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create table staff_verification (
  id uuid primary key default uuidv7(),
  identifier text not null, value text not null, expires_at timestamptz not null,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now()
);
--> statement-breakpoint
create table member_account (
  id uuid primary key default uuidv7(),
  person_id uuid not null unique references person (id),
  name text not null,
  -- Null while the person waits for an address of their own (two people sharing one): state 'waiting'.
  email text, email_verified boolean not null default false, image text,
  state text not null check (state in ('waiting', 'invited', 'active', 'closed')),
  -- An approved new address is not a sign-in address until it confirms (DESIGN.md §4.10).
  pending_email text,
  demo boolean not null default false,
  activated_at timestamptz, closed_at timestamptz,
  created_by uuid not null references cause (id),
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
  check (state in ('waiting', 'closed') or email is not null)
);
create unique index member_account_email on member_account (lower(email)) where email is not null;
create table member_session (
  id uuid primary key default uuidv7(),
  user_id uuid not null references member_account (id) on delete cascade,
  token text not null unique, expires_at timestamptz not null, ip_address text, user_agent text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now()
);
create index member_session_user on member_session (user_id);
create table member_credential (
  id uuid primary key default uuidv7(),
  user_id uuid not null references member_account (id) on delete cascade,
  account_id text not null, provider_id text not null, password text,
  access_token text, refresh_token text, id_token text,
  access_token_expires_at timestamptz, refresh_token_expires_at timestamptz, scope text,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create table member_verification (
  id uuid primary key default uuidv7(),
  identifier text not null, value text not null, expires_at timestamptz not null,
  created_at timestamptz not null default now(), updated_at timestamptz not null default now()
);
--> statement-breakpoint
-- Links that live longer than a password reset. The link carries HMAC(key, id); only its SHA-256 is kept.
create table token (
  id uuid primary key default uuidv7(),
  purpose text not null check (purpose in ('activation', 'password-reset', 'email-confirmation', 'tracking')),
  account_id uuid references member_account (id),
  submission_id uuid,
  secret_sha256 bytea not null unique,
  -- The address being confirmed, for 'email-confirmation'.
  email text,
  expires_at timestamptz not null,
  used_at timestamptz, voided_at timestamptz,
  created_at timestamptz not null default now(),
  check ((purpose = 'tracking') = (submission_id is not null)),
  check ((purpose <> 'tracking') = (account_id is not null))
);
create index token_account on token (account_id, purpose) where used_at is null and voided_at is null;
--> statement-breakpoint
create table resource (
  id uuid primary key default uuidv7(),
  slug text not null unique,
  title text not null,
  description text not null,
  url text,
  -- Null: every member. Otherwise the roles that see it.
  roles text[],
  position integer not null
);
insert into resource (slug, title, description, url, roles, position) values
  ('base-de-donnees-po', 'Base de données PO', 'Le dossier de votre PO : son identité, ses écoles, ses membres et leurs rôles.', '/dossier', null, 1),
  ('documentation-juridico-administrative', 'Documentation juridico-administrative', 'Textes, modèles et circulaires utiles à l’organe d’administration : statuts, assemblées générales, personnel, subventions.', null, '{president,vice-president,administrator,managing-administrator,treasurer,secretary}', 2),
  ('gestion-des-batiments', 'Gestion des bâtiments', 'Entretien, travaux, programmes de financement et assurances des bâtiments scolaires.', null, '{president,vice-president,administrator,managing-administrator,treasurer,secretary}', 3),
  ('securite-et-bien-etre', 'Sécurité et bien-être au travail', 'Prévention, analyses de risques, plans d’urgence et obligations de l’employeur.', null, '{president,vice-president,administrator,managing-administrator,treasurer,secretary,prevention-adviser}', 4),
  ('centrale-des-marches', 'Centrale des marchés : gestion des accès', 'Donner et retirer l’accès à la plateforme de commande de la centrale des marchés.', null, '{po-referent}', 5),
  ('plan-de-pilotage', 'Plan de pilotage', 'Outils et calendrier pour suivre le plan de pilotage et le contrat d’objectifs.', null, '{pdp-referent,president}', 6);
