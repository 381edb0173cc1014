-- Where clients can call the company; at the foot of their mails.
alter table organisation add column phone text check (length(phone) between 1 and 40);
