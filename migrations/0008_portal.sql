-- A supervisor sees all the tickets of their company.
alter table contact add is_supervisor boolean not null default false;

-- A client who is signed in. The token is in their browser alone. The session ends with the address that opened it.
create table client_session (
  id uuid primary key,
  contact_id uuid not null references contact (id),
  token_hash text not null unique,
  address text not null check (address = lower(address)),
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  expires_at timestamptz not null,
  user_agent text not null default ''
);
create index client_session_contact on client_session (contact_id);
create index client_session_expiring on client_session (expires_at);

alter table mail
  drop constraint mail_purpose_check,
  add constraint mail_purpose_check check (purpose in ('ticket', 'test', 'link'));
create index mail_link_address on mail (lower(address), created_at) where purpose = 'link';

-- A sign-in link that a mail offers, for one use. Its token is worked out again from its id when the mail is written.
create table client_link (
  id uuid primary key,
  mail_id uuid not null references mail (id) on delete cascade,
  contact_id uuid not null references contact (id),
  -- Where it leads: a ticket, or the list of them.
  ticket_id uuid references ticket (id),
  token_hash text not null unique,
  address text not null check (address = lower(address)),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index client_link_mail on client_link (mail_id);
create index client_link_expiring on client_link (expires_at);

-- When its clients last had news of it: what stays inside moves nothing on their side.
alter table ticket add client_news_at timestamptz not null default clock_timestamp();
update ticket set client_news_at = updated_at;
create index ticket_reporter on ticket (reporter_contact_id) where reporter_contact_id is not null;
create index ticket_company_news on ticket (company_id, client_news_at, number) where company_id is not null;
