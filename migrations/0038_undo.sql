-- A step whose sending is undone is found no more.
create trigger step_taken_back after delete on step
  referencing old table as changed for each statement execute function search_others();
