-- Tickets opened while nobody is on them. Agents who hear of new tickets are told of several in one mail: the recipients are
-- found, and one mail made for each, when the oldest has waited for others.
create table opening (
  -- Of its event.
  id uuid primary key references event (id),
  ticket_id uuid not null references ticket (id),
  opened_at timestamptz not null,
  -- The batch that tells it; null while it waits.
  batch_id uuid
);
create index opening_waiting on opening (opened_at) where batch_id is null;
create index opening_of_batch on opening (batch_id) where batch_id is not null;

alter table mail
  add column batch_id uuid,
  drop constraint mail_purpose_check,
  add constraint mail_purpose_check check (purpose in
    ('ticket', 'test', 'link', 'invitation', 'reset', 'password_set', 'confirmation', 'quarantine', 'openings')),
  add constraint mail_batch_check check ((purpose = 'openings') = (batch_id is not null));
