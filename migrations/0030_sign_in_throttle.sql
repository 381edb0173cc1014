-- Failed guesses of a secret, by what they aimed at and where they came from. Kept here so that the delays hold for
-- several processes and after a restart. Keys are hashes: no address that somebody typed is stored.
create table throttle (
  key text primary key,
  failures integer not null,
  last_failed_at timestamptz not null default now()
);
create index throttle_age on throttle (last_failed_at);

-- The networks and browsers from which an account has signed in: failures of strangers do not slow them down.
create table known_source (
  account_id uuid not null references user_account (id) on delete cascade,
  source_hash text not null,
  last_used_at timestamptz not null default now(),
  primary key (account_id, source_hash)
);
create index known_source_age on known_source (last_used_at);
