-- What an agent has seen of a ticket's news. No foreign key to the ticket: looking at it must not lock it.
-- Rows of tickets that have not changed since their agent's news began are forgotten each night.
create table ticket_seen (
  agent_id uuid not null references agent (id),
  ticket_id uuid not null,
  version integer not null,
  primary key (agent_id, ticket_id)
);

-- Nothing before is news for them.
alter table agent add column unread_since timestamptz not null default now();
