-- Agents of such a role need a second factor.
alter table role add second_factor_required boolean not null default false;

-- Whether a session passed a second factor, and when its agent last proved who they are.
alter table user_session
  add second_factor boolean not null default false,
  add confirmed_at timestamptz not null default now();

-- The tables of better-auth's plugins, under our names.
alter table user_account add two_factor_enabled boolean not null default false;

create table two_factor (
  id uuid primary key,
  user_id uuid not null unique references user_account (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default false,
  failed_verification_count integer not null default 0,
  locked_until timestamptz
);

create table passkey (
  id uuid primary key,
  user_id uuid not null references user_account (id) on delete cascade,
  name text,
  public_key text not null,
  credential_id text not null unique,
  counter bigint not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz not null default now()
);
create index passkey_user on passkey (user_id);
