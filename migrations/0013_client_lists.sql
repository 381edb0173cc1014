-- The clients' lists are walked in the order in which they are shown: what a contact reported, and what is open of it
-- or of a company among any number of closed ones.
create index ticket_reporter_news on ticket (reporter_contact_id, client_news_at, number)
  where reporter_contact_id is not null;
drop index ticket_reporter;
create index ticket_reporter_open_news on ticket (reporter_contact_id, client_news_at, number)
  where is_open and reporter_contact_id is not null;
create index ticket_company_open_news on ticket (company_id, client_news_at, number)
  where is_open and company_id is not null;
