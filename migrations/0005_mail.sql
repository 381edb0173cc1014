-- How mail leaves this desk. One row; what the environment says comes first.
create table mail_settings (
  singleton boolean primary key default true check (singleton),
  smtp_url text,
  sender_address text,
  reply_to text,
  -- Changes other than of the status wait so long for others, to be told together.
  gather_seconds integer not null default 120 check (gather_seconds between 0 and 3600),
  -- A restored copy sends nothing until an administrator says so.
  held boolean not null default false
);
insert into mail_settings default values;

-- Which changes of status are told to whom.
create table mail_rule (
  status text not null check (status in (
    'opened', 'waiting', 'investigating', 'disputed', 'fixing', 'resolved', 'rejected', 'cancelled')),
  recipient text not null check (recipient in ('contact', 'agent')),
  primary key (status, recipient)
);
insert into mail_rule (status, recipient)
select status, recipient
from unnest(array['opened', 'waiting', 'investigating', 'disputed', 'fixing', 'resolved', 'rejected', 'cancelled']) status,
  unnest(array['contact', 'agent']) recipient;

-- What an agent wants to be told by mail; null is what their role suggests.
alter table agent
  add mail_new_tickets boolean,
  add mail_changes boolean not null default true;
alter table contact
  add locale text not null default 'fr' check (locale in ('fr', 'en'));

-- One message to one person, and the proof of what became of it.
create table mail (
  id uuid primary key,
  message_id text not null unique,
  purpose text not null check (purpose in ('ticket', 'test')),
  ticket_id uuid references ticket (id),
  agent_id uuid references agent (id),
  contact_id uuid references contact (id),
  recipient_id uuid not null generated always as (coalesce(agent_id, contact_id)) stored,
  address text not null,
  state text not null check (state in ('waiting', 'sent', 'refused', 'cancelled')),
  -- Nobody has begun to send it: later news of the ticket joins it.
  gathers boolean not null default false,
  send_at timestamptz not null,
  -- Somebody is sending it; taken again from then on, should they never come back.
  leased_until timestamptz,
  attempts integer not null default 0,
  -- The server's last words against it.
  problem text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  check (num_nonnulls(agent_id, contact_id) = 1),
  check ((purpose = 'ticket') = (ticket_id is not null))
);
create index mail_due on mail (send_at, id) where state = 'waiting';
create unique index mail_gathering on mail (ticket_id, recipient_id) where state = 'waiting' and gathers;
create index mail_state on mail (state, id);
create index mail_refused on mail (ticket_id) where state = 'refused';

-- Which events a mail tells.
create table mail_event (
  mail_id uuid not null references mail (id) on delete cascade,
  event_id uuid not null references event (id),
  primary key (mail_id, event_id)
);

-- How far the events were turned into mails: what happened before this table existed is not news.
create table mail_progress (
  singleton boolean primary key default true check (singleton),
  seq bigint not null
);
insert into mail_progress (seq) select coalesce(max(seq), 0) from event;
