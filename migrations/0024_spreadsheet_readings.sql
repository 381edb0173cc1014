-- A reading is a job of its own. What it has come to is shown while it goes on; jobs that wait for one another need no lease.
alter table spreadsheet
  drop column leased_until,
  -- Somebody wants it read now.
  add column asked_at timestamptz,
  add column rows_done integer,
  add column rows_total integer,
  add check (num_nonnulls(rows_done, rows_total) <> 1);
