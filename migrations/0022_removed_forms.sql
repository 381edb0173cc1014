-- A form that was removed can be restored for 30 days; its submissions and their tickets stay for good.
alter table form add column deleted_at timestamptz;
