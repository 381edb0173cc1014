-- Users of websites confirm an address too, about no ticket.
alter table address_confirmation alter column ticket_id drop not null;
