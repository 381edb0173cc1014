-- Whoever sends a form gets a number and a secret link at once, also while the submission waits in quarantine.
alter table form_submission
  -- Reserved for the ticket that it may become.
  add column number integer unique,
  -- Of the secret link, until the ticket has it.
  add column link_hash text unique,
  -- When an agent who may settle it was shown it. It is deleted 30 days after that, or after a mail that told of it.
  add column noticed_at timestamptz;
create index form_submission_unsettled on form_submission (form_id, created_at) where ticket_id is null;

-- Agents who may settle submissions are told of them by mail.
alter table mail
  drop constraint mail_purpose_check,
  add constraint mail_purpose_check check (purpose in
    ('ticket', 'test', 'link', 'invitation', 'reset', 'password_set', 'confirmation', 'quarantine'));
create index mail_quarantine on mail (agent_id, created_at) where purpose = 'quarantine';

-- Settling what is in quarantine is a right of its own. The list of permissions is taken as it is and gets one more.
do $$
declare
  known text := (select pg_get_constraintdef(oid) from pg_constraint where conname = 'role_permission_permission_check');
begin
  alter table role_permission drop constraint role_permission_permission_check;
  execute 'alter table role_permission add constraint role_permission_permission_check '
    || replace(known, '])', ', ''submissions.settle''::text])');
end $$;

insert into role_permission (role, permission)
select name, 'submissions.settle' from role where name in ('administrator', 'manager', 'technician', 'operator');
