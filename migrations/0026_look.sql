-- How the company looks to its clients: the colour of its page, and a small picture made anew from the one that was given.
alter table organisation
  add column colour text check (colour ~ '^#[0-9a-f]{6}$'),
  add column logo bytea,
  -- Of its bytes; in its address.
  add column logo_hash text,
  add check ((logo is null) = (logo_hash is null));
