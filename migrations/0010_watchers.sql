-- Agents who only want the news of a ticket. Of an agent who sees it no more, nothing is sent: sight is asked when a mail leaves.
create table ticket_watcher (
  ticket_id uuid not null references ticket (id),
  agent_id uuid not null references agent (id),
  primary key (ticket_id, agent_id)
);
create index ticket_watcher_agent on ticket_watcher (agent_id);
