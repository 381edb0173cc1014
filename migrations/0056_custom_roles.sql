-- Roles that a company makes for itself: `name` is the key, a UUID for these; `label` is what people call them, null for
-- the five that every desk has and that the browser words.
alter table role
  drop constraint role_name_check,
  add id uuid not null default gen_random_uuid() unique,
  add label text check (label = btrim(label) and label <> '' and length(label) <= 60),
  add constraint role_name_check check (
    (name in ('administrator', 'manager', 'technician', 'operator', 'reader')) = (label is null));
create unique index role_label on role (fold(label)) where label is not null;
alter table role_permission drop constraint role_permission_role_check;
alter table agent drop constraint agent_role_check;
create index agent_role on agent (role);
