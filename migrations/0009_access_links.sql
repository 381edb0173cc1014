-- A link that lets an agent choose a password, once. Its token is kept nowhere: it is worked out from the id when it is
-- written to the person, and known again by its hash.
create table access_link (
  id uuid primary key,
  purpose text not null check (purpose in ('invitation', 'reset')),
  agent_id uuid not null references agent (id),
  token_hash text not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index access_link_agent on access_link (agent_id);
create index access_link_expiring on access_link (expires_at);

alter table mail
  drop constraint mail_purpose_check,
  add constraint mail_purpose_check
    check (purpose in ('ticket', 'test', 'link', 'invitation', 'reset', 'password_set'));
