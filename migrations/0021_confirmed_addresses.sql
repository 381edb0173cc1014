-- Who sends the form may confirm their address by a mail.
alter table form add column confirm_email boolean not null default false;

alter table mail
  drop constraint mail_purpose_check,
  add constraint mail_purpose_check
    check (purpose in ('ticket', 'test', 'link', 'invitation', 'reset', 'password_set', 'confirmation'));
create index mail_confirmation_address on mail (lower(address), created_at) where purpose = 'confirmation';

-- By which a guest shows that the address they typed is theirs: once, for seven days. Its token is worked out again from
-- its id when the mail is written.
create table address_confirmation (
  id uuid primary key,
  mail_id uuid not null references mail (id) on delete cascade,
  contact_id uuid not null references contact (id),
  ticket_id uuid not null references ticket (id),
  address text not null check (address = lower(address)),
  token_hash text not null unique,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index address_confirmation_mail on address_confirmation (mail_id);
create index address_confirmation_expiring on address_confirmation (expires_at);

-- A client who is signed in needs no pass, and is known by more than a place in the network.
alter table form_submission
  alter column pass_id drop not null,
  alter column address_hash drop not null,
  alter column network_hash drop not null,
  add column contact_id uuid references contact (id),
  add constraint form_submission_sender_check check (
    case when contact_id is null then num_nulls(pass_id, address_hash, network_hash) = 0
    else num_nonnulls(pass_id, address_hash, network_hash) = 0 and ticket_id is not null end);
