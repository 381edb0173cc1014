-- Those who may not assign any ticket may hand over their own, add a colleague to it or let go of it.
-- The list of permissions is taken as it is and gets one more.
do $$
declare
  known text := (select pg_get_constraintdef(oid) from pg_constraint where conname = 'role_permission_permission_check');
begin
  alter table role_permission drop constraint role_permission_permission_check;
  execute 'alter table role_permission add constraint role_permission_permission_check '
    || replace(known, '])', ', ''tickets.hand_over''::text])');
end $$;

insert into role_permission (role, permission)
select name, 'tickets.hand_over' from role where name in ('administrator', 'manager', 'technician', 'operator');
