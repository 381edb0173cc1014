-- What a mail about a ticket said when it left, for the agents who see the ticket: its links, which are its recipient's
-- own, are not kept. Null for mails that never left, or that left before this column existed.
alter table mail
  add subject text,
  add text text;
create index mail_ticket on mail (ticket_id, id) where ticket_id is not null;
