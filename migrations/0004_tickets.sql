create sequence ticket_number as integer;

create table ticket (
  id uuid primary key,
  number integer not null unique default nextval('ticket_number'),
  version integer not null default 1,
  kind text not null check (kind in ('incident', 'request', 'anomaly')),
  title text not null,
  description text not null default '',
  status text not null default 'opened' check (status in (
    'opened', 'waiting', 'investigating', 'disputed', 'fixing', 'resolved', 'rejected', 'cancelled')),
  waiting_until timestamptz,
  waiting_reason text,
  criticality text not null check (criticality in ('low', 'normal', 'high', 'blocking')),
  priority text check (priority in ('low', 'normal', 'high', 'urgent')),
  channel text not null check (channel in (
    'phone', 'form', 'portal', 'wordpress', 'email', 'chat', 'counter', 'field', 'api', 'import')),
  reported_at timestamptz not null,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  closed_at timestamptz,
  due_at timestamptz,
  created_by uuid references user_account (id),
  reporter_contact_id uuid references contact (id),
  reporter_agent_id uuid references agent (id),
  company_id uuid references company (id),
  project_id uuid references project (id),
  team_id uuid references team (id),
  lead_id uuid references agent (id),
  -- All agents on it, lead included. An array and not a table: agents are never deleted, and "mine, with no lead" stays
  -- one small index however many tickets an agent once worked on.
  assignee_ids uuid[] not null default '{}',
  tags text[] not null default '{}',
  is_open boolean not null generated always as (status not in ('resolved', 'rejected', 'cancelled')) stored,
  criticality_rank smallint not null generated always as (
    case criticality when 'low' then 1 when 'normal' then 2 when 'high' then 3 else 4 end) stored,
  priority_rank smallint not null generated always as (
    case priority when 'low' then 1 when 'normal' then 2 when 'high' then 3 when 'urgent' then 4 else 0 end) stored,
  due_rank timestamptz not null generated always as (coalesce(due_at, 'infinity'::timestamptz)) stored,
  title_search text not null generated always as (fold(title)) stored,
  check (lead_id is null or lead_id = any (assignee_ids)),
  check (status = 'waiting' or (waiting_until is null and waiting_reason is null)),
  check (reporter_contact_id is null or reporter_agent_id is null),
  check ((closed_at is not null) = (status in ('resolved', 'rejected', 'cancelled')))
);
-- Each sort of the list, over everything and over the open tickets that the desk shows by default.
create index ticket_updated on ticket (updated_at, number);
create index ticket_reported on ticket (reported_at, number);
create index ticket_criticality on ticket (criticality_rank, number);
create index ticket_priority on ticket (priority_rank, number);
create index ticket_due on ticket (due_rank, number);
create index ticket_open_updated on ticket (updated_at, number) where is_open;
create index ticket_open_reported on ticket (reported_at, number) where is_open;
create index ticket_open_criticality on ticket (criticality_rank, number) where is_open;
create index ticket_open_priority on ticket (priority_rank, number) where is_open;
create index ticket_open_due on ticket (due_rank, number) where is_open;
create index ticket_open_number on ticket (number) where is_open;
create index ticket_open_lead on ticket (lead_id, updated_at, number) where is_open;
create index ticket_open_unled on ticket using gin (assignee_ids) where is_open and lead_id is null;
create index ticket_lead on ticket (lead_id, updated_at, number);
create index ticket_company on ticket (company_id, updated_at, number);
create index ticket_open_company on ticket (company_id, number) where is_open;
create index ticket_status on ticket (status, updated_at, number);
create index ticket_team on ticket (team_id, updated_at, number) where team_id is not null;
create index ticket_project on ticket (project_id, updated_at, number) where project_id is not null;
create index ticket_waiting on ticket (waiting_until) where waiting_until is not null;
create index ticket_title on ticket using gin (title_search gin_trgm_ops);
-- Open tickets are few among all, and nearly all of some statuses and of the unclaimed: without being told, the planner
-- multiplies the two and sorts thousands of rows instead of walking an index.
create statistics ticket_open_by_status (mcv) on is_open, status from ticket;
create statistics ticket_open_by_lead (mcv) on is_open, lead_id from ticket;

-- The concerned, in the order in which they were named.
create table ticket_contact (
  ticket_id uuid not null references ticket (id),
  position smallint not null,
  contact_id uuid not null references contact (id),
  primary key (ticket_id, position)
);
create unique index ticket_contact_contact on ticket_contact (contact_id, ticket_id);

create table ticket_equipment (
  ticket_id uuid not null references ticket (id),
  position smallint not null,
  equipment_id uuid not null references equipment (id),
  primary key (ticket_id, position)
);
create unique index ticket_equipment_equipment on ticket_equipment (equipment_id, ticket_id);

create table step (
  id uuid primary key,
  ticket_id uuid not null references ticket (id),
  kind text not null check (kind in (
    'question', 'answer', 'instruction', 'information', 'reason', 'event', 'history', 'document', 'solution')),
  body text not null,
  visibility text not null check (visibility in ('public', 'internal')),
  happened_at timestamptz not null,
  created_at timestamptz not null default clock_timestamp(),
  author_agent_id uuid references agent (id),
  author_contact_id uuid references contact (id),
  performer_agent_id uuid references agent (id),
  performer_contact_id uuid references contact (id),
  minutes_spent integer check (minutes_spent >= 0),
  check (num_nonnulls(author_agent_id, author_contact_id) = 1),
  check (num_nonnulls(performer_agent_id, performer_contact_id) = 1)
);
create index step_of_ticket on step (ticket_id, id);
