-- Archived records are offered nowhere and found by a filter; what they are on keeps them.
alter table contact add archived_at timestamptz;
alter table company add archived_at timestamptz;
alter table equipment add archived_at timestamptz;
alter table project add archived_at timestamptz;
create index contact_archived on contact (name_search, id) where archived_at is not null;
create index company_archived on company (name_search, id) where archived_at is not null;
create index equipment_archived on equipment (label_search, id) where archived_at is not null;
create index project_archived on project (name_search, id) where archived_at is not null;
