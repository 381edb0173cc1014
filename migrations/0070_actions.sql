-- Actions: what agents have to do, about one record or about none.
create table action (
  id uuid primary key,
  version integer not null default 1,
  title text not null,
  note text not null default '',
  due_at timestamptz,
  -- Seen by its author and its assignees alone.
  is_private boolean not null default false,
  author_id uuid references agent (id),
  assignee_ids uuid[] not null check (cardinality(assignee_ids) > 0),
  ticket_id uuid references ticket (id) on delete cascade,
  contact_id uuid references contact (id) on delete cascade,
  company_id uuid references company (id) on delete cascade,
  equipment_id uuid references equipment (id) on delete cascade,
  project_id uuid references project (id) on delete cascade,
  check (num_nonnulls(ticket_id, contact_id, company_id, equipment_id, project_id) <= 1),
  repeat_every integer check (repeat_every between 1 and 365),
  repeat_unit text check (repeat_unit in ('day', 'week', 'month')),
  repeat_from text check (repeat_from in ('due', 'done')),
  check (num_nulls(repeat_every, repeat_unit, repeat_from) in (0, 3)),
  -- Due date of the first of a series, from which the others are counted: the 31st of each month stays the 31st.
  repeats_since timestamptz,
  -- The one that followed when this one was done.
  next_id uuid references action (id) on delete set null,
  done_at timestamptz,
  done_by uuid references agent (id),
  removed_at timestamptz,
  created_at timestamptz not null default now()
);
create index action_open_assigned on action using gin (assignee_ids) where done_at is null and removed_at is null;
create index action_done_by on action (done_by, done_at) where removed_at is null;
create index action_next on action (next_id) where next_id is not null;
create index action_removed on action (removed_at) where removed_at is not null;
create index action_ticket on action (ticket_id) where ticket_id is not null;
create index action_contact on action (contact_id) where contact_id is not null;
create index action_company on action (company_id) where company_id is not null;
create index action_equipment on action (equipment_id) where equipment_id is not null;
create index action_project on action (project_id) where project_id is not null;

-- Seeing the actions of others is a right of its own. The list of permissions is taken as it is and gets one more.
do $$
declare
  known text := (select pg_get_constraintdef(oid) from pg_constraint where conname = 'role_permission_permission_check');
begin
  alter table role_permission drop constraint role_permission_permission_check;
  execute 'alter table role_permission add constraint role_permission_permission_check '
    || replace(known, '])', ', ''actions.read_all''::text])');
end $$;

insert into role_permission (role, permission)
select name, 'actions.read_all' from role where name in ('administrator', 'manager');
