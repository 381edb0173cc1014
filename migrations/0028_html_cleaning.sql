-- Rich text written before every path cleaned it is cleaned once, by the program, from the oldest row on. How far it has
-- come, by table; a row goes once its table is done.
create table html_cleaning (
  source text primary key check (source in ('step', 'ticket')),
  cleaned_to uuid not null default '00000000-0000-0000-0000-000000000000'
);
insert into html_cleaning (source) values ('step'), ('ticket');
