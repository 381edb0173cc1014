-- A file that somebody sent. Its bytes lie in the files folder, named by their hash: several rows may cite the same.
-- A new upload belongs to its sender and expires. It is then attached to a ticket, and perhaps to one of its steps.
create table attachment (
  id uuid primary key,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  size integer not null check (size > 0),
  name text not null,
  -- Found in the bytes, never as the sender says.
  type text not null,
  uploaded_by_agent_id uuid references agent (id),
  uploaded_by_contact_id uuid references contact (id),
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz,
  ticket_id uuid references ticket (id),
  step_id uuid references step (id),
  -- It came with the ticket itself.
  at_opening boolean not null default false,
  check (num_nonnulls(uploaded_by_agent_id, uploaded_by_contact_id) = 1),
  check ((ticket_id is null) = (expires_at is not null)),
  check (step_id is null or (ticket_id is not null and not at_opening))
);
create index attachment_of_ticket on attachment (ticket_id, id) where ticket_id is not null;
create index attachment_of_step on attachment (step_id) where step_id is not null;
create index attachment_content on attachment (sha256);
create index attachment_expiring on attachment (expires_at) where expires_at is not null;
