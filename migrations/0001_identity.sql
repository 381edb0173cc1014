-- Accents and case folded, for searching. unaccent() is only STABLE because its dictionary could be replaced; ours is not.
create extension if not exists unaccent;
create extension if not exists pg_trgm;

create function fold(value text) returns text
  language sql immutable parallel safe strict
  return lower(unaccent('unaccent', value));

-- A phone number's digits as dialled inside France: "+33 2 41…" and "00 33 2 41…" become "0241…".
create function national_digits(value text) returns text
  language sql immutable parallel safe
  return regexp_replace(regexp_replace(coalesce(value, ''), '\D', '', 'g'), '^(?:00)?33(?=\d{9}$)', '0');

-- Secrets that all the processes of one installation share (session signing, set-up link).
create table instance_secret (
  name text primary key,
  value text not null
);

create table organisation (
  id uuid primary key,
  singleton boolean not null default true unique check (singleton),
  name text not null default '',
  time_zone text not null default 'Europe/Paris',
  set_up_at timestamptz
);

create table role (
  name text primary key check (name in ('administrator', 'manager', 'technician', 'operator', 'reader')),
  sight text not null check (sight in ('all', 'teams', 'own'))
);

create table role_permission (
  role text not null references role (name)
    check (role in ('administrator', 'manager', 'technician', 'operator', 'reader')),
  permission text not null check (permission in (
    'tickets.read', 'tickets.create', 'tickets.edit', 'tickets.claim', 'tickets.assign', 'tickets.reply', 'tickets.work',
    'tickets.resolve', 'tickets.cancel', 'tickets.reopen', 'contacts.read', 'contacts.edit', 'equipment.read',
    'equipment.edit', 'projects.read', 'projects.edit', 'agents.read', 'accounts.manage', 'settings.manage')),
  primary key (role, permission)
);

-- The four tables of better-auth, under our names.
create table user_account (
  id uuid primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table user_session (
  id uuid primary key,
  user_id uuid not null references user_account (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index user_session_user on user_session (user_id);

create table user_credential (
  id uuid primary key,
  user_id uuid not null references user_account (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index user_credential_user on user_credential (user_id);

create table user_verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index user_verification_identifier on user_verification (identifier);

create table agent (
  id uuid primary key references user_account (id),
  role text not null references role (name)
    check (role in ('administrator', 'manager', 'technician', 'operator', 'reader')),
  locale text not null default 'fr' check (locale in ('fr', 'en')),
  disabled_at timestamptz
);

create table team (
  id uuid primary key,
  name text not null unique
);

create table team_member (
  team_id uuid not null references team (id) on delete cascade,
  agent_id uuid not null references agent (id),
  primary key (team_id, agent_id)
);
create index team_member_agent on team_member (agent_id);

insert into role (name, sight) values
  ('administrator', 'all'), ('manager', 'all'), ('technician', 'all'), ('operator', 'all'), ('reader', 'all');

insert into role_permission (role, permission)
select 'administrator', unnest(array[
  'tickets.read', 'tickets.create', 'tickets.edit', 'tickets.claim', 'tickets.assign', 'tickets.reply', 'tickets.work',
  'tickets.resolve', 'tickets.cancel', 'tickets.reopen', 'contacts.read', 'contacts.edit', 'equipment.read',
  'equipment.edit', 'projects.read', 'projects.edit', 'agents.read', 'accounts.manage', 'settings.manage'])
union all
select 'manager', unnest(array[
  'tickets.read', 'tickets.create', 'tickets.edit', 'tickets.claim', 'tickets.assign', 'tickets.reply', 'tickets.work',
  'tickets.resolve', 'tickets.cancel', 'contacts.read', 'contacts.edit', 'equipment.read',
  'equipment.edit', 'projects.read', 'projects.edit', 'agents.read'])
union all
select 'technician', unnest(array[
  'tickets.read', 'tickets.create', 'tickets.edit', 'tickets.claim', 'tickets.reply', 'tickets.work',
  'tickets.resolve', 'tickets.cancel', 'contacts.read', 'contacts.edit', 'equipment.read',
  'equipment.edit', 'projects.read', 'agents.read'])
union all
select 'operator', unnest(array[
  'tickets.read', 'tickets.create', 'tickets.edit', 'tickets.claim', 'tickets.assign', 'tickets.reply', 'tickets.work',
  'tickets.cancel', 'contacts.read', 'contacts.edit', 'equipment.read', 'equipment.edit', 'projects.read',
  'agents.read'])
union all
select 'reader', unnest(array[
  'tickets.read', 'contacts.read', 'equipment.read', 'projects.read', 'agents.read']);
