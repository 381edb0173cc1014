-- When backups of this database were finished: how old the last one is shows in the settings and in the metrics.
create table backup_made (
  finished_at timestamptz primary key default now(),
  bytes bigint not null check (bytes >= 0)
);
