-- A form that an administrator composes, to be shown on any web site.
create table form (
  id uuid primary key,
  version integer not null default 1,
  name text not null,
  title text not null,
  intro text not null default '',
  -- FormField[] of the contract, in their order.
  fields jsonb not null,
  -- What the sender must agree to; empty asks nothing.
  consent text not null default '',
  team_id uuid references team (id),
  kind text not null check (kind in ('incident', 'request', 'anomaly')),
  criticality text not null check (criticality in ('low', 'normal', 'high', 'blocking')),
  is_open boolean not null default true,
  created_at timestamptz not null default now()
);

-- Given for a proof of work, for one submission and its files. A challenge serves once.
create table form_pass (
  id uuid primary key,
  form_id uuid not null references form (id),
  challenge text not null unique,
  token_hash text not null unique,
  -- When the challenge was asked for.
  asked_at timestamptz not null,
  expires_at timestamptz not null
);
create index form_pass_expiring on form_pass (expires_at);

-- What somebody sent: a ticket at once, or kept in quarantine until an agent decides, for 30 days.
create table form_submission (
  id uuid primary key,
  form_id uuid not null references form (id),
  -- Its number alone: a pass is forgotten long before.
  pass_id uuid not null unique,
  -- Of the whole request: the same sent again gets the first answer.
  request_hash text not null,
  answers jsonb not null,
  attachment_ids uuid[] not null default '{}',
  locale text not null check (locale in ('fr', 'en')),
  -- Hashed: whether many come from one place, not which.
  address_hash text not null,
  network_hash text not null,
  -- Why it is in quarantine; empty for what became a ticket at once.
  reasons text[] not null default '{}',
  ticket_id uuid references ticket (id),
  created_at timestamptz not null default now()
);
create index form_submission_address on form_submission (address_hash, created_at);
create index form_submission_network on form_submission (network_hash, created_at);
create index form_submission_quarantined on form_submission (created_at desc) where ticket_id is null;

-- The secret link by which a guest follows one ticket. Its token is with them alone.
create table guest_link (
  id uuid primary key,
  ticket_id uuid not null references ticket (id),
  contact_id uuid not null references contact (id),
  token_hash text not null unique,
  created_at timestamptz not null default now()
);

-- A session that a secret link opened stands on that link, and shows its ticket alone.
alter table client_session
  alter column address drop not null,
  add column guest_link_id uuid references guest_link (id) on delete cascade;
create index client_session_guest_link on client_session (guest_link_id) where guest_link_id is not null;

-- A file may be sent under a pass, by somebody who is nobody yet.
alter table attachment
  add column uploaded_under_pass uuid,
  drop constraint attachment_check,
  add constraint attachment_uploader_check
    check (num_nonnulls(uploaded_by_agent_id, uploaded_by_contact_id, uploaded_under_pass) = 1),
  add constraint attachment_pass_check check (uploaded_under_pass is null or ticket_id is null);
create index attachment_under_pass on attachment (uploaded_under_pass) where uploaded_under_pass is not null;
