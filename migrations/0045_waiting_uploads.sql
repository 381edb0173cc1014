-- Room taken by files that agents did not send and that are not attached yet: reserved before the first byte arrives, and
-- kept until the file is attached or removed. Limits are checked against these rows, whichever process takes the file.
create table waiting_upload (
  id uuid primary key,
  -- The contact, or the pass of a form.
  holder_id uuid not null,
  -- The sender's network, hashed; null when all senders seem to share it.
  network_hash text,
  bytes bigint not null check (bytes > 0),
  -- Null while the file arrives.
  attachment_id uuid unique references attachment (id) on delete cascade,
  -- When a file that has not arrived is given up.
  expires_at timestamptz not null
);
create index waiting_upload_arriving on waiting_upload (expires_at) where attachment_id is null;
