-- Words from outside attach nobody and nothing: an agent does, who reads them.
alter table contact add column company_words text;
alter table ticket add column serial_words text;

alter table spreadsheet
  -- The source has checked that each address is its sender's. Otherwise its people are guests.
  add column verifies_addresses boolean not null default false,
  -- Tickets of rows that were there at the first reading are mailed to nobody, unless asked for.
  add column mails_past boolean not null default false,
  -- What identities are made with stays as it was at set-up, whatever is corrected later.
  add column time_zone text,
  add column identity_order text check (identity_order in ('dayFirst', 'monthFirst')),
  -- Whether dates without an hour need the sender too to tell rows apart.
  add column identity_has_sender boolean not null default true;
update spreadsheet
set time_zone = (select time_zone from organisation), identity_order = date_order, identity_has_sender = false;
alter table spreadsheet
  alter column time_zone set not null,
  alter column identity_order set not null;

-- The guest who stands for the rows of one sender, so that each of them is not another contact.
create table spreadsheet_guest (
  spreadsheet_id uuid not null references spreadsheet (id) on delete cascade,
  -- The address, the name and the company that the rows give.
  sender text not null,
  contact_id uuid not null references contact (id),
  primary key (spreadsheet_id, sender)
);

alter table spreadsheet drop constraint spreadsheet_alert_check;
alter table spreadsheet add constraint spreadsheet_alert_check check (alert in (
  'unreachable', 'refused', 'web_page', 'too_large', 'unreadable', 'column_missing', 'private_address', 'file_missing',
  'link_local', 'quote_open'));
