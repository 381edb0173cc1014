create sequence draft_revision;

-- What an agent is writing on a ticket and has not sent: theirs alone. Without content it was sent or given up; the row
-- stays for a while, so that another device of theirs learns it. Revisions rise over all drafts: a device tells from
-- them alone, whatever its clock says, what it has seen.
create table draft (
  agent_id uuid not null references agent (id),
  ticket_id uuid not null references ticket (id),
  content jsonb,
  revision bigint not null default nextval('draft_revision'),
  updated_at timestamptz not null default clock_timestamp(),
  primary key (agent_id, ticket_id)
);
create index draft_updated on draft (updated_at);
