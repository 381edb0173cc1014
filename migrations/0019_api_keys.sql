-- What another program shows to be let in, for one thing. Shown once; only its hash is kept.
create table api_key (
  id uuid primary key,
  name text not null,
  scope text not null check (scope in ('count')),
  token_hash text not null unique,
  -- Its last characters, to know it again.
  ending text not null,
  created_by uuid not null references agent (id),
  created_at timestamptz not null default now(),
  -- To the hour.
  last_used_at timestamptz
);
