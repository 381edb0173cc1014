-- Archived sites are offered nowhere and found by a filter; the machines that stand there keep them.
alter table site add archived_at timestamptz;
create index site_archived on site (name_search, id) where archived_at is not null;
