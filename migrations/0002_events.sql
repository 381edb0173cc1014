-- One row per change of anything, written with the change: the audit trail and the outbox.
-- seq is given at dispatch, one process at a time, so it rises in the order in which readers may see the events.
create table event (
  id uuid primary key,
  seq bigint,
  name text not null,
  subject text not null,
  subject_id uuid not null,
  version integer,
  actor_kind text not null check (actor_kind in ('agent', 'contact', 'system')),
  actor_id uuid,
  data jsonb not null default '{}',
  at timestamptz not null default clock_timestamp(),
  check ((actor_kind = 'system') = (actor_id is null))
);
create sequence event_seq;
create unique index event_dispatched on event (seq) where seq is not null;
create index event_undispatched on event (id) where seq is null;
create index event_of_subject on event (subject_id, id);

-- The first answer to each keyed request, given again, to the letter, when the request is repeated.
create table idempotency_key (
  actor_id uuid not null,
  key text not null,
  request_hash text not null,
  status smallint not null,
  reply text not null,
  created_at timestamptz not null default now(),
  primary key (actor_id, key)
);
create index idempotency_key_age on idempotency_key (created_at);
