-- The desk asks of each ticket that it shows whether a secret link follows it.
create index guest_link_ticket on guest_link (ticket_id, created_at);
