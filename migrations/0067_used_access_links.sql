-- As other links that serve once: using it is noted, and its row is deleted when the password is set or it expires.
alter table access_link add column used_at timestamptz;
