-- The record of security: who signed in, was refused or slowed down, and changed what protects the desk. Repeated entries
-- of an hour are one row. It holds no content of tickets.
create table security_event (
  id uuid primary key,
  kind text not null check (kind in ('sign_in', 'failure', 'throttled', 'forbidden', 'change', 'export')),
  actor_kind text not null check (actor_kind in ('agent', 'contact', 'system')),
  actor_id uuid,
  -- The address that was typed where nobody is signed in.
  account text not null,
  network text not null,
  -- The route, the means of signing in, or the change.
  detail text not null,
  subject_id uuid,
  times integer not null default 1,
  at timestamptz not null default now(),
  merge_key text not null unique
);
create index security_event_age on security_event (at);
create index security_event_kind on security_event (kind, id);
create index security_event_actor on security_event (actor_id, id) where actor_id is not null;

alter table organisation
  add security_months integer not null default 12 check (security_months between 1 and 120);

alter table role_permission
  drop constraint role_permission_permission_check,
  add constraint role_permission_permission_check check (permission in (
    'tickets.read', 'tickets.create', 'tickets.edit', 'tickets.claim', 'tickets.assign', 'tickets.reply', 'tickets.work',
    'tickets.resolve', 'tickets.cancel', 'tickets.reopen', 'contacts.read', 'contacts.edit', 'equipment.read',
    'equipment.edit', 'projects.read', 'projects.edit', 'agents.read', 'accounts.manage', 'settings.manage',
    'security.read'));
insert into role_permission (role, permission) values ('administrator', 'security.read');

-- A key ends by itself, and with its owner.
alter table api_key rename column created_by to owner_id;
alter table api_key add expires_at timestamptz not null default now() + interval '1 year';
alter table api_key alter column expires_at drop default;
