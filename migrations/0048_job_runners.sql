-- Processes that run jobs. Each counts its beats every few seconds; the jobs of one whose count stands still run elsewhere.
create table job_runner (
  -- The name under which it locks jobs.
  pool text primary key,
  beats bigint not null default 0
);
