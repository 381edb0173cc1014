-- A record that turned out to be another one: archived, with nothing on it any more, and a trace of where all went.
alter table contact add merged_into uuid references contact (id);
alter table company add merged_into uuid references company (id);
alter table equipment add merged_into uuid references equipment (id);
alter table project add merged_into uuid references project (id);
