-- The version that clients read: it moves only with what they are shown, so that it tells nothing of the work inside.
alter table ticket
  add column client_version integer not null default 1,
  -- The client version that the status has had since.
  add column client_status_version integer not null default 1;
