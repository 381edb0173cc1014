-- Tickets of which somebody is an assignee: those that are open, few whatever they worked on before, and all of them.
create index ticket_open_assigned on ticket using gin (assignee_ids) where is_open;
create index ticket_assigned on ticket using gin (assignee_ids);
drop index ticket_open_unled;
create index ticket_tags on ticket using gin (tags);
